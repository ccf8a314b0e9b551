"""A screen of matters: list, pane and inspector side by side, or one after the other where the window is small."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui import work
from ui.host import Command, Host, MatterView, ScreenView
from ui.presenters import kinds
from ui.presenters.shapes import Filter
from ui.presenters.shell import Arrangement
from ui.session import Session
from ui.views.items.list_panel import ListPanel
from ui.views.items.ticked import TickedBar
from ui.views.items.widths import Widths
from ui.views.panes import open_pane
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import Drawer
from ui.widgets.panels import EmptyState, column, ground, row


def by_focus(panel: QWidget, mine: tuple[Command, ...], view: tuple[Command, ...]) -> tuple[Command, ...]:
    """Where list and text want one key, the list has it while the keyboard is there (Ctrl F)."""
    theirs = {key: command for command in view for key in command.keys}

    def choosing(one: Command, other: Command) -> Command:
        def do() -> None:
            inside = panel.isAncestorOf(panel.window().focusWidget())
            chosen = one.do if inside else other.do
            if chosen is not None:
                chosen()

        return replace(one, do=do)

    shared = [one for one in mine if any(key in theirs for key in one.keys)]
    both = tuple(choosing(one, theirs[key]) for one in shared for key in one.keys if key in theirs)
    return (*both, *view, *(one for one in mine if one not in shared))


Begin = Callable[[Session, Host, str, Callable[[str], None]], None]
"""Asks what a new matter needs; of the column that the list shows, and calls back with the id of what was begun."""


class MatterScreen(ScreenView):
    """What is open stays open when the list changes; leaving saves first. `begin` asks for what a new one needs."""

    def __init__(self, session: Session, host: Host, kind: str, begin: Begin | None = None) -> None:
        super().__init__()
        self._session, self._host, self._kind, self._begin = session, host, kind, begin
        self._look, self._words = host.look, session.words
        self._open_id, self._how = "", Arrangement(356, "beside", False, False, 54)
        self._views: dict[str, MatterView] = {}
        self._shown: MatterView | None = None
        self._drawer: Drawer | None = None
        self._folded = False
        self.panel = ListPanel(session, host, kind)
        self._ticked = TickedBar(session, host, self.panel)
        self._build()
        self.panel.picked.connect(self._on_picked)
        self.panel.list.pointed.connect(self.open)
        self.panel.opened.connect(self._enter_pane)
        self.panel.new_asked.connect(self.new)
        self.panel.list.rows.came.connect(self._name_way_back)
        session.changed.connect(self._on_changed)

    def _build(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._middle = QWidget()
        ground(self._middle, "surface")
        lines = column(self._middle)
        self._back = ActionButton(self._look, "", "link", icon="arrow-left")
        self._back.clicked.connect(self.back_to_list)
        self._strip = QWidget()
        strip = row((16, 4, 16, 4), 8, self._strip)
        strip.addWidget(self._back)
        strip.addStretch()
        self._fold_button = ActionButton(self._look, "", icon="dock-right", height=28)
        self._fold_button.clicked.connect(self.toggle_inspector)
        strip.addWidget(self._fold_button)
        lines.addWidget(self._strip)
        self._pane = QStackedWidget()
        lines.addWidget(self._pane, 1)
        self._nothing = EmptyState(
            self._look,
            self.panel.kind.icon,
            self._words(f"{self.panel.kind.text}.nothing_open"),
            self._words(f"{self.panel.kind.text}.nothing_open_text"),
        )
        self._pane.addWidget(self._nothing)
        self._side = QStackedWidget()
        ground(self._side, "sunken")
        for piece in (self.panel, self._middle, self._side):
            self._splitter.addWidget(piece)
        for at, share in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(at, share)
        self._widths = Widths(self._splitter, self._host.settings, self._look, self._kind)
        self._widths.forgotten.connect(self._settle)
        column(self).addWidget(self._splitter)
        self.panel.add_foot(self._ticked)
        self._settle()

    # What the window asks.

    def enter(self, **what: str) -> None:
        if "tab" in what or "words" in what or "column" in what:
            filter = Filter(what.get("tab", self.panel.filter.tab), what.get("words", ""), what.get("column", ""))
            self.panel.put(filter)
        if what.get("id"):
            self.open(what["id"], what.get("pane", ""))
            self.panel.list.choose(what["id"])
        if what.get("new"):
            self.new()
        if not what:
            self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        return self._shown is None or self._shown.leave()

    def arrange(self, how: Arrangement) -> None:
        self._how = how
        for view in self._views.values():
            view.narrow(how.single)
        self._settle()

    def stops(self) -> tuple[QWidget, ...]:
        pieces: list[QWidget] = [self.panel.list]
        if self._shown is not None:
            pieces.append(self._shown)
            if self._shown.inspector is not None and self._side.isVisible():
                pieces.append(self._shown.inspector)
        return tuple(pieces)

    def subtitle(self) -> str:
        if not self._open_id:
            return ""
        return str(self._session.desk.seen(self._open_id).matter.fields.get("title", ""))

    def open_id(self) -> str:
        return self._open_id

    def commands(self) -> tuple[Command, ...]:
        mine = (
            Command("filter", "list", ("Ctrl+F",), self.panel.open_filter, "tune-variant"),
            Command("tabs", "list", ("Alt+Down",), lambda: self.panel.tabs.step(1)),
            Command("tick_all", "list", (), None),
            Command("discard", "list", (), None),
            Command("previous", "matter", ("Ctrl+PgUp",), lambda: self.panel.neighbour(-1)),
            Command("next", "matter", ("Ctrl+PgDown",), lambda: self.panel.neighbour(1)),
            Command("inspector", "matter", ("Ctrl+I",), self.toggle_inspector, "dock-right"),
        )
        new = (Command("new_here", "list", ("Ctrl+N",), self.new, "plus"),) if self._may_begin else ()
        return (*by_focus(self.panel, mine, self._shown.commands() if self._shown is not None else ()), *new)

    @property
    def _may_begin(self) -> bool:
        return self._begin is not None and self.panel.may_begin

    # What happens here.

    def open(self, id: str, pane: str = "") -> None:
        """Opens a matter in the pane that suits it and this person."""
        if id == self._open_id and not pane:
            return
        if not self.leave():
            self.panel.list.choose(self._open_id)
            return
        seen = self._session.desk.seen(id)
        self._show(pane or kinds.pane_for(seen), id)

    def new(self) -> None:
        """A sheet that asks for what a new one needs; then its pane."""
        if self._begin is not None and self.panel.may_begin:
            self._begin(self._session, self._host, self.panel.filter.column, self._on_created)

    def back_to_list(self) -> None:
        """In a narrow window: from the matter to the list."""
        if self.leave():
            self._open_id = ""
            self._pane.setCurrentWidget(self._nothing)
            self._shown = None
            self._settle()
            self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_inspector(self) -> None:
        """Ctrl I: folds the inspector, or opens it as a drawer where there is no room."""
        if self._shown is None or self._shown.inspector is None:
            return
        if self._how.inspector == "beside":
            self._folded = not self._folded
            self._settle()
        elif self._drawer is None:
            self._open_drawer(self._shown.inspector)
        else:
            self._drawer.dismiss()

    def _on_picked(self, id: str) -> None:
        """Beside the list a matter opens as the rows are walked; alone on the screen only when it is meant."""
        if not self._how.single:
            self.open(id)

    def _on_created(self, id: str) -> None:
        self.panel.put(self.panel.first_filter)
        self._show(kinds.pane_for(self._session.desk.seen(id)), id)
        self.panel.list.choose(id)
        self._enter_pane(id)

    def _show(self, pane: str, id: str) -> None:
        view = self._views.get(pane)
        if view is None:
            view = self._views[pane] = open_pane(pane, self._session, self._host)
            self._pane.addWidget(view)
            if view.inspector is not None:
                self._side.addWidget(view.inspector)
            view.narrow(self._how.single)
        self._open_id, self._shown = id, view
        view.show_matter(id)
        self._mark_read(id)
        self._pane.setCurrentWidget(view)
        if view.inspector is not None and self._drawer is None:
            self._side.setCurrentWidget(view.inspector)
        self._settle()
        self._host.keys_changed()

    def _mark_read(self, id: str) -> None:
        desk = self._session.desk
        work.run(lambda: desk.mark_read(id), lambda _none: self.panel.list.refresh(), owner=self)

    def _enter_pane(self, id: str) -> None:
        self.open(id)
        if self._shown is not None:
            self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, ids: list[str]) -> None:
        self.panel.refresh()
        if self._shown is not None and (not ids or self._open_id in ids):
            self._shown.show_matter(self._open_id)
            self._host.keys_changed()

    def _settle(self) -> None:
        """Gives every column its place for the width at hand."""
        view, how = self._shown, self._how
        inspector = view.inspector if view is not None else None
        beside = inspector is not None and how.inspector == "beside" and not self._folded
        alone = view is not None and (how.single or view.list_width == 0)
        self.panel.setVisible(not alone)
        self._middle.setVisible(not how.single or view is not None)
        self._side.setVisible(beside)
        self._strip.setVisible(view is not None and (how.single or (inspector is not None and not beside)))
        self._back.setVisible(how.single)
        self._fold_button.setVisible(inspector is not None and not beside)
        if view is not None:
            self._fold_button.set_face(view.inspector_word() or self._words("shell.inspector_fold"))
            self._name_way_back()
        self._measure(view)

    def _name_way_back(self) -> None:
        if self._open_id and self._how.single:
            at, of = self.panel.place_of(self._open_id)
            self._back.set_face(
                self._words("shell.back_to_list", screen=self._words(f"{self.panel.kind.text}.title"), at=at, of=of)
            )

    def _measure(self, view: MatterView | None) -> None:
        px, how = self._look.px, self._how
        kept = self._widths.kept()
        wanted = view.list_width if view is not None and how.list_width > 300 else how.list_width
        wanted = int(kept.get("list", wanted))
        side = int(kept.get("side", view.inspector_width if view is not None else 300))
        self.panel.setMinimumWidth(px(264) if not how.single else 0)
        self.panel.setMaximumWidth(px(480) if not how.single else 16777215)
        self._side.setMinimumWidth(px(min(260, side)))
        self._side.setMaximumWidth(px(400))
        rest = max(1, self.width() - px(wanted) - (px(side) if self._side.isVisible() else 0))
        self._splitter.setSizes([px(wanted), rest, px(side)])

    def _open_drawer(self, inspector: QWidget) -> None:
        drawer = Drawer(self._host.window_widget, self._look, 360)
        column(drawer.panel).addWidget(inspector)
        inspector.show()
        self._drawer = drawer
        drawer.closed.connect(self._on_drawer_closed)
        drawer.open()

    def _on_drawer_closed(self) -> None:
        self._drawer = None
        if self._shown is not None and self._shown.inspector is not None:
            self._side.addWidget(self._shown.inspector)
