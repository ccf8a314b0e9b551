"""The guides by audience: the list with what is complete, and beside it all that article 19 asks for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import work
from ui.host import Host
from ui.presenters import service_guides as present
from ui.presenters.editing import GUIDE_COLUMN
from ui.presenters.faces import ChipFace, RowFace
from ui.presenters.service_guides import Guide, GuidePane
from ui.presenters.shell import Arrangement
from ui.qtmodels.rows import RowsModel
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import IconLine
from ui.widgets.marks import Chip
from ui.widgets.overlay import put_scrolled, scrolled
from ui.widgets.panels import Banner, EmptyState, column, ground, label, row, rule
from ui.widgets.rows import RowList
from ui.widgets.tabs import SegmentedTabs

REST_MS = 150


class GuidesPage(QWidget):
    """Read off the main thread whenever it is looked at."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._look, self._words = host.look, session.words
        self._guides: tuple[Guide, ...] = ()
        self._open_id, self._single = "", False
        self._model: RowsModel[RowFace] = RowsModel(lambda: len(self._faces()), self._fetch)
        self.list = RowList(self._look, self._words("services.guides.list"), self._model)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.list.renew)
        ground(self, "surface")
        self._build()
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self.open)
        self.list.pointed.connect(self.open)
        self._model.came.connect(self._on_came)

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._left = self._list_side()
        across.addWidget(self._left)
        self._rule = rule("v")
        across.addWidget(self._rule)
        words = self._words
        self._side = QStackedWidget()
        nothing = EmptyState(
            self._look, "book-open-outline", words("services.guides.pick"), words("services.guides.pick_text")
        )
        self._side.addWidget(nothing)
        self._area = scrolled(QWidget())
        self._side.addWidget(self._area)
        across.addWidget(self._side, 1)

    def _list_side(self) -> QWidget:
        words, look = self._words, self._look
        side = QWidget()
        outer = column(side)
        filters = QWidget()
        lines = column(filters, (16, 10, 16, 10), 6)
        self.audience = SegmentedTabs(look, words("services.guides.audience"))
        self.audience.put(present.audience_options(self._session.desk.rules, words))
        self.audience.chosen.connect(lambda _audience: self.list.renew())
        self.search = IconLine(look, "magnify", words("services.guides.find"))
        self.search.textChanged.connect(lambda: self._timer.start(REST_MS))
        for piece in (self.search, self.audience):
            lines.addWidget(piece)
        outer.addWidget(filters)
        outer.addWidget(rule())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        empty = EmptyState(
            look, "book-open-outline", words("services.guides.nothing"), words("services.guides.nothing_text")
        )
        if present.may_write(self._session.actor, self._session.desk.rules):
            write = ActionButton(look, words("services.guides.write"), icon="plus")
            write.clicked.connect(lambda: self._host.go("items", new="1", column=GUIDE_COLUMN))
            empty.buttons.addWidget(write)
        self._stack.addWidget(empty)
        outer.addWidget(self._stack, 1)
        return side

    @property
    def open_id(self) -> str:
        return self._open_id

    def read(self) -> None:
        """Reads all guides anew."""
        desk, words = self._session.desk, self._words
        work.run(lambda: present.read(desk, words), self._on_read, owner=self)

    def arrange(self, how: Arrangement) -> None:
        """The window has another width."""
        self._single = how.single
        wide = self._look.px(how.list_width)
        self._left.setMaximumWidth(16777215 if how.single else wide)
        self._left.setMinimumWidth(0 if how.single else wide)
        self._settle()

    def open(self, id: str) -> None:
        """Shows a guide."""
        self._open_id = id
        fresh = QWidget()
        session = self._session
        pane = present.present(session.desk.seen(id).matter, session.desk.rules, self._words)
        self._fill(column(fresh, (20, 14, 20, 20), 8), pane)
        put_scrolled(self._area, fresh)
        self._side.setCurrentIndex(1)
        self._settle()

    def close_one(self) -> None:
        """In a narrow window: from the guide to the list."""
        self._open_id = ""
        self._side.setCurrentIndex(0)
        self._settle()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        alone = self._single and bool(self._open_id)
        self._left.setVisible(not alone)
        self._rule.setVisible(not self._single)
        self._side.setVisible(not self._single or alone)

    def _faces(self) -> list[RowFace]:
        return present.chosen(self._guides, self.audience.value(), self.search.text())

    def _fetch(self, offset: int, limit: int) -> Sequence[RowFace]:
        return self._faces()[offset : offset + limit]

    def _on_read(self, guides: tuple[Guide, ...]) -> None:
        self._guides = guides
        self.list.refresh()

    def _on_came(self) -> None:
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)

    def _on_picked(self, id: str) -> None:
        if not self._single:
            self.open(id)

    def _fill(self, lines: QVBoxLayout, pane: GuidePane) -> None:
        words, look = self._words, self._look
        head = row(spacing=10)
        if self._single:
            back = ActionButton(look, words("docket.back"), "link", icon="arrow-left")
            back.clicked.connect(self.close_one)
            lines.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(label(pane.title, "title", wrap=True), 1)
        head.addWidget(Chip(look, pane.state or ChipFace("")))
        open_item = ActionButton(look, words("services.guides.open"), "plain", icon="file-document-outline", height=28)
        open_item.clicked.connect(lambda: self._host.open_matter("item", pane.id))
        head.addWidget(open_item)
        lines.addLayout(head)
        lines.addWidget(label(pane.meta, "meta", wrap=True))
        if pane.lacks:
            lines.addWidget(Banner(look, "known", pane.lacks))
        if pane.note:
            lines.addWidget(Banner(look, "explained", pane.note))
        for line in pane.lines:
            lines.addSpacing(4)
            lines.addWidget(label(line.name, "meta"))
            shown = label(line.value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(shown)
        lines.addStretch()
