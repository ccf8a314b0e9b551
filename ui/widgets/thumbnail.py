"""How a file looks at a glance: an icon in a frame, and in its place the picture once there is one."""

from PySide6.QtCore import QRect, QRectF, QSize, Signal, SignalInstance
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.style.look import Look

SIDE = 36


class Thumbnail(QWidget):
    """`seen` is emitted each time that it comes onto the screen without a picture. It says nothing to who cannot see:
    the name stands beside it."""

    seen = Signal()

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.image = QImage()
        look.follow(self._fit)

    def put(self, image: QImage) -> None:
        """Shows this picture, cut to the square in its middle."""
        self.image = image
        self.update()

    def _fit(self) -> None:
        self.setFixedSize(self._look.px(SIDE), self._look.px(SIDE))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.image.isNull():
            self.seen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 4, 4)
        painter.fillPath(shape, look.colour("sunken"))
        if self.image.isNull():
            drawn = look.pixmap(self._icon, "text2", 20)
            size = drawn.deviceIndependentSize().toSize()
            painter.drawPixmap(QRect(self.rect().center() - QRect(0, 0, *size.toTuple()).center(), size), drawn)
        else:
            painter.setClipPath(shape)
            painter.drawImage(frame, self.image, _middle(self.image.size()))
            painter.setClipping(False)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawPath(shape)


class Thumbnails:
    """Those of one list of files; `looked_for` is emitted with the sha256 of a file whose picture came onto the screen
    and is not here."""

    def __init__(self, look: Look, looked_for: SignalInstance) -> None:
        self._look, self._looked_for = look, looked_for
        self.of: dict[str, Thumbnail] = {}

    def made(self, sha256: str, icon: str, *, picture: bool) -> Thumbnail:
        """The one of a file; what is no picture shows its icon."""
        made = Thumbnail(self._look, icon)
        if picture:
            self.of[sha256] = made
            made.seen.connect(lambda: self._looked_for.emit(sha256))
        return made

    def put(self, sha256: str, image: QImage) -> None:
        """Shows how a file looks, where it is still in the list."""
        if sha256 in self.of:
            self.of[sha256].put(image)


def _middle(size: QSize) -> QRectF:
    side = min(size.width(), size.height())
    return QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
