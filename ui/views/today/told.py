"""今日提醒: what was told today, each with its hour, and a way to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.presenters.reminders import Line
from ui.style.look import Look
from ui.widgets.buttons import IconButton
from ui.widgets.panels import label, row


def reminder_line(line: Line, look: Look, word: str, open_it: Callable[[str], None]) -> QWidget:
    """The hour, the sentence, and the arrow that leads to the reminder."""
    made = QWidget()
    inside = row((16, 6, 8, 6), 8, made)
    hour = label(line.hour, "meta")
    hour.setFixedWidth(look.px(40))
    inside.addWidget(hour, 0, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(label(line.plain, wrap=True), 1)
    go = IconButton(look, "chevron-right", f"{word} {line.plain}")
    go.clicked.connect(lambda: open_it(line.key))
    inside.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)
    return made
