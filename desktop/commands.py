"""The commands of the frame: what works on every screen."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.actions import rail_keys
from desktop.locking import Locking
from ui.courier import Courier
from ui.host import Command, Host, ScreenView
from ui.places import places_of
from ui.presenters import kinds, shell, shortcuts
from ui.presenters.steps import may_create
from ui.session import Session
from ui.style.look import SIZES
from ui.views.shortcuts import ShortcutSheet, key_words
from ui.views.sync import open_drawer
from ui.widgets.palette import Hit, Palette
from ui.widgets.top_bar import TopBar


class Frame(Host, Protocol):
    """The window, as its commands need it."""

    session: Session
    courier: Courier
    bar: TopBar
    locking: Locking

    @property
    def screen_view(self) -> ScreenView | None: ...
    @property
    def doors(self) -> "Doors": ...
    def all_commands(self) -> tuple[Command, ...]: ...
    def choose_unit(self, unit: str) -> None: ...


class Doors(Protocol):
    """What the program around the window can do."""

    @property
    def quit(self) -> Callable[[], None]: ...
    @property
    def hide(self) -> Callable[[], None]: ...
    @property
    def sign_out(self) -> Callable[[], None]: ...
    @property
    def second_desk(self) -> Callable[[], None] | None: ...
    @property
    def unlock(self) -> Callable[[str], bool]: ...


def _beginning(window: Frame) -> tuple[Command, ...]:
    new = Command("new", "everywhere", ("Ctrl+N",), lambda: window.go("items", new="1"), "plus")
    return (new,) if may_create(window.session.actor, window.session.desk.rules) else ()


def everywhere(window: Frame) -> tuple[Command, ...]:
    """All commands of the frame with their keys."""
    shown = places_of(window.session.actor)
    keys = rail_keys(shown)
    places = tuple(
        Command(f"go_{place.id}", "everywhere", (keys[place.id],), _going(window, place.id), place.icon)
        for place in shown
    )
    return (
        Command("help", "everywhere", ("F1",), lambda: show_help(window), "keyboard-outline"),
        Command("search", "everywhere", ("Ctrl+K",), lambda: show_palette(window), "magnify"),
        *places,
        *_beginning(window),
        Command("sync", "everywhere", ("F5",), window.courier.now, "refresh"),
        Command("sync_panel", "everywhere", (), lambda: open_drawer(window.session, window, window.courier), "refresh"),
        Command("next_column", "everywhere", ("F6",), lambda: walk(window, 1)),
        Command("previous_column", "everywhere", ("Shift+F6",), lambda: walk(window, -1)),
        Command("back", "everywhere", ("Alt+Left",), window.back, "arrow-left"),
        Command("escape", "everywhere", ("Esc",), None),
        Command("bigger", "everywhere", ("Ctrl++", "Ctrl+="), lambda: resize_text(window, 1), "format-size"),
        Command("smaller", "everywhere", ("Ctrl+-",), lambda: resize_text(window, -1), "format-size"),
        Command("lock", "everywhere", ("Ctrl+Shift+L",), window.locking.lock, "lock-outline"),
        Command("own_window", "everywhere", ("Ctrl+Shift+O",), lambda: own_window(window), "dock-right"),
        Command("hide", "everywhere", ("Ctrl+Q",), window.doors.hide, "close"),
        Command("person_menu", "everywhere", (), lambda: person_menu(window), "account-outline"),
        Command("unit_menu", "everywhere", (), lambda: unit_menu(window), "domain"),
        Command("sign_out", "everywhere", (), window.doors.sign_out),
    )


def _going(window: Frame, place: str) -> Callable[[], None]:
    return lambda: window.go(place)


def show_help(window: Frame) -> None:
    """F1: what works here."""
    ShortcutSheet(window, window.all_commands()).open()


def show_palette(window: Frame) -> None:
    """Ctrl K: jump, run, find."""
    known = []
    for command in window.all_commands():
        if command.do is not None and command.icon:
            group = "jump" if command.id.startswith("go_") else "run"
            detail = key_words(command.keys[0]) if command.keys else ""
            word = shortcuts.command_words(command, window.words)
            known.append(Hit(group, word, detail, command.icon, command.do))
    words, session = window.words, window.session
    Palette(
        window.window_widget, window.look, words, known, lambda text: _found(window, text),
        lambda text: kinds.unindexed_words(text, session.unindexed, words, "unindexed_text"),
    ).open()  # fmt: skip


def _found(window: Frame, text: str) -> list[Hit]:
    desk, words, now = window.session.desk, window.words, window.session.now()
    hits = []
    for one in desk.search(text, 12):
        face = kinds.row_face(one, desk.rules, words, now)
        detail = words.joined([face.chip.word if face.chip else "", face.meta])
        icon = kinds.kind_of(one.kind).icon
        hits.append(Hit("found", face.title, detail, icon, _opening(window, one.kind, one.id)))
    return hits


def _opening(window: Frame, kind: str, id: str) -> Callable[[], None]:
    return lambda: window.open_matter(kind, id)


def walk(window: Frame, by: int) -> None:
    """F6: the next column gets the keyboard."""
    view = window.screen_view
    stops = [stop for stop in (view.stops() if view is not None else ()) if stop.isVisible()]
    if not stops:
        return
    focused = window.window_widget.focusWidget()
    at = next((n for n, stop in enumerate(stops) if stop is focused or _holds(stop, focused)), -1 if by > 0 else 0)
    target = stops[(at + by) % len(stops)]
    (_first_inside(target) or target).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(stop: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and stop.isAncestorOf(focused)


def _first_inside(widget: QWidget) -> QWidget | None:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return widget
    inside = (one for one in widget.findChildren(QWidget) if one.isVisible() and one.isEnabled())
    return next((one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)


def resize_text(window: Frame, by: int) -> None:
    """Ctrl + and Ctrl -: the next step of the text size, kept for the next start."""
    at = min(range(len(SIZES)), key=lambda n: abs(SIZES[n] - window.look.size))
    size = SIZES[min(max(at + by, 0), len(SIZES) - 1)]
    window.settings.put("size", size)
    window.look.put(size=size)


def own_window(window: Frame) -> None:
    """Ctrl Shift O: the open matter in a window of its own."""
    view = window.screen_view
    id = view.open_id() if view is not None else ""
    if id:
        window.open_matter("", id, own_window=True)


def person_menu(window: Frame) -> None:
    """Settings, lock, a second desk, sign out."""
    words, doors = window.words, window.doors
    menu = QMenu(window.window_widget)
    menu.addAction(words("shell.person_settings"), lambda: window.go("settings"))
    menu.addAction(words("shell.person_lock"), window.locking.lock)
    if doors.second_desk is not None:
        menu.addAction(words("shell.person_second"), doors.second_desk)
    menu.addSeparator()
    menu.addAction(words("shell.person_sign_out"), doors.sign_out)
    _drop(menu, window.bar.person)


def unit_menu(window: Frame) -> None:
    """The units in which this person has a post."""
    menu, directory = QMenu(window.window_widget), window.session.desk.rules.directory
    for unit in window.session.actor.units():
        word = shell.unit_name(directory, unit, window.words)
        menu.addAction(word, partial(window.choose_unit, unit))
    _drop(menu, window.bar.unit)


def _drop(menu: QMenu, under: QWidget) -> None:
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
