"""The left column of a screen of matters: head, tabs, filter, list, and the bar of what is ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sync.client.desk import Query
from ui import work
from ui.host import Host
from ui.presenters import kinds
from ui.presenters.faces import RowFace
from ui.presenters.shapes import Filter
from ui.presenters.steps import may_create
from ui.qtmodels.rows import RowsModel
from ui.session import Session
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.fields import Choice, IconLine
from ui.widgets.panels import EmptyState, column, ground, label, row, rule
from ui.widgets.rows import RowList
from ui.widgets.tabs import SegmentedTabs

REST_MS = 150


class ListPanel(QWidget):
    """`picked(id)` and `opened(id)` as the list says; `ticks_changed(n)` when rows were ticked."""

    picked = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    ticks_changed = Signal(int)

    def __init__(self, session: Session, host: Host, kind: str) -> None:
        super().__init__()
        self._session, self._host, self.kind = session, host, kinds.kind_of(kind)
        self._look, self._words = host.look, session.words
        self.filter = self.first_filter
        ground(self, "surface")
        self._model: RowsModel[RowFace] = RowsModel(self._count_now, self._fetch)
        self.list = RowList(self._look, self._words(f"{self.kind.text}.list"), self._model)
        self.tabs = SegmentedTabs(self._look, self._words(f"{self.kind.text}.tabs"))
        self._people: Sequence[tuple[str, str]] = ()
        self._filter_line = QWidget()
        self._stack = QStackedWidget()
        self._empty = EmptyState(self._look, self.kind.icon, "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._build()
        self._wire()
        self.renew()

    def _build(self) -> None:
        words, look, text = self._words, self._look, self.kind.text
        outer = column(self)
        head = row((16, 14, 16, 8), 10)
        self._title, self._total = label(words(f"{text}.title"), "heading"), label("", "meta")
        self.new_button = ActionButton(look, words(f"{text}.new"), icon="plus", height=28)
        self.new_button.setToolTip(f"{words(f'{text}.new')}  Ctrl N")
        self.new_button.setVisible(self.may_begin)
        head.addWidget(self._title)
        head.addWidget(self._total)
        head.addStretch()
        head.addWidget(self.new_button)
        outer.addLayout(head)
        tabs = row((16, 0, 16, 8))
        tabs.addWidget(self.tabs)
        tabs.addStretch()
        outer.addLayout(tabs)
        self._build_filter()
        outer.addWidget(self._filter_line)
        outer.addWidget(rule())
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        outer.addWidget(self._stack, 1)
        self._outer = outer

    def _build_filter(self) -> None:
        words, look, text = self._words, self._look, self.kind.text
        lines = column(self._filter_line, (16, 0, 16, 8), 6)
        self.search = IconLine(look, "magnify", words(f"{text}.filter"))
        first = row(spacing=4)
        first.addWidget(self.search, 1)
        close = IconButton(look, "close", words("items.filter_close"), "Esc")
        close.clicked.connect(self.close_filter)
        first.addWidget(close)
        lines.addLayout(first)
        self.column = Choice(look, words(f"{text}.column"), height=28)
        self.state = Choice(look, words("items.state"), height=28)
        self.person = Choice(look, words("items.person"), height=28)
        second = row(spacing=6)
        for choice in (self.column, self.state, self.person):
            second.addWidget(choice, 1)
        lines.addLayout(second)
        self._filter_line.hide()

    def _wire(self) -> None:
        self._model.modelReset.connect(self._total.clear)
        self._model.came.connect(self._show_rows)
        self.list.picked.connect(self.picked)
        self.list.opened.connect(self.opened)
        self.list.ticks_changed.connect(self.ticks_changed)
        self.tabs.chosen.connect(lambda tab: self.put(Filter(tab=tab)))
        self.new_button.clicked.connect(lambda: self.new_asked.emit())
        self.search.textChanged.connect(lambda: self._timer.start(REST_MS))
        self._timer.timeout.connect(self._on_filter)
        self._session.indexed.connect(self._on_indexed)
        self._host.counting.counted.connect(self._show_counts)
        for choice in (self.column, self.state, self.person):
            choice.currentIndexChanged.connect(self._on_filter)

    def add_foot(self, widget: QWidget) -> None:
        """Puts a bar under the list."""
        self._outer.addWidget(widget)

    def put(self, filter: Filter) -> None:
        """Shows another tab or filter, from the top."""
        self.filter = filter
        blocked = self.search.blockSignals(True)
        self.search.setText(filter.words)
        self.search.blockSignals(blocked)
        if filter.narrowed:
            self._fill_choices()
            self._filter_line.show()
        self.renew()

    def open_filter(self) -> None:
        """Ctrl F: the filter line, with the keyboard in it."""
        self._fill_choices()
        self._filter_line.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def close_filter(self) -> None:
        """Esc: the whole tab again."""
        self._filter_line.hide()
        if self.filter.narrowed:
            self.put(Filter(tab=self.filter.tab))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first_filter(self) -> Filter:
        """What the list shows when it is looked at first."""
        return Filter(self.kind.first_tab(self._session.actor))

    @property
    def may_begin(self) -> bool:
        """Whether this person may begin one of these."""
        return may_create(self._session.actor, self._session.desk.rules, self.kind.id)

    @property
    def filtering(self) -> bool:
        return self._filter_line.isVisible()

    def renew(self) -> None:
        """Asks everything anew."""
        self._show_counts()
        self.list.renew()

    def refresh(self) -> None:
        """After a change of some matters: the place in the list stays."""
        self._show_counts()
        self.list.refresh()

    def neighbour(self, by: int) -> None:
        self.list.step(by)

    def place_of(self, id: str) -> tuple[int, int]:
        """Where a matter stands in the list, counted from 1, and how many there are."""
        return self._model.row_of(id) + 1, self._model.rowCount()

    def _show_counts(self) -> None:
        counts = self._host.counting.latest
        self.tabs.put(kinds.tab_words(self.kind, counts, self._session.actor, self._words), self.filter.tab)

    def _show_rows(self) -> None:
        count = self._model.rowCount()
        words, unindexed = self._words, self._session.unindexed
        if self._model.exact:
            late = kinds.unindexed_words(self.filter.words, unindexed, words)
            self._total.setText(words.joined([words(f"{self.kind.text}.count", n=count), late]))
        self._stack.setCurrentIndex(0 if count else 1)
        if not count:
            self._empty.put(*kinds.empty_words(self.kind, self.filter, unindexed, words))
            if self.filter.narrowed:
                clear = ActionButton(self._look, self._words("items.clear"))
                clear.clicked.connect(self.close_filter)
                self._empty.buttons.addWidget(clear)

    def _on_filter(self) -> None:
        self.filter = Filter(
            self.filter.tab, self.search.text().strip(), self.column.value(), self.state.value(), self.person.value()
        )
        self.renew()

    def _on_indexed(self) -> None:
        """What was searched for may only now be found."""
        if self.filter.words:
            self.refresh()

    def _fill_choices(self) -> None:
        words, desk = self._words, self._session.desk
        self.column.put(self.kind.columns(desk.rules, self._session.actor, words), self.filter.column)
        self.state.put(kinds.state_options(self.kind, desk.rules, words), self.filter.state)
        self._put_people(self._people)
        work.run(lambda: desk.authors(self.kind.id), self._put_people, owner=self)

    def _put_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Whom the filter names is among them, whether they are known by name yet or not."""
        self._people, chosen = people, self.filter.person
        unnamed = [(chosen, "…")] if chosen and chosen not in dict(people) else []
        self.person.put([("", self._words("items.any_person")), *people, *unnamed], chosen)

    @property
    def query(self) -> Query:
        """What the desk is asked for."""
        return kinds.query_of(self.kind, self.filter, self._session.actor)

    def _count_now(self) -> int:
        return int(self._session.desk.count(self.query))

    def _fetch(self, offset: int, limit: int) -> list[RowFace]:
        desk, now = self._session.desk, self._session.now()
        rows = desk.page(self.query, offset, limit)
        return [self.kind.row(one, desk.rules, self._words, now) for one in rows]
