"""The right pane: the matter a reminder is of, the line of time, and when the person is reminded."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.presenters.reminder_detail import Detail, Turn
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Lamp
from ui.widgets.overlay import head_line, put_scrolled, scrolled
from ui.widgets.panels import Card, column, ground, label, row, rule


class _Dot(QWidget):
    """A point on the line of time, filled for now; the line goes on to the next."""

    def __init__(self, look: Look, *, now: bool, last: bool) -> None:
        super().__init__()
        self._look, self._now, self._last = look, now, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(14), self._look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, top = look.px(10), look.px(5)
        left = (self.width() - size) / 2
        if not self._last:
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(self.width() // 2, top + size, self.width() // 2, self.height())
        painter.setPen(QPen(look.colour("primary" if self._now else "text3"), 2))
        painter.setBrush(look.colour("primary") if self._now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left + 1, top, size - 2, size - 2))


class Side(QWidget):
    """Says what was decided in the presenter."""

    opened = Signal()
    later_asked = Signal()
    settings_asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        ground(self, "sunken")
        outer = column(self)
        line, _title = head_line(look, words("reminders.about"))
        line.setContentsMargins(16, 9, 12, 9)
        outer.addLayout(line)
        outer.addWidget(rule())
        self._area = scrolled(QWidget())
        outer.addWidget(self._area, 1)

    def put(self, detail: Detail) -> None:
        """Shows a reminder's matter, or says that none is chosen."""
        inside = QWidget()
        lines = column(inside, (16, 12, 16, 16), 8)
        nothing = label(self._words("reminders.nothing"), "meta", wrap=True)
        lines.addWidget(self._card(detail) if detail.key else nothing)
        if detail.turns:
            lines.addSpacing(8)
            lines.addWidget(label(self._words("reminders.next"), "medium"))
            self._add_turns(lines, detail.turns)
        lines.addSpacing(8)
        lines.addWidget(label(self._words("reminders.when"), "medium"))
        for name, value in detail.when:
            line = row(spacing=12)
            head = label(name, "meta", wrap=True)
            head.setFixedWidth(self._look.px(92))
            line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(value, wrap=True), 1)
            lines.addLayout(line)
        change = ActionButton(self._look, self._words("reminders.settings"), icon="tune-variant", height=28)
        change.clicked.connect(lambda: self.settings_asked.emit())
        lines.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch()
        put_scrolled(self._area, inside)

    def _card(self, detail: Detail) -> Card:
        card, inside = Card(self._look), QWidget()
        lines = column(inside, (12, 10, 12, 12), 4)
        head = row(spacing=8)
        head.addWidget(Lamp(self._look, detail.lamp, detail.last or detail.meta), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(detail.title, "medium", wrap=True), 1)
        lines.addLayout(head)
        lines.addWidget(label(detail.meta, "meta", wrap=True))
        for text, tone in ((detail.last, detail.tone), (detail.reason, "text2")):
            if text:
                lines.addWidget(label(text, "meta", tone, wrap=True))
        lines.addSpacing(4)
        steps = row(spacing=8)
        if detail.id:
            go = ActionButton(self._look, detail.step, "primary", icon=detail.icon)
            go.clicked.connect(lambda: self.opened.emit())
            steps.addWidget(go)
        later = ActionButton(self._look, self._words("reminders.later"))
        later.clicked.connect(lambda: self.later_asked.emit())
        steps.addWidget(later)
        steps.addStretch()
        lines.addLayout(steps)
        card.add(inside)
        return card

    def _add_turns(self, lines: QVBoxLayout, turns: tuple[Turn, ...]) -> None:
        for at, turn in enumerate(turns):
            line = row(spacing=8)
            line.addWidget(_Dot(self._look, now=turn.now, last=at == len(turns) - 1))
            said = QVBoxLayout()
            said.setContentsMargins(0, 0, 0, 8)
            said.setSpacing(1)
            said.addWidget(label(turn.word, wrap=True))
            if turn.detail:
                said.addWidget(label(turn.detail, "meta", wrap=True))
            line.addLayout(said, 1)
            lines.addLayout(line)
