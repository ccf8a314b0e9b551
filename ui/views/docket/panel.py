"""The left column of the docket: its filters, always in sight, and the list, the soonest day first."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.host import Host
from ui.presenters import docket_list as present
from ui.presenters.docket_list import Watch
from ui.presenters.faces import RowFace
from ui.presenters.kinds import unindexed_words
from ui.qtmodels.rows import RowsModel
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, IconLine
from ui.widgets.panels import EmptyState, column, ground, label, row, rule
from ui.widgets.rows import RowList

REST_MS = 150


class DocketPanel(QWidget):
    """`picked(id)` as rows are walked, `opened(id)` on Enter."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._look, self._words = session, host.look, session.words
        self.watch = present.first_watch(host.counting.latest)
        ground(self, "surface")
        self._model: RowsModel[RowFace] = RowsModel(self._count_now, self._fetch)
        self.list = RowList(self._look, self._words("docket.list"), self._model)
        self._stack, self._empty = QStackedWidget(), EmptyState(self._look, "gavel", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._build()
        self._wire()
        self.renew()

    def _build(self) -> None:
        words, look = self._words, self._look
        outer = column(self)
        filters = QWidget()
        lines = column(filters, (16, 10, 16, 10), 6)
        self.lamp = Choice(look, words("docket.lamp"), height=28)
        self.kind = Choice(look, words("docket.kind"), height=28)
        self.unit = Choice(look, words("docket.unit"), height=28)
        self.search = IconLine(look, "magnify", words("docket.filter"))
        self._total = label("", "meta")
        first, second = row(spacing=6), row(spacing=6)
        first.addWidget(self.lamp, 1)
        first.addWidget(self.kind, 1)
        second.addWidget(self.unit, 1)
        lines.addWidget(self.search)
        lines.addLayout(first)
        lines.addLayout(second)
        second.addWidget(self._total)
        outer.addWidget(filters)
        outer.addWidget(rule())
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        outer.addWidget(self._stack, 1)
        self._fill()

    def _fill(self) -> None:
        words, watch = self._words, self.watch
        self.lamp.put(present.lamp_options(words), watch.lamp)
        self.kind.put(present.kind_options(words), watch.kind)
        self.unit.put(present.unit_options(self._session.desk.rules.directory, words), watch.unit)

    def _wire(self) -> None:
        self._model.modelReset.connect(self._total.clear)
        self._model.came.connect(self._on_came)
        self.list.picked.connect(self.picked)
        self.list.opened.connect(self.opened)
        self.list.pointed.connect(self.opened)
        self.search.textChanged.connect(lambda: self._timer.start(REST_MS))
        self._timer.timeout.connect(self._on_filter)
        self._session.indexed.connect(self._on_indexed)
        for choice in (self.lamp, self.kind, self.unit):
            choice.currentIndexChanged.connect(self._on_filter)

    def put(self, watch: Watch) -> None:
        """Narrows the list to something else, from the top."""
        self.watch = watch
        blocked = self.search.blockSignals(True)
        self.search.setText(watch.words)
        self.search.blockSignals(blocked)
        self._fill()
        self.renew()

    def renew(self) -> None:
        """Asks everything anew."""
        self.list.renew()

    def refresh(self) -> None:
        """After a change of some matters: the place in the list stays."""
        self.list.refresh()

    def open_filter(self) -> None:
        """Ctrl F: the keyboard is in the line of the number."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_filter(self) -> None:
        written = Watch(self.lamp.value(), self.kind.value(), self.unit.value(), self.search.text().strip())
        self.watch = present.looking_for(written, self.watch)
        if self.watch.lamp != written.lamp:
            self.lamp.put(present.lamp_options(self._words), self.watch.lamp)
        self.renew()

    def _on_indexed(self) -> None:
        if self.watch.words:
            self.refresh()

    def _on_came(self) -> None:
        count = self._model.rowCount()
        if self._model.exact:
            self._total.setText(self._words("docket.count", n=count))
        self._stack.setCurrentIndex(0 if count else 1)
        if not count:
            title, text = present.empty_words(self.watch, self._words)
            late = unindexed_words(self.watch.words, self._session.unindexed, self._words, "unindexed_text")
            self._empty.put("gavel", title, late or text)
            if self.watch != Watch():
                clear = ActionButton(self._look, self._words("docket.clear"))
                clear.clicked.connect(lambda: self.put(Watch()))
                self._empty.buttons.addWidget(clear)

    def _count_now(self) -> int:
        session = self._session
        return int(session.desk.count(present.query_of(self.watch, session.desk.rules, session.now().date())))

    def _fetch(self, offset: int, limit: int) -> list[RowFace]:
        desk, now = self._session.desk, self._session.now()
        rows = desk.page(present.query_of(self.watch, desk.rules, now.date()), offset, limit)
        return [present.row_face(one, desk.rules, self._words, now) for one in rows]
