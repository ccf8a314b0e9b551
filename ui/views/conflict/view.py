"""The window in which two texts become one: mine, the result, the portal's; only real clashes ask."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from models.content import clean
from models.merge import Choice as Pick
from models.problems import Refused
from ui.editor.pictures import Album
from ui.host import Command, Host, MatterView
from ui.presenters import editing, merging
from ui.presenters.merging import ConflictPane, Party
from ui.presenters.steps import moment, said
from ui.session import Session
from ui.views.conflict.panes import Panes
from ui.views.conflict.table import FieldTable
from ui.views.editor.dialogs import tell_missing
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.marks import Picture
from ui.widgets.panels import Banner, EmptyState, column, ground, label, row
from ui.widgets.tabs import SegmentedTabs

_TABS = (("middle", "result"), ("mine", "mine"), ("theirs", "theirs"), ("fields", "table"))

_PANES = {"item": "editor"}
"""Where one goes on writing; the pane of an answer is named as its kind."""


class ConflictView(MatterView):
    """Nothing is lost whatever is pressed: both texts are kept until the result has gone up, and after that too."""

    list_width = 0

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._pane: ConflictPane | None = None
        self._id, self._kind, self._conflict = "", "item", None
        look, words = host.look, host.words
        ground(self, "surface")
        self._title, self._open = label("", "heading", wrap=True), label("", "meta")
        self._banner = Banner(look, "explained")
        self._empty = EmptyState(look, "call-merge", words("conflict.none"), words("conflict.none_text"))
        self.table = FieldTable(look, words)
        self.table.picked.connect(self._on_picked)
        self.panes = Panes(look, words, Album(session.desk.blob))
        self.panes.chosen.connect(self._on_chosen)
        self._tabs, self._rest, self._narrow = SegmentedTabs(look, words("conflict.sides")), QWidget(), False
        self._tabs.put([(name, words(f"conflict.{word}")) for name, word in _TABS])
        self._tabs.chosen.connect(lambda _which: self._arrange())
        self._compose()
        self._arrange()

    _conflict: Any

    def _compose(self) -> None:
        outer = column(self)
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(self._host.look.px(52))
        line = row((20, 0, 12, 0), 8, head)
        line.addWidget(Picture(self._host.look, "call-merge", "amber", 18))
        line.addWidget(self._title, 1)
        line.addWidget(self._open)
        cross = IconButton(self._host.look, "close", self._host.words("conflict.later"), "Esc")
        cross.clicked.connect(self._host.back)
        line.addWidget(cross)
        self._body = QWidget()
        down = column(self._body, (20, 10, 20, 12), 10)
        down.addWidget(self._banner)
        down.addWidget(self._tabs)
        down.addWidget(self.table)
        down.addWidget(self.panes, 1)
        down.addWidget(self._rest, 1)
        for piece in (head, self._empty):
            outer.addWidget(piece)
        outer.addWidget(self._body, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QFrame:
        look, words = self._host.look, self._host.words
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setFixedHeight(look.px(60))
        line = row((20, 0, 20, 0), 8, foot)
        line.addWidget(label(words("conflict.foot"), "meta", wrap=True), 1)
        later = ActionButton(look, words("conflict.later"), "plain", key="Esc")
        later.clicked.connect(self._host.back)
        self._copy = ActionButton(look, words("conflict.as_copy"), "plain")
        self._copy.clicked.connect(self._on_copy)
        adopt = ActionButton(look, words("conflict.adopt"), "primary", icon="check", key="Ctrl Enter")
        adopt.clicked.connect(self._on_adopt)
        for button in (later, self._copy, adopt):
            line.addWidget(button)
        return foot

    def show_matter(self, id: str) -> None:
        """Shows the conflict of a matter; a choice already made for the same one stands."""
        if id == self._id and self._conflict is not None:
            return
        self._id, self._kind = id, self._session.desk.seen(id).matter.kind
        self._copy.setVisible(self._kind == "item")
        self._conflict = next((one for one in self._session.desk.conflicts() if one.id == id), None)
        self._empty.setVisible(self._conflict is None)
        self._body.setVisible(self._conflict is not None)
        if self._conflict is not None:
            self._pane = self._presented(self._conflict)
            self.panes.put(self._pane)
            self._show()

    def narrow(self, is_narrow: bool) -> None:
        """One text at a time, and the fields apart, where three have no room."""
        self._narrow = is_narrow
        self._arrange()

    def _arrange(self) -> None:
        which = self._tabs.value() if self._narrow else ""
        self._tabs.setVisible(self._narrow)
        self._banner.setVisible(not self._narrow)
        self.table.setVisible(which in ("", "fields"))
        self.panes.setVisible(which != "fields")
        self._rest.setVisible(which == "fields")
        self.panes.alone(which)

    def _presented(self, conflict: Any) -> ConflictPane:
        words, now = self._host.words, self._session.now()
        me = Party(self._session.actor.name, moment(conflict.mine_at, words, now))
        other = Party(conflict.their_name, moment(conflict.their_at, words, now))
        base, mine, theirs = (
            merging.shown(self._kind, each) for each in (conflict.base, conflict.mine, conflict.theirs)
        )
        return merging.present(base, mine, theirs, me, other, self._names(), words)

    def _names(self) -> dict[str, str]:
        """Columns and units by their names."""
        words, directory = self._host.words, self._session.desk.rules.directory
        columns = {code: editing.column_path(directory.columns, one, words) for code, one in directory.columns.items()}
        return {**columns, **{code: said(unit, words) for code, unit in directory.units.items()}}

    def _show(self) -> None:
        pane, words = self._pane, self._host.words
        if pane is None:
            return
        self._title.setText(pane.title)
        self._open.setText(words("conflict.open", n=pane.open) if pane.open else words("conflict.decided"))
        self._banner.put("explained", "", pane.sentence)
        self.table.put(pane)
        self.panes.say(pane)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("mine", "conflict", ("Alt+1",), lambda: self.panes.choose("mine")),
            Command("theirs", "conflict", ("Alt+2",), lambda: self.panes.choose("theirs")),
            Command("both", "conflict", ("Alt+3",), lambda: self.panes.choose("both")),
            Command("next_finding", "text", ("F8",), lambda: self.panes.step(1)),
            Command("previous_finding", "text", ("F7",), lambda: self.panes.step(-1)),
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), self._on_adopt),
        )

    def _on_chosen(self, number: int, choice: Pick) -> None:
        if self._pane is not None:
            self._pane = merging.choose(self._pane, number, choice)
            if not self.panes.refill(self._pane, number):
                self._host.notices.toast(self._host.words("conflict.by_hand"))
            self._show()

    def _on_picked(self, field: str, choice: Pick) -> None:
        if self._pane is not None:
            self._pane = merging.pick(self._pane, field, choice)
            self._show()

    def _on_adopt(self) -> None:
        pane, words = self._pane, self._host.words
        if pane is None:
            return
        if pane.open:
            sentence = words("conflict.missing", n=pane.open)
            tell_missing(self._host, words("conflict.adopt"), (sentence,), words("editor.missing.back"))
            return
        decided = merging.kept(self._kind, pane.fields(clean(self.panes.result())))
        self._settle("merged", decided, words("conflict.adopted"))

    def _on_copy(self) -> None:
        if self._pane is not None and self._conflict is not None:
            words = self._host.words
            title = words("conflict.copy", title=str(self._conflict.mine.get("title", "")))
            self._settle("copy", {**self._conflict.mine, "title": title}, words("conflict.copied"))

    def _settle(self, how: str, fields: Mapping[str, Any], told: str) -> None:
        try:
            shown = self._session.desk.settle(self._id, how, fields)
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        self._conflict = None
        self._session.changed.emit([self._id, shown])
        self._session.sync_now()
        self._host.notices.toast(told)
        self._host.open_matter(self._kind, shown, pane=_PANES.get(self._kind, self._kind))
