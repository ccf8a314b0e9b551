"""A walk over the whole desk as each of the eight posts: every place, every state, every step that is offered."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QApplication, QMenu

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, click, overlay, press, settle, sought, until
from desktop.tour.seat import Seat
from ui.places import places_of
from ui.presenters import kinds
from ui.presenters.shapes import Filter
from ui.views.docket.panel import DocketPanel
from ui.views.editor.action_bar import ActionBar
from ui.views.items.screen import MatterScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import Overlay
from ui.widgets.rows import RowList

PEOPLE = ("linxm", "chenzy", "shengp", "heyt", "fuqs", "zhengwb", "wuhy", "jianzx")
ROWS_LOOKED_AT = 120
MENU = "editor.more"


def play(stage: Stage) -> None:
    """At the county desk; of each person is told how many steps were pressed. One that leads nowhere ends the tour."""
    stage.record.chapter("rounds")
    for account in PEOPLE:
        with stage.record.step(account, "walks every place and presses every step that is offered") as step:
            handling.leave_to(stage.county, account)
            stage.county.go("Alt+1", "today")
            stage.record.picture(stage.county.window, f"today-{account}")
            stage.county.offline()
            step.outcome = _walk(stage.county)
            stage.county.online()


def _walk(seat: Seat) -> str:
    told = []
    for place in places_of(seat.window.session.actor):
        handling.visit(seat, place.id)
        settle()
        view = sought(seat.window, MatterScreen)
        pressed = _matters(seat, view) if view is not None else _other(seat)
        told.append(f"{place.id} {pressed}")
    press(seat.window, "Ctrl+K")
    press(overlay(seat.window), "Esc")
    press(seat.window, "F1")
    press(overlay(seat.window), "Esc")
    return ", ".join(told)


def _matters(seat: Seat, view: MatterScreen) -> str:
    """One matter of every state under every tab."""
    pressed, kind = 0, view.panel.kind
    seen: set[tuple[str, str]] = set()
    for tab in kind.tabs(seat.window.session.actor):
        view.panel.put(Filter(tab.id))
        pressed += _rows(seat, view.panel.list, seen, lambda id: clerk.point_at(seat, id))
    return f"{len(seen)} states, {pressed} steps"


def _rows(seat: Seat, rows: RowList, seen: set[tuple[str, str]], open_: Callable[[str], None]) -> int:
    model, pressed = rows.rows, 0
    until(lambda: not model.coming, "the rows of the list")
    ids = [face.id for at in range(min(model.rowCount(), ROWS_LOOKED_AT)) if (face := model.face(at)) is not None]
    for id in ids:
        shown = seat.desk.seen(id)
        sort = kinds.pane_for(shown), shown.matter.state
        if sort not in seen:
            seen.add(sort)
            open_(id)
            pressed += _press_all(seat, id)
    return pressed


def _other(seat: Seat) -> str:
    panel = sought(seat.window, DocketPanel)
    if panel is None:
        for keys in ("F6", "Tab", "Shift+Tab"):
            press(seat.window.focusWidget() or seat.window, keys)
        return "seen"
    pressed, seen = 0, set[tuple[str, str]]()
    for at in range(panel.lamp.count()):
        panel.lamp.setCurrentIndex(at)
        pressed += _rows(seat, panel.list, seen, partial(_open_docket, seat, panel))
    return f"{len(seen)} states, {pressed} steps"


def _open_docket(seat: Seat, panel: DocketPanel, id: str) -> None:
    panel.list.scrollTo(panel.list.rows.index(panel.list.rows.row_of(id)))
    clerk.click_row(panel.list, panel.list.rows.index(panel.list.rows.row_of(id)))
    until(lambda: seat.open_id == id, "the docket open")


def _press_all(seat: Seat, id: str) -> int:
    """Presses each step at the foot, and steps back from what it asks; one that is taken at once ends it."""
    pressed = 0
    for word, in_menu in _offered(seat):
        before = _state(seat, id)
        if in_menu:
            click(_bar(seat), seat.words(MENU))
            handling.pick(word)
        else:
            click(_bar(seat), word)
        pressed += 1
        settle()
        slip = sought(seat.window, Overlay)
        if slip is not None:
            press(slip, "Esc")
            until(lambda: sought(seat.window, Overlay) is None, f"back from {word!r}")
        elif _state(seat, id) == before:
            raise WentWrong(f"{word!r} on {seat.desk.seen(id).matter.state} {id} leads nowhere for {seat.name}")
        else:
            break
    return pressed


def _state(seat: Seat, id: str) -> tuple[object, ...]:
    shown = seat.desk.seen(id)
    told = len(seat.window.notices.log)
    return shown.matter.state, len(shown.waiting), seat.window.current, seat.open_id, told


def _bar(seat: Seat) -> ActionBar:
    return until(lambda: sought(seat.window, ActionBar), "the foot of the matter")


def _offered(seat: Seat) -> Iterable[tuple[str, bool]]:
    """The words of the steps at the foot, and whether each stands in the menu."""
    bar = sought(seat.window, ActionBar)
    if bar is None:
        return ()
    more = seat.words(MENU)
    shown = [one.text() for one in bar.findChildren(ActionButton) if one.isVisible()]
    if more not in shown:
        return tuple((word, False) for word in shown)
    click(bar, more)
    menu = until(_menu, "the menu of lesser steps")
    hidden = [one.text() for one in menu.actions()]
    menu.close()
    settle()
    return (*((word, True) for word in hidden), *((word, False) for word in shown if word != more))


def _menu() -> QMenu | None:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    return shown[-1] if shown else None
