"""What a clerk does at a desk, with the widgets that a clerk has: begins, writes, mends, answers for it, submits."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QTextEdit, QWidget

from desktop.tour.hands import (
    WentWrong,
    choose,
    click,
    click_at,
    find,
    named,
    overlay,
    press,
    settle,
    sought,
    until,
    write,
)
from desktop.tour.seat import Seat
from ui.views.editor.cards import FindingWidget
from ui.views.editor.units import UnitPicker
from ui.views.editor.view import EditorView
from ui.views.items.screen import MatterScreen
from ui.views.self_review.sheet import SelfReviewSheet
from ui.widgets.fields import Choice, Tick
from ui.widgets.rows import RowList


def screen(seat: Seat) -> MatterScreen:
    """The screen of items."""
    return find(seat.window, MatterScreen)


def editor(seat: Seat) -> EditorView:
    """The editor that is shown."""
    return until(lambda: sought(seat.window, EditorView), "the editor")


def begin(seat: Seat, column: str) -> str:
    """Ctrl N, the column, Ctrl Enter; gives the new item's id."""
    if seat.window.current != "items":
        seat.go("Alt+2", "items")
    before = seat.open_id
    press(seat.window, "Ctrl+N")
    slip = overlay(seat.window)
    find_line = find(slip, QLineEdit)
    write(find_line, column)
    listed = find(slip, QListWidget)
    if listed.count() != 1:
        raise WentWrong(f"column {column} is offered {listed.count()} times")
    press(slip, "Ctrl+Return")
    until(lambda: seat.open_id not in ("", before), "the new item")
    return seat.open_id


def write_item(seat: Seat, title: str, body: str, properties: Mapping[str, str] | None = None) -> None:
    """Title and text, and what the properties say beside them."""
    view = editor(seat)
    write(view.head.title, title)
    view.head.changed.emit()
    write(view.edit, body)
    if properties:
        view.side.tabs.choose("properties")
        for name, value in properties.items():
            _set(view.side.properties, seat.words(f"editor.fields.{name}"), value)
        view.side.tabs.choose("checks")
    saved(seat)


def _set(form: QWidget, name: str, value: str) -> None:
    picker = sought(form, UnitPicker, lambda one: one.accessibleName() == name)
    box = find(picker, Choice) if picker else sought(form, Choice, lambda one: one.accessibleName() == name)
    if box is not None:
        choose(box, value)
    else:
        line = named(form, QLineEdit, name)
        line.clear()
        write(line, value)
        line.textEdited.emit(value)


def saved(seat: Seat) -> None:
    """Waits for the autosave."""
    until(lambda: not editor(seat).saving.dirty, "the text on the disk")


def select(edit: QTextEdit, words: str) -> None:
    """Selects words in a text, as with the mouse."""
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    if not edit.find(words):
        raise WentWrong(f"{words!r} does not stand in the text")


def put_in_place_of(seat: Seat, old: str, new: str) -> None:
    """Selects words and writes others over them."""
    view = editor(seat)
    select(view.edit, old)
    write(view.edit, new)
    saved(seat)


def cards(seat: Seat, level: str) -> list[FindingWidget]:
    """The findings of a level beside the text."""
    shown = editor(seat).side.checks.findChildren(FindingWidget)
    return [one for one in shown if one.isVisible() and one.card.level == level and not one.card.kept]


def mend(seat: Seat, kind: str) -> None:
    """Clicks the remedy on the first card that has one of a kind: mask, replace."""
    card = until(
        lambda: sought(editor(seat).side.checks, FindingWidget, lambda one: one.card.remedy_kind == kind),
        f"a finding to {kind}",
    )
    key = card.card.key
    click(card, card.card.remedy)
    until(lambda: key not in [one.card.key for one in cards(seat, "block")], "the mended finding gone")


def self_review(seat: Seat, id: str, *, first: int = 0) -> SelfReviewSheet | None:
    """Ctrl Enter, one tick after the other, Ctrl Enter. With `first`, stops after so many ticks and gives the sheet."""
    checked(seat)
    press(seat.window, "Ctrl+Return")
    sheet = until(lambda: sought(seat.window, SelfReviewSheet), "the self-review; " + _told(seat))
    ticks = [one for one in sheet.findChildren(Tick) if not one.isChecked()]
    for tick in ticks[: first or len(ticks)]:
        tick.click()
    settle()
    if first:
        return sheet
    finish(seat, id, sheet)
    return None


def finish(seat: Seat, id: str, sheet: SelfReviewSheet) -> None:
    """The ticks that are left, and Ctrl Enter."""
    for tick in sheet.findChildren(Tick):
        if not tick.isChecked():
            tick.click()
    press(sheet, "Ctrl+Return")
    seat.sees(id, "self_reviewed")


def checked(seat: Seat) -> None:
    """Waits until the checks have seen the text as it stands."""
    view = editor(seat)
    saved(seat)
    remedies = view.remedies
    until(lambda: remedies._fields.get("body") == view.fields()["body"], "the checks")


def submit(seat: Seat, id: str) -> None:
    """Ctrl Enter once more."""
    press(seat.window, "Ctrl+Return")
    seat.sees(id, "in_review")


def hand_in(seat: Seat, column: str, text: Mapping[str, str], properties: Mapping[str, str] | None = None) -> str:
    """A whole item from Ctrl N to the submission."""
    id = begin(seat, column)
    write_item(seat, text["title"], text["body"], properties)
    self_review(seat, id)
    submit(seat, id)
    return id


def open_item(seat: Seat, id: str, tab: str = "mine") -> None:
    """The item by its row in the list, where the person finds it under a tab."""
    if seat.window.current != "items":
        seat.go("Alt+2", "items")
    screen(seat).panel.tabs.choose(tab)
    point_at(seat, id)


def point_at(seat: Seat, id: str) -> None:
    """Clicks the row of an item in the list as it is filtered now."""
    panel = screen(seat).panel
    panel.refresh()
    rows = panel.list.rows
    until(lambda: not rows.coming, "the rows of the list")
    at = until(lambda: 1 + next((n for n in range(rows.rowCount()) if _id(rows.face(n)) == id), -1), "its row") - 1
    click_row(panel.list, rows.index(at))
    if seat.open_id != id:
        panel.list.setFocus(Qt.FocusReason.OtherFocusReason)
        press(panel.list, "Return")
    until(lambda: seat.open_id == id, "the item open")


def click_row(rows: RowList, index: QModelIndex) -> None:
    """Clicks a row of a list."""
    rows.scrollTo(index)
    settle()
    rect = rows.visualRect(index)
    click_at(rows.viewport(), QPoint(rect.left() + 40, rect.center().y()))


def _id(face: object) -> str:
    return str(getattr(face, "id", ""))


def _told(seat: Seat) -> str:
    last = [notice.title for notice in seat.window.notices.log][-1:]
    return f"told instead: {last}"
