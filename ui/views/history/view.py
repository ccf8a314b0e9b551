"""The kept texts of a matter: choose any two to compare, or make a new draft of one."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from models.items import FIELDS
from models.problems import Refused
from ui.editor.pictures import Album
from ui.host import Command, Host, MatterView
from ui.presenters import history
from ui.presenters.history import VersionRow
from ui.session import Session
from ui.views.review.sides import Sides
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, Field
from ui.widgets.panels import EmptyState, column, ground, label, row


class HistoryView(MatterView):
    """The list stands at the right, the two texts in the middle."""

    inspector_width = 272

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._id, self._versions, self._rows = "", {}, ()
        look, words = host.look, host.words
        ground(self, "surface")
        self._title, self._meta = label("", "title", wrap=True), label("", "meta", wrap=True)
        self._empty = EmptyState(look, "history", words("history.none"), words("history.none_text"))
        self.sides = Sides(look, words, Album(session.desk.blob), QWidget())
        self._list = QListWidget()
        self._list.setAccessibleName(words("history.list"))
        look.follow(self._dress)
        self._list.currentRowChanged.connect(self._on_chosen)
        self._against = Choice(look, words("history.against"))
        self._against.activated.connect(lambda _index: self._compare())
        self._restore = ActionButton(look, words("history.restore"), "plain", icon="restore")
        self._restore.clicked.connect(self._on_restore)
        self.inspector = self._side()
        self._compose()

    _versions: dict[str, Any]
    _rows: tuple[VersionRow, ...]

    def _compose(self) -> None:
        head = QFrame()
        head.setProperty("edge", "bottom")
        line = row((20, 10, 20, 8), 10, head)
        texts = QWidget()
        down = column(texts, (0, 0, 0, 0), 2)
        down.addWidget(self._title)
        down.addWidget(self._meta)
        back = ActionButton(self._host.look, self._host.words("history.back"), "quiet", icon="arrow-left", key="Alt ←")
        back.clicked.connect(self._host.back)
        line.addWidget(texts, 1)
        line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        outer = column(self)
        outer.addWidget(head)
        outer.addWidget(self.sides, 1)
        outer.addWidget(self._empty, 1)
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setFixedHeight(self._host.look.px(56))
        line = row((20, 0, 20, 0), 8, foot)
        line.addWidget(label(self._host.words("history.walk"), "meta"), 1)
        line.addWidget(self._restore)
        outer.addWidget(foot)

    def _dress(self) -> None:
        look = self._host.look
        self._list.setStyleSheet(
            f"QListWidget {{ background: {look.hex('sunken')}; font-size: {look.px(13)}px; }}"
            f"QListWidget::item {{ padding: {look.px(8)}px {look.px(16)}px;"
            f" border-bottom: 1px solid {look.hex('line')}; }}"
            f"QListWidget::item:selected {{ background: {look.hex('selected')}; color: {look.hex('text')};"
            f" border-left: 3px solid {look.hex('primary')}; padding-left: {look.px(13)}px; }}"
        )

    def _side(self) -> QWidget:
        side = QWidget()
        ground(side, "sunken")
        down = column(side)
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(self._host.look.px(40))
        row((16, 0, 16, 0), 8, head).addWidget(label(self._host.words("history.title"), "strong"))
        down.addWidget(head)
        down.addWidget(self._list, 1)
        foot = QWidget()
        column(foot, (16, 8, 16, 16), 0).addWidget(
            Field(self._host.look, self._host.words("history.against"), self._against)
        )
        down.addWidget(foot)
        return side

    def show_matter(self, id: str) -> None:
        """Shows the kept texts of an item, the newest beside the one before it."""
        desk, words = self._session.desk, self._host.words
        versions = {one.id: one for one in (*desk.put_by(id), *desk.versions(id))}
        same = id == self._id and versions.keys() == self._versions.keys()
        self._id, self._versions = id, versions
        self._title.setText(str(desk.seen(id).matter.fields.get("title", "")))
        self._rows = history.rows(list(versions.values()), words, self._session.now())
        self._empty.setVisible(not self._rows)
        self.sides.setVisible(bool(self._rows))
        self._restore.setVisible(bool(self._rows))
        if same:
            return
        self._list.clear()
        for each in self._rows:
            item = QListWidgetItem(f"{each.what} · {each.who}\n{each.when} · {each.mark}")
            self._list.addItem(item)
        if self._rows:
            self._list.setCurrentRow(0)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("next_finding", "text", ("F8",), lambda: self.sides.step(1)),
            Command("previous_finding", "text", ("F7",), lambda: self.sides.step(-1)),
        )

    def inspector_word(self) -> str:
        return self._host.words("history.title")

    def narrow(self, is_narrow: bool) -> None:
        self.sides.narrow(is_narrow)

    def _on_chosen(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            return
        others = [(each.id, f"{each.when} {each.what}") for index, each in enumerate(self._rows) if index != at]
        before = self._rows[at + 1].id if at + 1 < len(self._rows) else ""
        self._against.put([("", self._host.words("history.alone")), *others], before)
        self._compare()

    def _compare(self) -> None:
        at = self._list.currentRow()
        new, old = self._versions[self._rows[at].id], self._versions.get(self._against.value())
        shown = history.compared(new, old, self._host.words, self._session.now())
        self._meta.setText(shown.meta)
        self.sides.put(shown.old, shown.new, shown.pairs)

    def _on_restore(self) -> None:
        """A kept text becomes a new draft; nothing that stands now is touched."""
        version = self._versions[self._rows[self._list.currentRow()].id]
        fields = {name: value for name, value in version.fields.items() if name in FIELDS}
        words = self._host.words
        try:
            fresh = self._session.desk.new_id()
            self._session.do(
                "item.create",
                fresh,
                {"fields": {**fields, "title": words("history.copy", title=fields.get("title", ""))}},
            )
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        self._host.notices.toast(words("history.restored"))
        self._host.open_matter("item", fresh, pane="editor")
