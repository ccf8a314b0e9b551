"""The slip as a sheet: calendar at the left, sentences at the right, to be read, copied or printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.host import Host
from ui.presenters import why as present
from ui.presenters.why import WhyPane
from ui.presenters.why_lines import WhyLine
from ui.printing import why as paper
from ui.session import Session
from ui.views.editor.preview import Preview
from ui.views.why.grid import CalendarGrid, Legend
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import Banner, Card, column, label, row, rule

WIDTH, HEIGHT = 1000, 622


class _Number(QWidget):
    """The number of a sentence in a soft disc."""

    def __init__(self, host: Host, number: int) -> None:
        super().__init__()
        self._look, self._number = host.look, number
        self.setFixedSize(host.look.px(22), host.look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("primary_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(look.colour("primary"))
        painter.setFont(look.font("caption"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class WhySheet(SlipDialog):
    """Why a last day is that day. `Esc` or `知道了` closes, `Ctrl P` prints, `Ctrl C` copies."""

    def __init__(self, host: Host, pane: WhyPane, printed_at: str) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, pane.title, "calendar-question-outline", width=WIDTH, height=HEIGHT,
            close=words("why.close"),
        )  # fmt: skip
        self._host, self._pane, self._printed_at = host, pane, printed_at
        self.head.insertWidget(self.head.count() - 1, label(pane.subject, "meta"))
        across = QHBoxLayout()
        across.setSpacing(28)
        across.addLayout(self._left())
        across.addLayout(self._right(), 1)
        self.body.addLayout(across)
        self.body.addStretch()
        self.missing.setText(pane.foot)
        self._button("why.copy", "plain", "content-copy", "", self.copy)
        self._button("why.print", "plain", "printer-outline", "Ctrl P", self.print_slip)
        self._button("why.known", "primary", "", "Esc", self.step_back)

    def first_focus(self) -> QWidget | None:
        return self.primary

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        act = {Qt.Key.Key_P: self.print_slip, Qt.Key.Key_C: self.copy}.get(Qt.Key(event.key())) if held else None
        if act is None:
            super().keyPressEvent(event)
            return
        act()
        event.accept()

    def copy(self) -> None:
        """Puts the slip on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self._pane.text)
        self._host.notices.toast(self._host.words("why.copied"))

    def print_slip(self) -> None:
        """Shows the slip as it will be printed on one page."""
        words, pane = self._host.words, self._pane
        heading = words("why.heading")
        stamp = words("why.printed", time=self._printed_at)
        Preview(self._host, pane.title, {"why": lambda: paper.pages(pane, heading, stamp)}).open()

    def _button(self, word: str, kind: str, icon: str, key: str, act: Callable[[], None]) -> None:
        button = ActionButton(self._host.look, self._host.words(word), kind, icon=icon, key=key)
        button.clicked.connect(act)
        self.add_button(button)

    def _left(self) -> QVBoxLayout:
        look, pane = self._host.look, self._pane
        grid = CalendarGrid(look, pane)
        wide = grid.sizeHint().width()
        down = QVBoxLayout()
        down.setSpacing(12)
        down.addWidget(grid)
        down.addWidget(Legend(look, pane, wide))
        banner = Banner(look, pane.banner.level)
        banner.put(pane.banner.level, pane.banner.title, pane.banner.text, pane.banner.icon)
        banner.setFixedWidth(wide)
        down.addWidget(banner)
        down.addStretch()
        return down

    def _right(self) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(0)
        for number, line in enumerate(self._pane.lines, 1):
            down.addWidget(self._line(number, line))
            down.addWidget(rule())
        if self._pane.extension is not None:
            down.addSpacing(12)
            down.addWidget(self._extension(*self._pane.extension))
        down.addStretch()
        return down

    def _line(self, number: int, line: WhyLine) -> QWidget:
        made = QWidget()
        across = row((0, 9, 0, 9), 12, made)
        across.addWidget(_Number(self._host, number), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(line.title, "medium", wrap=True))
        if line.text:
            texts.addWidget(label(line.text, "meta", wrap=True))
        across.addLayout(texts, 1)
        source = label(line.source, "meta")
        source.setToolTip(line.more)
        across.addWidget(source, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _extension(self, title: str, text: str) -> Card:
        card, inner = Card(self._host.look), QWidget()
        down = column(inner, (12, 8, 12, 8), 2)
        down.addWidget(label(title, "medium"))
        down.addWidget(label(text, "meta", wrap=True))
        card.add(inner)
        return card


def open_why(session: Session, host: Host, id: str) -> WhySheet | None:
    """Opens the slip of a matter; where nothing is counted, a toast says so."""
    now = session.now()
    pane = present.present(session.desk.seen(id).matter, session.desk.rules.directory, host.words, now.date())
    if pane is None:
        host.notices.toast(host.words("why.none"))
        return None
    sheet = WhySheet(host, pane, now.strftime("%Y-%m-%d %H:%M"))
    sheet.open()
    return sheet
