"""The rail at the left: icon, word, badge; arrows move, Enter goes."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QVBoxLayout, QWidget

from ui.places import Place
from ui.presenters.shell import Badge
from ui.style.look import Look
from ui.style.ring import draw_ring
from ui.widgets.buttons import KEYBOARD
from ui.widgets.paint import draw_badge
from ui.widgets.panels import ground


class RailButton(QAbstractButton):
    """One place in the rail."""

    def __init__(self, look: Look, place: Place, word: str, key: str) -> None:
        super().__init__()
        self._look, self.place, self._word, self._key = look, place, word, key
        self._badge, self._ring, self._height = Badge(0), False, 54
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.put(Badge(0))

    def put(self, badge: Badge) -> None:
        self._badge = badge
        self.setAccessibleName(f"{self._word} {badge.count}" if badge.count else self._word)
        self.setToolTip(f"{self._word}  {self._key}".strip())
        self.update()

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(72), self._look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        on = self.isChecked()
        if on:
            painter.fillRect(self.rect(), look.colour("surface"))
            painter.fillRect(QRect(0, 0, 3, self.height()), look.colour("primary"))
        elif self.underMouse():
            painter.fillRect(self.rect(), look.colour("hover"))
        ink = "primary" if on else "text2"
        icon, gap = look.px(22), look.px(22)
        top = (self.height() - icon - gap) // 2
        painter.drawPixmap((self.width() - icon) // 2, top, look.pixmap(self.place.icon, ink, 22))
        painter.setPen(look.colour(ink))
        area = QRect(0, top + icon, self.width(), gap)
        font = look.font("caption")
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._word)
        if self._badge.count:
            draw_badge(painter, look, self.width() - look.px(8), look.px(4), self._badge.count, self._badge.red)
        if self._ring and self.hasFocus():
            draw_ring(painter, look, QRectF(self.rect()))


class Rail(QWidget):
    """All places; what does not fit goes under the last word."""

    went = Signal(str)

    def __init__(self, look: Look, name: str, more: str, places: list[tuple[Place, str, str]]) -> None:
        super().__init__()
        self._look, self._buttons = look, [RailButton(look, *one) for one in places]
        self._more = RailButton(look, Place("more", "dots-horizontal"), more, "")
        self.setAccessibleName(name)
        ground(self, "canvas")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, look.px(8), 0, look.px(8))
        self._layout.setSpacing(0)
        for button in self._buttons:
            if button.place.foot and self._layout.indexOf(self._more) < 0:
                self._layout.addWidget(self._more)
                self._layout.addStretch()
            self._layout.addWidget(button)
            button.clicked.connect(lambda _=False, id=button.place.id: self.went.emit(id))
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        self._row = 54
        look.follow(self._measure)

    def mark(self, id: str) -> None:
        """Shows where we are."""
        for button in self._buttons:
            button.setChecked(button.place.id == id)
        self._more.setChecked(False)

    def put_badges(self, badges: Mapping[str, Badge]) -> None:
        for button in self._buttons:
            button.put(badges.get(button.place.id, Badge(0)))

    def set_row(self, height: int) -> None:
        """The height of one place at 100 %."""
        if height != self._row:
            self._row = height
            self._measure()

    def minimumSizeHint(self) -> QSize:
        """Room for one place, the rest under 更多, and the foot: a long rail must not make the window higher."""
        foot = sum(button.place.foot for button in self._buttons)
        return QSize(self._look.px(72), self._look.px(self._row) * (foot + 2) + self._look.px(16))

    def resizeEvent(self, event: QEvent) -> None:
        self._fold()

    def _measure(self) -> None:
        self.setFixedWidth(self._look.px(72))
        for button in [*self._buttons, self._more]:
            button.set_height(self._row)
        self._fold()

    def _fold(self) -> None:
        room = self.height() // self._look.px(self._row)
        foot = [one for one in self._buttons if one.place.foot]
        head = [one for one in self._buttons if not one.place.foot]
        fits = len(self._buttons) * self._look.px(self._row) <= self.height()
        keep = len(head) if fits else max(1, room - len(foot) - 1)
        for at, button in enumerate(head):
            button.setVisible(at < keep)
        self._more.setVisible(not fits and keep < len(head))

    def _show_more(self) -> None:
        menu = QMenu(self)
        for button in self._buttons:
            if not button.isVisible():
                entry = menu.addAction(self._look.icon(button.place.icon), button.accessibleName())
                entry.triggered.connect(lambda _=False, id=button.place.id: self.went.emit(id))
        menu.popup(self._more.mapToGlobal(self._more.rect().topRight()))
