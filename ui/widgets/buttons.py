"""Buttons painted by ourselves, since a style sheet cannot frame the key inside a label."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.paint import draw_key, key_width

KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
INK = {"primary": "on_primary", "plain": "text", "quiet": "primary", "danger": "red", "link": "primary"}


class ActionButton(QAbstractButton):
    """A step: `kind` is primary, plain, quiet, danger or link; `key` is printed in a frame behind the label.

    Enter presses every button except a primary one: a step that signs off wants Ctrl Enter, Space or the mouse."""

    def __init__(
        self,
        look: Look,
        label: str,
        kind: str = "plain",
        *,
        icon: str = "",
        key: str = "",
        height: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._kind, self._icon_id, self._key, self._height = look, kind, icon, key, height
        self._busy, self._ring = "", False
        self.setText(label)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Maximum if kind == "link" else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    @property
    def kind(self) -> str:
        return self._kind

    def set_face(self, label: str, *, kind: str | None = None, icon: str | None = None, key: str | None = None) -> None:
        """Another label, kind, icon or key."""
        self.setText(label)
        self.setAccessibleName(label)
        self._kind = self._kind if kind is None else kind
        self._icon_id = self._icon_id if icon is None else icon
        self._key = self._key if key is None else key
        self.updateGeometry()
        self.update()

    def set_busy(self, label: str = "") -> None:
        """While `label` stands (`正在送审…`) the button keeps its width and cannot be pressed."""
        width = self.width()
        self._busy = label
        self.setEnabled(not label)
        self.setMinimumWidth(max(width, self.sizeHint().width()) if label else 0)
        self.setAccessibleName(label or self.text())
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        width = QFontMetrics(look.font("body")).horizontalAdvance(self._busy or self.text())
        if self._kind != "link":
            width += look.px(28)
        if self._icon_id:
            width += look.px(18 + 6)
        if self._key:
            width += key_width(look, self._key) + look.px(8)
        return QSize(width, look.px(22 if self._kind == "link" else self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(28), self.sizeHint().height()) if self._kind == "link" else self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            if self._kind != "primary":
                self.click()
                return
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = INK[self._kind] if self.isEnabled() or self._busy else "text3"
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_ground(painter, rect)
        self._paint_content(painter, ink)
        if self._ring and self.hasFocus():
            draw_ring(painter, self._look, QRectF(self.rect()), inner="on_primary" if self._kind == "primary" else None)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        look, over = self._look, self.underMouse() and self.isEnabled()
        if self._kind == "link":
            return
        if self._kind == "primary":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary_hover" if over or self.isDown() else "primary"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
            return
        edge = {"plain": "line_strong", "danger": "red_lamp"}.get(self._kind)
        painter.setPen(QPen(look.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        quiet = Qt.BrushStyle.NoBrush if not over else look.colour("hover")
        painter.setBrush(look.colour("hover" if over else "surface") if edge else quiet)
        if self.isDown() or self.isChecked():
            painter.setBrush(look.colour("selected"))
        painter.drawRoundedRect(rect, 4, 4)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        look, label = self._look, self._busy or self.text()
        font = look.font("body")
        font.setUnderline(self._kind == "link")
        label_width = QFontMetrics(font).horizontalAdvance(label)
        if self._kind == "link" and label_width > self.width():
            label = QFontMetrics(font).elidedText(label, Qt.TextElideMode.ElideMiddle, self.width())
        icon = look.px(18 + 6) if self._icon_id else 0
        key = key_width(look, self._key) + look.px(8) if self._key else 0
        left = 0 if self._kind == "link" else (self.width() - label_width - icon - key) // 2
        middle = self.height() // 2
        if self._icon_id:
            painter.drawPixmap(left, middle - look.px(18) // 2, look.pixmap(self._icon_id, ink, 18))
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        area = QRect(left + icon, 0, label_width + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)
        if key:
            at = left + icon + label_width + look.px(8)
            if self._kind == "primary":
                draw_key(painter, look, at, middle, self._key, ink)
            else:
                draw_key(painter, look, at, middle, self._key, "text2", "sunken")


class IconButton(QAbstractButton):
    """An icon alone, always with tooltip (word and key) and the word as its accessible name; 28 px at least."""

    def __init__(
        self, look: Look, icon: str, word: str, key: str = "", *, size: int = 28, token: str = "text2"
    ) -> None:
        super().__init__()
        self._look, self._icon_id, self._size, self._token = look, icon, size, token
        self._ring = False
        self.setToolTip(f"{word}  {key}" if key else word)
        self.setAccessibleName(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, word: str | None = None) -> None:
        self._icon_id = icon
        if word:
            self.setToolTip(word)
            self.setAccessibleName(word)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected" if self.isChecked() or self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        ink = "primary" if self.isChecked() else self._token if self.isEnabled() else "line"
        picture = look.pixmap(self._icon_id, ink, 18)
        edge = (self.width() - look.px(18)) // 2
        painter.drawPixmap(edge, (self.height() - look.px(18)) // 2, picture)
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))
