"""Small painted marks: chip, badge, lamp, framed key, avatar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.presenters.faces import ChipFace
from ui.style.look import Look
from ui.widgets.paint import chip_width, draw_avatar, draw_badge, draw_chip, draw_key, draw_lamp, key_width


class _Mark(QWidget):
    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Chip(_Mark):
    """A state, never an action."""

    def __init__(self, look: Look, face: ChipFace) -> None:
        super().__init__(look, face.word)
        self._face = face

    def set_face(self, face: ChipFace) -> None:
        self._face = face
        self.setAccessibleName(face.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._look, self._face), self._look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_chip(QPainter(self), self._look, self.rect(), self._face)


class Badge(_Mark):
    """A count that needs me; nothing is drawn for none."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._count, self._red, self._name = 0, False, name

    def put(self, count: int, red: bool = False) -> None:
        self._count, self._red = count, red
        self.setAccessibleName(f"{self._name} {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(30), self._look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._count:
            draw_badge(QPainter(self), self._look, self.width(), 0, self._count, self._red)


class Lamp(_Mark):
    """A shape and colour; its word is the accessible name and stands in the same row."""

    def __init__(self, look: Look, lamp: str, word: str) -> None:
        super().__init__(look, word)
        self._lamp = lamp
        self.setToolTip(word)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(16), self._look.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_lamp(QPainter(self), self._look, self._lamp, 0, self.height() // 2)


class KeyFrame(_Mark):
    """A key in its small frame."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(look, key)
        self._key = key

    def sizeHint(self) -> QSize:
        return QSize(key_width(self._look, self._key), self._look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_key(QPainter(self), self._look, 0, self.height() // 2, self._key, "text2", "sunken")


class Avatar(_Mark):
    """The first character of a name in a disc."""

    def __init__(self, look: Look, name: str, size: int = 28) -> None:
        super().__init__(look, name)
        self._size, self._name = size, name

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_avatar(QPainter(self), self._look, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._name[:1])


class Picture(QLabel):
    """An icon of the set as a still picture that follows the look."""

    def __init__(self, look: Look, icon: str, token: str = "text2", size: int = 18) -> None:
        super().__init__()
        self._look, self._icon_id, self._token, self._size = look, icon, token, size
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        look.follow(self._draw)

    def put(self, icon: str, token: str | None = None) -> None:
        self._icon_id, self._token = icon, token or self._token
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(self._look.pixmap(self._icon_id, self._token, self._size))
        self.setFixedSize(self._look.px(self._size), self._look.px(self._size))
