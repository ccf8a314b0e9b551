"""The screen of the catalogue: what is wrong first, the table, and at the right why and what mends it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import work
from ui.host import Host, ScreenView
from ui.presenters import catalogue as present
from ui.presenters import reading
from ui.presenters.catalogue import ColumnState
from ui.presenters.shell import Arrangement, unit_name
from ui.presenters.steps import may_create
from ui.session import Session
from ui.views.catalogue.table import ColumnsTable
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Lamp
from ui.widgets.overlay import put_scrolled, scrolled
from ui.widgets.panels import Banner, Card, column, ground, label, row, rule

LAMPS = ("red", "amber", "green", "none")
TALLY = (("empty", "red"), ("stale", "red"), ("near", "amber"), ("fresh", "green"), ("none", "none"))


class CatalogueScreen(ScreenView):
    """One table for the unit chosen."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._look, self._words = host.look, session.words
        self._states: dict[str, ColumnState] = {}
        self._chosen, self._wanted = "", 0
        ground(self, "surface")
        self._build()
        session.changed.connect(self._on_changed)

    def enter(self, **what: str) -> None:
        self._chosen = what.get("column", self._chosen)
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, how: Arrangement) -> None:
        self._side.setVisible(not how.single)
        self._side.setFixedWidth(self._look.px(320 if how.inspector == "beside" else 260))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.table, self._side) if self._side.isVisible() else (self.table,)

    def _on_changed(self, _ids: object) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Reads the desk behind the window and shows where every column stands now."""
        session, today = self._session, self._session.now().date()
        unit = reading.unit_of(session.actor, self._host.settings["unit"])
        self._wanted += 1
        number = self._wanted
        work.run(
            lambda: reading.columns(session.desk, unit, today), lambda found: self._on_read(found, number), owner=self
        )

    def _on_read(self, found: tuple[ColumnState, ...], number: int) -> None:
        if number != self._wanted:
            return
        self._states = {one.column.code: one for one in found}
        self._show_tally(present.tally(found))
        self._show_banner(found)
        today = self._session.now().date()
        rows = present.table(found, self._session.desk.rules.directory, self._words, today)
        worst = sorted(found, key=lambda one: (LAMPS.index(one.lamp), one.last is not None))
        self.table.put(rows, self._chosen or (worst[0].column.code if worst else ""))

    def _build(self) -> None:
        words, look = self._words, self._look
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 10)
        head.setSpacing(4)
        head.addWidget(label(words("catalogue.title"), "title"))
        self._tally = row(spacing=6)
        head.addLayout(self._tally)
        left.addLayout(head)
        left.addWidget(rule())
        self._banner = Banner(look, "known", edged=False)
        self._banner.hide()
        left.addWidget(self._banner)
        self.table = ColumnsTable(look, words)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_opened)
        left.addWidget(self.table, 1)
        outer.addLayout(left, 1)
        outer.addWidget(rule("v"))
        self._side = QWidget()
        ground(self._side, "sunken")
        self._detail = QWidget()
        self._area = scrolled(self._detail)
        column(self._side).addWidget(self._area)
        outer.addWidget(self._side)

    def _show_tally(self, tally: present.Tally) -> None:
        while self._tally.count():
            taken = self._tally.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.deleteLater()
        for name, lamp in TALLY:
            count = getattr(tally, name)
            if count:
                word = self._words(f"catalogue.tally_{name}", n=count)
                self._tally.addWidget(Lamp(self._look, lamp, word))
                self._tally.addWidget(label(word, "meta"))
                self._tally.addSpacing(6)
        self._tally.addStretch()

    def _show_banner(self, found: tuple[ColumnState, ...]) -> None:
        near = sorted((one for one in found if one.lamp == "amber" and one.due), key=lambda one: one.due or date.max)
        self._banner.setVisible(bool(near))
        if not near or near[0].due is None:
            return
        words, today, first = self._words, self._session.now().date(), near[0]
        name = first.column.name if words.language == "zh" else first.column.en
        text = present.limit_words(first.column.limit, words)
        if first.usable:
            state = words(f"catalogue.draft_{first.usable[0].state}")
            text = words("catalogue.banner_draft", title=first.usable[0].title, state=state)
        day = words.day(near[0].due, today, near=False)
        self._banner.put("known", words("catalogue.banner", name=name, day=day), text)

    def _on_picked(self, code: str) -> None:
        self._chosen = code
        state = self._states.get(code)
        if state is None:
            return
        fresh = QWidget()
        self._fill(fresh, state)
        put_scrolled(self._area, fresh)
        self._detail = fresh

    def _fill(self, side: QWidget, state: ColumnState) -> None:
        words, look = self._words, self._look
        shown = present.detail(state, words, self._session.now().date())
        lines = column(side, (16, 14, 16, 16), 8)
        lines.addWidget(label(shown.title, "heading", wrap=True))
        lines.addWidget(rule())
        head = row(spacing=8)
        head.addWidget(Lamp(look, shown.lamp, shown.state), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(shown.state, "medium", shown.tone, wrap=True), 1)
        lines.addLayout(head)
        lines.addWidget(label(shown.why, "meta", wrap=True))
        if shown.usable:
            lines.addSpacing(8)
            lines.addWidget(label(words("catalogue.mends"), "medium"))
        for at, (usable, meta) in enumerate(shown.usable):
            lines.addWidget(self._draft_card(usable, meta, first=at == 0))
        self._write_one(lines, shown, state.column.code)
        lines.addSpacing(8)
        lines.addWidget(label(words("catalogue.who"), "medium"))
        unit = reading.unit_of(self._session.actor, self._host.settings["unit"])
        name = unit_name(self._session.desk.rules.directory, unit, words)
        lines.addWidget(label(f"{words('catalogue.unit')}  {name}", "meta", wrap=True))
        lines.addStretch()

    def _write_one(self, lines: QVBoxLayout, shown: present.ColumnDetail, code: str) -> None:
        words = self._words
        if shown.lamp == "none" or not may_create(self._session.actor, self._session.desk.rules):
            return
        write = ActionButton(
            self._look, words("catalogue.write_one"), "plain" if shown.usable else "primary", icon="plus"
        )
        write.clicked.connect(lambda: self._host.go("items", new="1", column=code))
        lines.addWidget(write, 0, Qt.AlignmentFlag.AlignLeft)
        if shown.lamp == "red":
            lines.addSpacing(8)
            lines.addWidget(label(words("catalogue.nothing_to_write"), "medium"))
            lines.addWidget(label(words("catalogue.nothing_to_write_text"), "meta", wrap=True))

    def _draft_card(self, usable: present.Usable, meta: str, *, first: bool) -> Card:
        card, inside = Card(self._look), QWidget()
        lines = column(inside, (12, 10, 12, 10), 6)
        lines.addWidget(label(usable.title or self._words("items.untitled"), "medium", wrap=True))
        lines.addWidget(label(meta, "meta", wrap=True))
        button = ActionButton(self._look, self._words("catalogue.open_draft"), "primary" if first else "plain")
        button.clicked.connect(lambda: self._host.open_matter("item", usable.id))
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(inside)
        return card

    def _on_opened(self, code: str) -> None:
        state = self._states.get(code)
        if state is not None and state.usable:
            self._host.open_matter("item", state.usable[0].id)
