"""The findings beside the text: one card each, the whole list walked by arrow keys, F7 and F8."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.presenters.findings import BARS, ICONS, INKS, Counts, FindingCard
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.text import Words
from ui.views.editor.counts import CountsLine
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, label, row


class CardFrame(QFrame):
    """A surface with a hair line around it and a bar at its left in the colour of what it says."""

    def __init__(self, look: Look, bar: str) -> None:
        super().__init__()
        self._look, self._bar = look, bar
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRoundedRect(rect, 4, 4)
        painter.fillRect(QRectF(0, 1, 4, self.height() - 2), look.colour(self._bar))
        if self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)


class FindingWidget(CardFrame):
    """One finding. Enter or a click goes to its place; its buttons mend it or let it stand."""

    gone_to = Signal(str)
    mended = Signal(str)
    kept = Signal(str)
    stepped = Signal(int)

    def __init__(self, look: Look, card: FindingCard) -> None:
        super().__init__(look, BARS[card.level])
        self.card = card
        self.setAccessibleName(card.spoken)
        self.setToolTip(card.tip)
        outer = column(self, (14, 8, 10, 10), 2)
        head = row(spacing=8)
        head.addWidget(Picture(look, ICONS[card.level], INKS[card.level], 16))
        tone = {"block": "red", "warn": "amber", "hint": "primary"}.get(card.level, "")
        head.addWidget(label(card.level_word, "strong", tone))
        head.addWidget(label(card.title, wrap=True), 1)
        outer.addLayout(head)
        if card.rule:
            outer.addWidget(label(card.rule, "meta", wrap=True))
        if card.kept:
            outer.addWidget(label(card.kept, "meta", "green", wrap=True))
        outer.addLayout(self._foot(look))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.gone_to.emit(self.card.key)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.gone_to.emit(self.card.key)

    def _foot(self, look: Look) -> QHBoxLayout:
        card, line = self.card, row((0, 4, 0, 0), 8)
        if card.remedy and not card.kept:
            icon = "paperclip" if card.remedy_kind == "attach" else ""
            mend = ActionButton(look, card.remedy, "plain", icon=icon, height=28)
            mend.clicked.connect(lambda: self.mended.emit(card.key))
            line.addWidget(mend)
        if card.keep:
            keep = ActionButton(look, card.keep, "quiet", height=28)
            keep.clicked.connect(lambda: self.kept.emit(card.key))
            line.addWidget(keep)
        line.addStretch()
        line.addWidget(label(card.place, "meta"), 0, Qt.AlignmentFlag.AlignBottom)
        return line


class ChecksTab(QWidget):
    """The counts, the cards, what was looked at, and that a check is only an aid."""

    gone_to = Signal(str)
    mended = Signal(str)
    kept = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._cards: list[FindingWidget] = []
        self._shown: tuple[FindingCard, ...] = ()
        outer = column(self)
        self._counts = CountsLine(look, words)
        outer.addWidget(self._counts)
        inner = QWidget()
        self._list = column(inner, (12, 2, 12, 12), 8)
        self._clean = label("", "meta", wrap=True)
        self._list.addWidget(self._clean)
        self._list.addWidget(label(words("checks.always"), "meta", wrap=True))
        self._list.addStretch()
        outer.addWidget(scrolled(inner), 1)
        self.put((), Counts(0, 0, 0, 0), "")

    def put(self, cards: Sequence[FindingCard], counts: Counts, clean: str) -> None:
        """Shows other findings; unchanged ones are left alone, so that nothing moves under the pointer."""
        self._counts.put(counts)
        self._clean.setText(clean)
        self._clean.setVisible(bool(clean))
        if tuple(cards) == self._shown:
            return
        current = next((one.card.key for one in self._cards if one.hasFocus()), "")
        for widget in self._cards:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = tuple(cards)
        self._cards = [self._widget(card) for card in cards]
        for index, widget in enumerate(self._cards):
            self._list.insertWidget(index, widget)
        self.focus(current)

    def focus(self, key: str) -> None:
        """Puts the keyboard on a card."""
        for widget in self._cards:
            if widget.card.key == key:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widget(self, card: FindingCard) -> FindingWidget:
        made = FindingWidget(self._look, card)
        made.gone_to.connect(self.gone_to)
        made.mended.connect(self.mended)
        made.kept.connect(self.kept)
        made.stepped.connect(self._on_stepped)
        return made

    def _on_stepped(self, by: int) -> None:
        at = next((index for index, one in enumerate(self._cards) if one.hasFocus()), 0)
        if self._cards:
            self._cards[max(0, min(at + by, len(self._cards) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
