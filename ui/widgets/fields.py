"""Inputs with their label, hint and error; choices and ticks painted from the icon set."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.buttons import KEYBOARD
from ui.widgets.marks import Picture
from ui.widgets.panels import label, retone, row


class Choice(QComboBox):
    """One of several; the wheel never changes it by accident while the page scrolls."""

    def __init__(self, look: Look, name: str, icon: str = "", height: int = 34) -> None:
        super().__init__()
        self._look, self._icon_id, self._height = look, icon, height
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)

    def put(self, options: list[tuple[str, str]], chosen: str = "") -> None:
        """The options as (value, word) and the chosen value, without telling anyone."""
        blocked = self.blockSignals(True)
        self.clear()
        for value, word in options:
            self.addItem(word, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(blocked)
        self.update()

    def value(self) -> str:
        return str(self.currentData() or "")

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(80), self._look.px(self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, option = self._look, QPainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left, middle, size = look.px(10), self.height() // 2, look.px(18)
        if self._icon_id:
            painter.drawPixmap(left, middle - size // 2, look.pixmap(self._icon_id, "text2", 18))
            left += size + look.px(8)
        area = QRect(left, 0, self.width() - left - size - look.px(16), self.height())
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text" if self.isEnabled() else "text3"))
        shown = QFontMetrics(look.font("body")).elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.drawPixmap(
            self.width() - size - look.px(8), middle - size // 2, look.pixmap("chevron-down", "text2", 18)
        )
        if self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))


class Tick(QAbstractButton):
    """A box to tick, with its words behind it; `round_` for one of several."""

    def __init__(self, look: Look, words: str, *, round_: bool = False, hint: str = "") -> None:
        super().__init__()
        self._look, self._round, self._ring = look, round_, False
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(round_)
        self.setAccessibleName(words or hint)
        self.setToolTip(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = self._look
        words = QFontMetrics(look.font("body")).horizontalAdvance(self.text()) + look.px(8) if self.text() else 0
        return QSize(look.px(22) + words + look.px(4), look.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(28), self._look.px(28))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        names = (
            ("radiobox-marked", "radiobox-blank")
            if self._round
            else ("checkbox-marked-outline", "checkbox-blank-outline")
        )
        token = "primary" if self.isChecked() else "line_strong"
        token = token if self.isEnabled() else "line"
        size = look.px(20)
        painter.drawPixmap(look.px(1), (self.height() - size) // 2, look.pixmap(names[not self.isChecked()], token, 20))
        area = QRect(look.px(28), 0, self.width() - look.px(28), self.height())
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text" if self.isEnabled() else "text3"))
        shown = QFontMetrics(look.font("body")).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))


class Field(QWidget):
    """A label above an input, a hint below it, and in its place the error: a sentence that says the remedy."""

    def __init__(self, look: Look, name: str, inner: QWidget, hint: str = "") -> None:
        super().__init__()
        self.inner, self._hint_text = inner, hint
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        self._name = label(name, "meta")
        self._name.setBuddy(inner)
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sign, self._hint = Picture(look, "alert-octagon", "red_lamp", 16), label(hint, "caption", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        below = row(spacing=6)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._hint, 1)
        for piece in (self._name, inner):
            outer.addWidget(piece)
        outer.addLayout(below)
        inner.setAccessibleName(name)
        if inner.minimumHeight() == inner.maximumHeight():  # else the label would float in the room that it cannot use
            inner.setSizePolicy(inner.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
        self.say("")

    def hint(self, text: str) -> None:
        """Another hint, or none."""
        self._hint_text = text
        self.say("")

    def say(self, error: str) -> None:
        """Shows what is wrong and how to mend it, or takes that away."""
        wrong = bool(error)
        self._hint.setText(error or self._hint_text)
        self._hint.setVisible(wrong or bool(self._hint_text))
        self._sign.setVisible(wrong)
        retone(self._name, tone="red" if wrong else "")
        retone(self._hint, tone="red" if wrong else "")
        retone(self.inner, wrong="true" if wrong else "false")
        self.inner.setAccessibleDescription(error)


class IconLine(QLineEdit):
    """A line of input with an icon before it and, for a search, a framed key behind it."""

    def __init__(self, look: Look, icon: str, placeholder: str = "", *, big: bool = False) -> None:
        super().__init__()
        self._look, self._icon_id = look, icon
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("big", "true" if big else "false")
        look.follow(self._measure)

    def _measure(self) -> None:
        self.setTextMargins(self._look.px(26), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, size = QPainter(self), self._look.px(18)
        painter.drawPixmap(
            self._look.px(11), (self.height() - size) // 2, self._look.pixmap(self._icon_id, "text2", 18)
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
