"""看近似来信: letters of the same writer and letters that say nearly the same, with the replies that they got."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QStackedWidget, QWidget

from ui.host import Host
from ui.presenters.faces import ChipFace
from ui.presenters.letter_replies import LikeFace
from ui.widgets.buttons import ActionButton
from ui.widgets.lists import WordList
from ui.widgets.marks import Chip
from ui.widgets.overlay import SlipDialog, scrolled
from ui.widgets.panels import EmptyState, column, ground, label, row

LINE = 56


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done with a letter that is like this one; None where it may not be."""

    insert: Callable[[LikeFace], None] | None
    merge: Callable[[LikeFace], None] | None
    open: Callable[[LikeFace], None]


class LikeSheet(SlipDialog):
    """The list at the left, the reply at the right, and what can be done with it in the foot."""

    def __init__(self, host: Host, faces: Sequence[LikeFace], ways: Ways) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("letters.like.title"), "history", width=860, height=600,
            close=words("letters.like.close"),
        )  # fmt: skip
        self._words, self._faces, self._ways = words, tuple(faces), ways
        self._list = WordList(look, words("letters.like.list"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setWordWrap(True)
        for face in self._faces:
            item = QListWidgetItem(f"{face.title}\n{face.meta}")
            item.setData(Qt.ItemDataRole.UserRole, face.id)
            item.setSizeHint(QSize(0, look.px(LINE)))
            self._list.addItem(item)
        self._title, self._meta = label("", "strong", wrap=True), label("", "meta", wrap=True)
        self._chip, self._reply = Chip(look, ChipFace("")), label("", wrap=True)
        self._reply.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        stack = QStackedWidget()
        stack.addWidget(self._sides())
        none = EmptyState(look, "email-outline", words("letters.like.none"), words("letters.like.none_text"))
        stack.addWidget(none)
        stack.setCurrentIndex(0 if self._faces else 1)
        self.body.addWidget(stack, 1)
        self._buttons(host)
        self._list.currentRowChanged.connect(lambda _row: self._show())
        self._list.setCurrentRow(0)
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._list if self._faces else self.primary

    def current(self) -> LikeFace | None:
        """The letter that is looked at."""
        at = self._list.currentRow()
        return self._faces[at] if 0 <= at < len(self._faces) else None

    def _sides(self) -> QWidget:
        made, page = QWidget(), QWidget()
        across = row((0, 0, 0, 0), 12, made)
        across.addWidget(self._list, 2)
        ground(page, "sunken")
        lines = column(page, (14, 12, 14, 12), 6)
        head = row(spacing=8)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        for piece in (self._meta, self._reply):
            lines.addWidget(piece)
        lines.addStretch()
        across.addWidget(scrolled(page), 3)
        return made

    def _buttons(self, host: Host) -> None:
        words, look = self._words, host.look
        self._open = ActionButton(look, words("letters.like.open"), "quiet")
        self._merge = ActionButton(look, words("letters.like.merge"), "plain", icon="call-merge")
        self._insert = ActionButton(look, words("letters.like.insert"), "primary", key="Ctrl Enter")
        for button, do in (
            (self._open, self._ways.open), (self._merge, self._ways.merge), (self._insert, self._ways.insert),
        ):  # fmt: skip
            self.add_button(button)
            button.clicked.connect(lambda _on=False, do=do: self._act(do))

    def _act(self, do: Callable[[LikeFace], None] | None) -> None:
        face = self.current()
        if do is not None and face is not None:
            self.dismiss(True)
            do(face)

    def _show(self) -> None:
        face = self.current()
        for button in (self._open, self._merge, self._insert):
            button.setVisible(face is not None)
        if face is None:
            return
        self._title.setText(face.title)
        self._meta.setText(face.meta)
        self._chip.set_face(face.state)
        self._reply.setText(face.reply or self._words("letters.like.no_reply"))
        self._merge.setVisible(face.into and self._ways.merge is not None)
        self._insert.setVisible(bool(face.reply) and self._ways.insert is not None)
