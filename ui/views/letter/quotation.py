"""The letter as a quotation: what a leader wrote on it, its words, its attachments; one line where room is short."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.presenters.letters import LetterPane
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, label, row

BAR = 4
SHARE, ALONE = 0.42, 0.7
"""How much of the pane the quotation may take at most while a reply is written under it, and while none is."""


class Quotation(QFrame):
    """`viewed(file)` asks to look at an attachment. It scrolls by itself, so that the reply is always seen."""

    viewed = Signal(object)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words, self._most = look, words, 0
        self._brief, self._unfolded, self._alone = False, False, False
        self._inner = QWidget()
        self._lines = column(self._inner, (16, 8, 12, 10), 4)
        self._instruction, self._body = label("", "meta", wrap=True), label("", wrap=True)
        for piece in (self._instruction, self._body):
            piece.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            piece.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._lines.addWidget(piece)
        self._files = QWidget()
        self._file_lines = column(self._files, (0, 4, 0, 0), 4)
        self._lines.addWidget(self._files)
        self._lines.addStretch()
        self._area = scrolled(self._inner)
        self._short = QWidget()
        across = row((16, 4, 8, 4), 8, self._short)
        self._line, self._fold = _Elided(look), ActionButton(look, "", "link")
        self._fold.clicked.connect(self._toggle)
        across.addWidget(self._line, 1)
        across.addWidget(self._fold)
        outer = column(self, (BAR, 1, 1, 1))
        outer.addWidget(self._short)
        outer.addWidget(self._area, 1)
        self.setAccessibleName(words("letters.letter"))
        self._show()
        look.follow(self._dress)

    def _dress(self) -> None:
        self._body.setFont(self._look.font("reading" if self._alone else "body"))
        self._measure()

    def put(self, pane: LetterPane) -> None:
        """Shows another letter."""
        self._instruction.setText(pane.instruction)
        self._instruction.setVisible(bool(pane.instruction))
        self._body.setText(pane.body)
        self._line.put(" ".join(pane.body.split()))
        self._put_files(pane.files)
        self.setAccessibleDescription(pane.body)
        self._measure()

    def bound(self, most: int, *, brief: bool) -> None:
        """No higher than this; `brief` folds it to one line."""
        self._most, self._brief = most, brief
        self._show()

    def alone(self, *, is_alone: bool) -> None:
        """Without a reply under it the letter is what is read, in the letters of a text."""
        if is_alone != self._alone:
            self._alone = is_alone
            self._dress()

    def _put_files(self, files: Sequence[Mapping[str, Any]]) -> None:
        while self._file_lines.count():
            taken = self._file_lines.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for file in files:
            self._file_lines.addWidget(self._file(file))
        self._files.setVisible(bool(files))

    def _file(self, file: Mapping[str, Any]) -> QWidget:
        made = QWidget()
        line = row((0, 0, 0, 0), 8, made)
        line.addWidget(Picture(self._look, "paperclip", "text2", 16))
        line.addWidget(label(str(file.get("name", "")), "meta", wrap=True), 1)
        view = ActionButton(self._look, self._words("letters.show_file"), "link")
        view.setAccessibleName(f"{view.text()} {file.get('name', '')}")
        view.clicked.connect(lambda: self.viewed.emit(file))
        line.addWidget(view)
        return made

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._show()

    def _show(self) -> None:
        self._short.setVisible(self._brief)
        self._line.setVisible(not self._unfolded)
        self._area.setVisible(not self._brief or self._unfolded)
        self._fold.set_face(self._words("letters.fold" if self._unfolded else "letters.unfold"))
        self._measure()

    def _measure(self) -> None:
        """As high as its words, within the bound."""
        self.setFixedHeight(self._wanted())

    def _wanted(self) -> int:
        short = self._short.sizeHint().height() + 2 if self._brief else 0
        if self._brief and not self._unfolded:
            return short
        width = max(self._look.px(200), self.width() - BAR - 2)
        needed = self._lines.heightForWidth(width) + 2
        return short + min(max(needed, self._look.px(40)), max(self._most, self._look.px(60)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(0, 1, BAR, self.height() - 2, look.colour("line_strong"))


class _Elided(QLabel):
    """One line of the letter, cut at its end."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._whole = look, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, text: str) -> None:
        self._whole = text
        self.setToolTip("")
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("text"))
        shown = painter.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(24))
