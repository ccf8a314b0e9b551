"""The section on what is carried by file: out, in, and every refusal in its sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.window import DeskWindow
from models.problems import Refused
from models.store.carried import Carried
from sync.client.engine import Round
from tests.ui.fakes import busy
from tests.ui.frame import cut_labels, nameless, settle, window
from ui.views.sync.by_hand import ByHandSection
from ui.widgets.buttons import ActionButton


@dataclass
class Hand:
    """What a desk gives and takes, without files."""

    left: list[Carried] = field(default_factory=list)
    taken: list[Path] = field(default_factory=list)
    refuses: str = ""

    def suggested(self) -> str:
        return "王台镇人民政府_林晓梅_2026-04-28_0941"

    def export(self, place: Path) -> Carried:
        if self.refuses:
            raise Refused(self.refuses, path=str(place))
        self.left.append(Carried("b1", "2026-04-28T09:30:00+08:00", place.name, 3))
        return self.left[-1]

    def take_in(self, path: Path) -> Round:
        if self.refuses:
            raise Refused(self.refuses, name=path.name)
        self.taken.append(path)
        self.left = [replace(one, back_at="2026-04-28T09:40:00+08:00") for one in self.left]
        return Round(sent=3, ids={"i1"})

    def out(self) -> list[Carried]:
        return self.left


@contextmanager
def _page(hand: Hand | None, **how: Any) -> Iterator[tuple[DeskWindow, ByHandSection]]:
    with window(desk=busy(), by_hand=hand, **how) as made:
        made.go("undelivered")
        settle()
        yield made, next(one for one in made.findChildren(ByHandSection))


def _words(section: ByHandSection) -> str:
    return section._text.text()


@pytest.mark.usefixtures("qapp")
def test_what_waits_is_saved_and_then_waited_for() -> None:
    hand = Hand()
    with _page(hand) as (made, section):
        assert "3 件可以装进一个加密文件" in _words(section)
        section.export(Path("stick/周二"))
        settle()
        assert made.notices.log[-1].title == "已存成 周二.bundle。请带到区数字办换回执。"
        assert "还没带回回执" in _words(section)
        section.take_in([Path("stick/周二.receipt")])
        settle()
        assert made.notices.log[-1].title == "回执已导入：门户收下 3 件。"
        assert "还没带回回执" not in _words(section)
        assert hand.taken == [Path("stick/周二.receipt")]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("code", "words"), [("bundle_place_full", "放不下了"), ("bundle_no_key", "还没有向门户登记过")]
)
def test_a_refusal_is_a_banner_and_the_button_can_be_pressed_again(code: str, words: str) -> None:
    with _page(Hand(refuses=code)) as (made, section):
        section.export(Path("stick/周二.bundle"))
        settle()
        last = made.notices.log[-1]
        assert words in last.title + last.text
        assert all(one.isEnabled() for one in section.findChildren(ActionButton))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_the_words_have_room_and_the_buttons_names(language: str, size: int) -> None:
    with _page(Hand(), language=language, size=size) as (_made, section):
        assert not cut_labels(section)
        assert not nameless(section)


@pytest.mark.usefixtures("qapp")
def test_where_nothing_can_be_carried_the_section_is_not_there() -> None:
    with _page(None) as (_made, section):
        assert not section.isVisible()
