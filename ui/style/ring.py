"""The focus ring: drawn by our own style around the whole widget, never removed by a style sheet."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

from ui.style.look import Look


class RingStyle(QProxyStyle):
    """Fusion with one ring of 2 px for whatever holds the keyboard."""

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self._look = look

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)
            return
        rect = widget.rect() if widget is not None and not hasattr(widget, "viewport") else option.rect
        draw_ring(painter, self._look, QRectF(rect))


def draw_ring(painter: QPainter, look: Look, rect: QRectF, radius: float = 4, inner: str | None = None) -> None:
    """A ring inside `rect`; `inner` names the token of a second line for a ring on a filled ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("focus"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    if inner:
        painter.setPen(QPen(look.colour(inner), 1.5))
        painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), radius - 1, radius - 1)
    painter.restore()
