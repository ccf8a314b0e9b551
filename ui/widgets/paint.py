"""Painting shared by widgets and delegates: chips, badges, lamps, keys, elided lines."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from ui.presenters.faces import ChipFace
from ui.style.look import Look

LAMPS = {
    "green": ("circle", "green_lamp"),
    "amber": ("triangle", "amber_lamp"),
    "red": ("alert-octagon", "red_lamp"),
    "pause": ("pause-circle", "pause"),
    "done": ("check-circle-outline", "text2"),
    "none": ("minus-circle-outline", "text3"),
}
CHIP_TONES = {
    "plain": ("sunken", "line", "text2"),
    "blue": ("primary_soft", "primary", "primary"),
    "amber": ("amber_soft", "amber", "amber"),
    "violet": ("pause_soft", "pause", "pause"),
    "green": ("green_soft", "green", "green"),
    "red": ("red_soft", "red", "red"),
}


def chip_width(look: Look, face: ChipFace) -> int:
    """Pixels that a chip takes."""
    icon = look.px(14) + look.px(4) if face.icon else 0
    return QFontMetrics(look.font("caption")).horizontalAdvance(face.word) + icon + look.px(14)


def draw_chip(painter: QPainter, look: Look, rect: QRect, face: ChipFace) -> None:
    """Draws a chip that fills `rect`."""
    ground, edge, ink = CHIP_TONES[face.tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour(ground))
    painter.setPen(QPen(look.colour(edge), 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    left = rect.left() + look.px(7)
    if face.icon:
        size = look.px(14)
        painter.drawPixmap(left, rect.center().y() - size // 2 + 1, look.pixmap(face.icon, ink, 14))
        left += size + look.px(4)
    painter.setFont(look.font("caption"))
    painter.setPen(look.colour(ink))
    area = QRect(left, rect.top(), rect.right() - left, rect.height())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, face.word)
    painter.restore()


def draw_lamp(painter: QPainter, look: Look, lamp: str, left: int, middle: int, size: int = 16) -> None:
    """Draws a lamp whose left edge and vertical middle are given."""
    icon, token = LAMPS[lamp]
    painter.drawPixmap(left, middle - look.px(size) // 2, look.pixmap(icon, token, size))


def draw_badge(painter: QPainter, look: Look, right: int, top: int, count: int, red: bool = False) -> None:
    """Draws a count whose right upper corner is given; more than 99 says 99+."""
    text = str(count) if count < 100 else "99+"
    font = look.font("caption")
    height = look.px(18)
    width = max(height, QFontMetrics(font).horizontalAdvance(text) + look.px(8))
    rect = QRectF(right - width, top, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("red" if red else "text2"))
    painter.drawRoundedRect(rect, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(look.colour("surface"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def key_width(look: Look, key: str) -> int:
    """Pixels that a framed key takes."""
    return QFontMetrics(look.font("caption")).horizontalAdvance(key) + look.px(12)


def draw_key(painter: QPainter, look: Look, left: int, middle: int, key: str, ink: str, ground: str = "") -> None:
    """Draws a key in its small frame; `ink` names the colour of letters and frame."""
    height = look.px(20)
    rect = QRectF(left + 0.5, middle - height / 2 + 0.5, key_width(look, key) - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("line" if ground else ink), 1))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setFont(look.font("caption"))
    painter.setPen(look.colour(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def draw_line(painter: QPainter, font: QFont, rect: QRect, text: str, right: bool = False) -> None:
    """One line of text, elided at its end where the space is short."""
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)


def draw_avatar(painter: QPainter, look: Look, rect: QRectF, letter: str) -> None:
    """The first character of a name in a soft disc."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("primary_soft"))
    painter.drawEllipse(rect)
    painter.setPen(look.colour("primary"))
    painter.setFont(look.font("heading" if rect.height() > look.px(30) else "body"))
    font = painter.font()
    font.setBold(False)
    painter.setFont(font)
    painter.drawText(rect.translated(QPointF(0, 0)), Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()
