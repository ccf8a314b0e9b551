"""The bar at the top: mark, unit, search, sync, reminders, person."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.presenters.shell import SyncFace
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.text import Words
from ui.widgets.buttons import KEYBOARD, IconButton
from ui.widgets.marks import Avatar
from ui.widgets.paint import draw_badge, draw_key, draw_line, key_width
from ui.widgets.panels import ground, row, rule

SYNC_TONES = {
    "plain": ("surface", "line", "green"),
    "known": ("amber_soft", "amber", "amber"),
    "act": ("red_soft", "red", "red"),
}


class BarButton(QAbstractButton):
    """Icon, word, detail and an arrow; `bordered` draws an edge in the tone's colour."""

    def __init__(
        self, look: Look, name: str, *, bordered: bool = False, arrow: bool = True, role: str = "body"
    ) -> None:
        super().__init__()
        self._look, self._name, self._bordered, self._arrow, self._role = look, name, bordered, arrow, role
        self._icon_id, self._word, self._detail, self._tone, self._ring = "", "", "", "plain", False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def put(self, word: str, detail: str = "", icon: str = "", tone: str = "plain") -> None:
        self._word, self._detail, self._icon_id, self._tone = word, detail, icon, tone
        self.setAccessibleName(f"{self._name} {word} {detail}".strip())
        self.setToolTip(self._name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        width = QFontMetrics(look.font(self._role)).horizontalAdvance(self._word) + look.px(16)
        if self._detail:
            width += QFontMetrics(look.font("caption")).horizontalAdvance(self._detail) + look.px(8)
        width += look.px(26) if self._icon_id else 0
        width += look.px(22) if self._arrow else 0
        return QSize(width, look.px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft, edge, ink = SYNC_TONES[self._tone]
        if self._bordered:
            painter.setPen(QPen(look.colour(edge), 1))
            painter.setBrush(look.colour(soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        self._content(painter, ink)
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))

    def _content(self, painter: QPainter, ink: str) -> None:
        look, left, middle = self._look, self._look.px(8), self.height() // 2
        if self._icon_id:
            painter.drawPixmap(left, middle - look.px(9), look.pixmap(self._icon_id, ink, 18))
            left += look.px(26)
        for text, role, token in ((self._word, self._role, "text"), (self._detail, "caption", "text2")):
            if text:
                width = QFontMetrics(look.font(role)).horizontalAdvance(text) + 2
                painter.setPen(look.colour(token))
                draw_line(painter, look.font(role), QRect(left, 0, width, self.height()), text)
                left += width + look.px(6)
        if self._arrow:
            at = self.width() - look.px(24)
            painter.drawPixmap(at, middle - look.px(8), look.pixmap("chevron-down", "text2", 16))


class SearchButton(QAbstractButton):
    """Looks like an input and opens the search over the window."""

    def __init__(self, look: Look, hint: str) -> None:
        super().__init__()
        self._look, self._ring = look, False
        self.setText(hint)
        self.setAccessibleName(f"{hint} Ctrl K")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        look.follow(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(self._look.px(34))
        self.setMaximumWidth(self._look.px(356))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(356), self._look.px(34))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, middle = QPainter(self), self._look, self.height() // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawPixmap(look.px(8), middle - look.px(9), look.pixmap("magnify", "text2", 18))
        key = key_width(look, "Ctrl K")
        painter.setPen(look.colour("text3"))
        area = QRect(look.px(34), 0, self.width() - look.px(48) - key, self.height())
        if area.width() > look.px(60):
            draw_line(painter, look.font("body"), area, self.text())
        draw_key(painter, look, self.width() - key - look.px(8), middle, "Ctrl K", "text3", "sunken")
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))


class BellButton(IconButton):
    """The bell, with the count of what is new."""

    def __init__(self, look: Look, word: str) -> None:
        super().__init__(look, "bell-outline", word, size=36)
        self._word, self._count = word, 0

    def put(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._word} {count}" if count else self._word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            draw_badge(QPainter(self), self._look, self.width(), 0, self._count)


class _Mark(QWidget):
    def __init__(self, look: Look, letter: str) -> None:
        super().__init__()
        self._look, self._letter = look, letter
        look.follow(self._measure)

    def _measure(self) -> None:
        self.setFixedSize(self._look.px(32), self._look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self._look, QRectF(self.rect()), self._letter)


def paint_mark(painter: QPainter, look: Look, rect: QRectF, letter: str) -> None:
    """The mark of the desk: the district's first character on ink blue."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("primary"))
    painter.drawRoundedRect(rect, 4, 4)
    font = look.font("title")
    font.setFamilies([*look.print_families()[2:3], *font.families()])
    font.setPixelSize(round(rect.height() * 0.66))
    painter.setFont(font)
    painter.setPen(look.colour("on_primary"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)


class TopBar(QWidget):
    """Says and asks; what happens then the window decides."""

    unit_asked = Signal()
    search_asked = Signal()
    sync_asked = Signal()
    reminders_asked = Signal()
    person_asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        ground(self, "surface")
        self.unit = BarButton(look, words("shell.unit_switch"), role="bar")
        self.search = SearchButton(look, words("shell.search_hint"))
        self.sync = BarButton(look, words("sync.title"), bordered=True)
        self.bell = BellButton(look, words("shell.reminders"))
        self.avatar = Avatar(look, "")
        self.person = BarButton(look, words("shell.person"), arrow=False)
        self._divider = rule("v")
        self._line = row((20, 0, 8, 0), 8, self)
        self._line.addWidget(_Mark(look, words("shell.mark")))
        self._line.addSpacing(4)
        self._line.addWidget(self.unit)
        self._line.addSpacing(16)
        self._line.addWidget(self.search, 4)
        self._line.addStretch(3)
        for widget in (self.sync, self.bell, self._divider, self.avatar, self.person):
            self._line.addWidget(widget)
        for button, signal in (
            (self.unit, self.unit_asked),
            (self.search, self.search_asked),
            (self.sync, self.sync_asked),
            (self.bell, self.reminders_asked),
            (self.person, self.person_asked),
        ):
            button.clicked.connect(lambda _=False, told=signal: told.emit())
        look.follow(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(self._look.px(48))
        self._divider.setFixedHeight(self._look.px(28))

    def put_sync(self, face: SyncFace) -> None:
        self.sync.put(face.word, face.detail, face.icon, face.tone)

    def put_person(self, name: str, role: str) -> None:
        self.avatar.set_name(name)
        self.person.put(name, role)

    def put_unit(self, name: str) -> None:
        self.unit.put(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface"))
        painter.setPen(self._look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
