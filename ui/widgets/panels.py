"""Quiet surfaces: card, banner, empty state, and the lines that divide."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.style.look import Look
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.marks import Picture

TONES = {
    "known": ("amber_soft", "amber", "alert", "amber_lamp"),
    "act": ("red_soft", "red", "alert-octagon", "red_lamp"),
    "explained": ("primary_soft", "primary", "information-outline", "primary"),
    "verified": ("green_soft", "green", "check-circle-outline", "green"),
}


def label(text: str = "", role: str = "", tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label in a role of the look (title heading strong medium meta body2 caption) and a tone."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    return made


def retone(widget: QWidget, **properties: str) -> None:
    """Sets dynamic properties and has the style sheet look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule(direction: str = "h") -> QFrame:
    """A hair line."""
    made = QFrame()
    made.setProperty("rule", direction)
    return made


def ground(widget: QWidget, token: str) -> QWidget:
    """Gives a plain widget the ground canvas, surface or sunken."""
    widget.setProperty("ground", token)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def column(parent: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0) -> QVBoxLayout:
    """A vertical layout with its measures said once."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def row(
    margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8, parent: QWidget | None = None
) -> QHBoxLayout:
    """A horizontal layout with its measures said once."""
    made = QHBoxLayout(parent) if parent else QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


class Card(QFrame):
    """A bordered surface, with a head when it has a title."""

    def __init__(self, look: Look, title: str = "") -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", "card")
        self._layout = column(self, (1, 1, 1, 1))
        self.head = row((16, 0, 16, 0), 8)
        self.title = label(title, "meta")
        if title:
            frame = QFrame()
            frame.setProperty("ground", "head")
            frame.setFixedHeight(look.px(30))
            frame.setLayout(self.head)
            self.head.addWidget(self.title)
            self.head.addStretch()
            self._layout.addWidget(frame)

    def add(self, widget: QWidget, *, divided: bool = False) -> None:
        """Puts a widget below, behind a hair line if `divided`."""
        if divided:
            self._layout.addWidget(rule())
        self._layout.addWidget(widget)

    def clear(self) -> None:
        """Takes away all but the head."""
        first = 1 if self.title.text() else 0
        while self._layout.count() > first:
            taken = self._layout.takeAt(first)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.setParent(None)
                gone.deleteLater()


class Banner(QWidget):
    """One bold sentence, one plain one, at most one link; stays until the page takes it away.

    `edged` draws a border on all sides (inside drawers and sheets), else it lies flat across the page."""

    def __init__(
        self, look: Look, level: str = "known", title: str = "", text: str = "", *, edged: bool = True
    ) -> None:
        super().__init__()
        self._look, self._level, self._edged, self._icon_id = look, level, edged, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        outer = row((16, 10, 12, 10), 12, self)
        self._picture = Picture(look, TONES[level][2], TONES[level][3], 18)
        outer.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title, self._text = label(title, "strong", wrap=True), label(text, "meta", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._text)
        outer.addLayout(words, 1)
        self._tail = row(spacing=4)
        outer.addLayout(self._tail)
        self.put(level, title, text)

    def put(self, level: str, title: str, text: str = "", icon: str = "") -> None:
        """Another level and other sentences."""
        self._level = level
        self._picture.put(icon or TONES[level][2], TONES[level][3])
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}")
        self.update()

    def offer(self, words: str, do: Callable[[], None]) -> ActionButton:
        """The one link."""
        button = ActionButton(self._look, words, "link")
        button.clicked.connect(lambda: do())
        self._tail.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def closable(self, word: str, do: Callable[[], None]) -> None:
        """A cross that takes the banner away."""
        button = IconButton(self._look, "close", word)
        button.clicked.connect(lambda: do())
        self._tail.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        soft, ink, _, _ = TONES[self._level]
        painter.setBrush(self._look.colour(soft))
        if not self._edged:
            painter.fillRect(self.rect(), self._look.colour(soft))
            painter.setPen(self._look.colour("line"))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour(ink), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class _Disc(QWidget):
    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look, self._icon_id = look, icon
        self.setFixedSize(look.px(80), look.px(80))

    def set_icon(self, icon: str) -> None:
        self._icon_id = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("primary_soft"))
        painter.drawEllipse(self.rect())
        at = (self.width() - look.px(40)) // 2
        painter.drawPixmap(at, at, look.pixmap(self._icon_id, "primary", 40))


class EmptyState(QWidget):
    """What is so, why that may be, the next step, and one fact that helps."""

    def __init__(self, look: Look, icon: str, title: str, text: str = "", fact: str = "") -> None:
        super().__init__()
        self._look = look
        outer = column(self, (24, 24, 24, 24), 8)
        outer.addStretch(2)
        self._disc = _Disc(look, icon)
        outer.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(8)
        self._title, self._text = label(title, "title", wrap=True), label(text, "body2", wrap=True)
        for one in (self._title, self._text):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            outer.addWidget(one)
        self.buttons = row(spacing=8)
        self.buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(8)
        outer.addLayout(self.buttons)
        self._fact = label(fact, "meta", wrap=True)
        self._fact.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._fact.setVisible(bool(fact))
        outer.addSpacing(16)
        outer.addWidget(self._fact)
        outer.addStretch(3)

    def put(self, icon: str, title: str, text: str = "", fact: str = "") -> None:
        """Other words; the buttons are taken away."""
        self._disc.set_icon(icon)
        self._title.setText(title)
        self._text.setText(text)
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))
        while self.buttons.count():
            taken = self.buttons.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.deleteLater()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(200))
