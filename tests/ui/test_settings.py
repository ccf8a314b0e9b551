"""Settings: written at once, and a damaged file costs nobody the start."""

from pathlib import Path

import pytest

from ui.settings import Settings


def test_a_setting_is_there_at_the_next_start(tmp_path: Path) -> None:
    Settings(tmp_path / "settings.json").put("size", 130)
    assert Settings(tmp_path / "settings.json")["size"] == 130


@pytest.mark.parametrize("text", ["", "{", "[]", '{"size": "large"}', '{"foreign": 1}'])
def test_a_damaged_file_falls_back_to_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    assert Settings(tmp_path / "settings.json")["size"] == 100


def test_nobody_can_set_what_was_not_declared() -> None:
    with pytest.raises(KeyError):
        Settings().put("colour_of_the_sky", 1)
