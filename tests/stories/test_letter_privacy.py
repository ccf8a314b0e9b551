"""Who wrote stands nowhere but where somebody asked to see it: not in lists, titles, search, files, paper (Art. 25)."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from models.people import Actor
from tests.ui.frame import settle, window
from tests.ui.mailroom import CLERK, CONTACT, DISPATCHER, LEADER, REVIEWER, Mailroom
from ui.presenters import letter_printing
from ui.presenters.shapes import Filter
from ui.text import Words
from ui.views.items.screen import MatterScreen
from ui.views.items.ticked import TickedBar
from ui.views.letter.view import LetterView

SECRET = tuple(CONTACT.values())


def _everything(root: QWidget) -> Iterator[str]:
    """All that a screen shows, says aloud, or tells on pointing at it."""
    for one in [root, *root.findChildren(QWidget)]:
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle())
        if isinstance(one, (QLabel, QLineEdit)):
            yield one.text()
        if isinstance(one, QTextEdit):
            yield one.toPlainText()


def _given_away(texts: Iterator[str] | list[str]) -> list[str]:
    return [text for text in texts if any(secret in text for secret in SECRET)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("actor", [CLERK, REVIEWER, LEADER, DISPATCHER], ids=lambda actor: actor.name)
def test_no_screen_of_any_role_gives_the_writer_away(actor: Actor) -> None:
    desk = Mailroom(actor=actor)
    with window(desk=desk, actor=actor) as made:  # type: ignore[arg-type]  # a desk of letters instead
        for id in desk.mine:
            made.go("letters", id=id)
            settle()
            assert _given_away(_everything(made)) == []
            assert _given_away([made.windowTitle()]) == []
        view = made.screen_view
        assert isinstance(view, MatterScreen)
        rows = view.panel.list.rows
        faces = [face for n in range(rows.rowCount()) if (face := rows.face(n)) is not None]
        assert faces
        assert _given_away([f"{face.title}{face.spoken}{face.meta}{face.copied}" for face in faces]) == []


@pytest.mark.usefixtures("qapp")
def test_after_the_look_only_the_side_says_who_wrote_and_the_title_bar_never() -> None:
    desk = Mailroom(actor=CLERK)
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", id="l3")
        settle()
        view = made.findChild(LetterView)
        assert view is not None
        view.side.look_wanted.emit()
        settle()
        assert _given_away(_everything(view.side))
        view.side.cover()
        settle()
        QApplication.sendPostedEvents(None, 52)  # what was taken away is deleted now
        assert _given_away(_everything(made)) == []
        assert _given_away([str(notice) for notice in made.notices.log]) == []


@pytest.mark.usefixtures("qapp")
def test_an_exported_list_holds_no_writer(tmp_path: Path) -> None:
    desk, file = Mailroom(actor=CLERK), tmp_path / "来信.csv"
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters")
        settle()
        view = made.screen_view
        assert isinstance(view, MatterScreen)
        view.panel.put(Filter("all"))
        settle()
        view.panel.list.tick_all(100)
        settle()
        bar = view.findChild(TickedBar)
        assert bar is not None
        bar.export(file)
        settle()
    with file.open(encoding="utf-8-sig", newline="") as written:
        table = list(csv.reader(written))
    assert table[0] == ["标题", "状态", "信箱", "经办人", "最后一天", "编号"]
    assert len(table) == len(desk.mine) + 1
    assert _given_away([cell for line in table for cell in line]) == []


def test_paper_and_search_hold_no_writer() -> None:
    desk, words = Mailroom(actor=CLERK), Words("zh")
    for id, matter in desk.mine.items():
        paper = letter_printing.letter(matter, matter.fields, desk.writer(id)["contact"], desk.rules, words)
        assert _given_away([str(paper)]) == []
    assert desk.search("李有田") == []


@pytest.mark.usefixtures("qapp")
def test_a_window_of_its_own_is_named_after_the_masked_letter() -> None:
    desk = Mailroom(actor=CLERK)
    with window(desk=desk, actor=CLERK) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.open_matter("letter", "l3", own_window=True)
        settle()
        own = made.own_windows[-1]
        assert "建议增设集镇农贸市场停车位" in own.windowTitle()
        assert own.findChild(LetterView) is not None
        assert _given_away(_everything(own)) == []
