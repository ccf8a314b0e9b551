"""Files on their way, in words."""

import pytest

from models.problems import Refused
from models.store.files import Noted
from ui.presenters.travelling import file_lines, size_words
from ui.text import Words


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (Noted("a", "片.mp4", 104_857_600, "local", 47_185_920), "100.0 MB · 已传 45%，会自动接着传"),
        (Noted("a", "片.mp4", 104_857_600, "local"), "100.0 MB · 等着传，轮到时自动开始"),
        (Noted("a", "片.mp4", 1000, "remote", 1000), "1 KB · 已取 99%，会自动接着取"),
        (Noted("a", "", 0, "remote"), "等着取，轮到时自动开始"),
    ],
)
def test_each_file_says_how_far_it_is_and_that_it_goes_on_by_itself(one: Noted, told: str) -> None:
    [line] = file_lines([one], Words("zh"))
    assert line.told == told
    assert line.name
    assert not line.kept


def test_what_keeps_a_file_is_said_in_words() -> None:
    for language in ("zh", "en"):
        [line] = file_lines([Noted("a", "b.pdf", 9, "local", 3, Refused("upload_quota", most=1))], Words(language))
        assert len(line.kept) > 10


def test_sizes_are_short() -> None:
    assert [size_words(size) for size in (0, 2048, 2_202_010)] == ["1 KB", "2 KB", "2.1 MB"]
