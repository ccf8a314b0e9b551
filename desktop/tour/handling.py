"""How people handle what citizens brought: find it under its place and tab, take a step by its word, fill the sheet."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from desktop.actions import rail_keys
from desktop.tour import clerk
from desktop.tour.hands import WentWrong, choose, click, click_at, find, overlay, press, settle, sought, until, write
from desktop.tour.seat import Seat
from sync.client.desk import Query
from ui.places import places_of
from ui.views.docket.panel import DocketPanel
from ui.views.docket.stations import StationTable
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.units import UnitPicker
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, Tick
from ui.widgets.overlay import Overlay, SlipDialog

SEEN_THROUGH = 400


def visit(seat: Seat, place: str) -> None:
    """A place in this person's rail by its key."""
    keys = rail_keys(places_of(seat.window.session.actor))
    if place not in keys:
        raise WentWrong(f"{seat.name} has no {place} in the rail")
    if seat.window.current != place:
        seat.go(keys[place], place)


def numbered(seat: Seat, kind: str, number: str) -> str:
    """The id of the matter under a number in the register, as this desk holds it."""

    def look() -> str:
        for held in (kind, "docket"):
            for row in seat.desk.page(Query(kind=held, tab="all"), 0, SEEN_THROUGH):
                if seat.matter(row.id).system.get("number") == number:
                    return str(row.id)
        return ""

    return until(look, f"{kind} {number} at the desk of {seat.name}")


def open_matter(seat: Seat, kind: str, id: str, tab: str) -> None:
    """Goes to the matter by its row, where the person finds it under a tab."""
    visit(seat, f"{kind}s")
    panel = clerk.screen(seat).panel
    panel.tabs.choose(tab)
    if panel.tabs.value() != tab:
        raise WentWrong(f"{seat.name} has no tab {tab!r} among the {kind}s")
    clerk.point_at(seat, id)


def step_word(seat: Seat, kind: str, verb: str) -> str:
    """The word of a step on its button."""
    step = seat.desk.rules.workflow(kind).steps[verb]
    return str(step.zh if seat.words.language == "zh" else step.en)


def take(seat: Seat, kind: str, verb: str) -> None:
    """Presses a step at the foot by its word, under 更多 where it found no room."""
    press_word(seat, step_word(seat, kind, verb))


def press_word(seat: Seat, word: str) -> None:
    """Presses what stands at the foot under a word."""
    bar = find(seat.window, ActionBar)

    def there() -> ActionButton | None:
        return sought(bar, ActionButton, lambda one: one.text() in (word, seat.words("editor.more")))

    until(there, f"{word!r} at the foot")
    if sought(bar, ActionButton, lambda one: one.text() == word) is not None:
        click(bar, word)
        return
    click(bar, seat.words("editor.more"))
    pick(word)


def pick(word: str) -> None:
    """Picks a line of the menu that is open."""

    def look() -> QMenu | None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
        return shown[-1] if shown else None

    menu = until(look, "a menu")
    action = next((one for one in menu.actions() if one.text() == word), None)
    if action is None:
        offered = [one.text() for one in menu.actions()]
        menu.close()
        raise WentWrong(f"{word!r} is not among {offered}")
    QTest.mouseClick(
        menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center()
    )
    settle()


def fill(seat: Seat, step: str, answers: Mapping[str, object]) -> Overlay:
    """Fills the sheet of a step, `letter.ask_extension`, field by field; gives the sheet."""
    slip = overlay(seat.window)
    for name, value in answers.items():
        own = f"steps.{step}.{name}"
        word = seat.words(own if seat.words.has(own) else f"steps.arg.{name}")
        set_field(slip, (word, word + seat.words("steps.optional")), value)
    return slip


def set_field(root: QWidget, names: tuple[str, ...], value: object) -> None:
    """Gives the field under one of these names its value as a person would."""

    def fits(one: QWidget) -> bool:
        return isinstance(one, tuple(_SETTERS)) and one.accessibleName() in names

    field = until(lambda: sought(root, QWidget, fits), f"a field {names[0]!r}")
    setter = next(do for kind, do in _SETTERS.items() if isinstance(field, kind))
    setter(field, value)
    settle()


def _line(field: QWidget, value: object) -> None:
    if isinstance(field, QLineEdit):
        field.clear()
        write(field, str(value))
        field.textEdited.emit(str(value))


def _text(field: QWidget, value: object) -> None:
    if isinstance(field, QPlainTextEdit):
        field.clear()
        write(field, str(value))


def _number(field: QWidget, value: object) -> None:
    if isinstance(field, QSpinBox):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(value))


def _day(field: QWidget, value: object) -> None:
    if isinstance(field, QDateEdit):
        field.setDate(QDate.fromString(str(value), Qt.DateFormat.ISODate))


def _tick(field: QWidget, value: object) -> None:
    if isinstance(field, Tick) and field.isChecked() != bool(value):
        click_at(field, field.rect().center())


def _choice(field: QWidget, value: object) -> None:
    if isinstance(field, QComboBox):
        choose(field, str(value))


def _units(field: QWidget, value: object) -> None:
    for unit in value if isinstance(value, list | tuple) else [value]:
        choose(find(field, Choice), str(unit))


_SETTERS: Mapping[type[QWidget], Callable[[QWidget, object], None]] = {
    UnitPicker: _units, QLineEdit: _line, QPlainTextEdit: _text, QSpinBox: _number, QDateEdit: _day, Tick: _tick,
    QComboBox: _choice,
}  # fmt: skip


def give(seat: Seat, slip: Overlay) -> None:
    """Ctrl Enter: takes the step of a sheet; what the sheet still lacks ends the tour."""
    press(slip, "Ctrl+Return")
    slip_now = sought(seat.window, SlipDialog)
    lacks = slip_now.missing.text() if slip_now is not None else ""
    until(lambda: sought(seat.window, Overlay) is None, f"the sheet closed; it says {lacks!r}")


def do(seat: Seat, kind: str, verb: str, answers: Mapping[str, object] | None = None) -> None:
    """Takes a step from the foot: its button, its sheet where it has one, Ctrl Enter."""
    take(seat, kind, verb)
    slip = sought(seat.window, Overlay)
    if slip is None:
        if answers:
            raise WentWrong(f"{kind}.{verb} asked nothing")
        return
    fill(seat, f"{kind}.{verb}", answers or {})
    give(seat, slip)


def leave_to(seat: Seat, account: str) -> None:
    """The desk changes hands."""
    seat.leave()
    seat.enter(account)


def choose_line(root: QWidget, words: str) -> None:
    """Clicks the line of a list that begins with these words."""
    lines = find(root, QListWidget)
    item = next((one for one in map(lines.item, range(lines.count())) if one.text().startswith(words)), None)
    if item is None:
        raise WentWrong(f"no line {words!r}")
    lines.scrollToItem(item)
    click_at(lines.viewport(), lines.visualItemRect(item).center())


def open_docket(seat: Seat, id: str) -> None:
    """The docket by its number, which is written into the line above the list."""
    visit(seat, "docket")
    panel = find(seat.window, DocketPanel)
    press(seat.window, "Ctrl+F")
    panel.search.clear()
    write(panel.search, str(seat.matter(id).system["number"]))
    until(lambda: panel.list.rows.rowCount() == 1, "one docket under the number")
    clerk.click_row(panel.list, panel.list.rows.index(0))
    until(lambda: sought(seat.window, StationTable), "the docket")


def words_held(seat: Seat, words: Mapping[str, str]) -> list[str]:
    """Which of these words the store of a desk holds that is open, in any row of any table."""
    with seat.desk.store.reading() as connection:
        own = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        named = connection.exec_driver_sql(own).scalars().all()
        rows = [row for name in named for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()]
    told = "\n".join(str(cell) for row in rows for cell in row)
    return [name for name, text in words.items() if text in told]


def words_kept(folder: Path, words: Mapping[str, str]) -> list[str]:
    """Which of these words stand in the files of a desk, written plainly or as JSON escapes."""
    data = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    return [
        name
        for name, text in words.items()
        if text.encode() in data or text.encode("ascii", "backslashreplace") in data
    ]
