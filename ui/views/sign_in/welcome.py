"""What stands beside the real door: the three promises of the desk, and whom to call."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style.look import Look
from ui.text import Words
from ui.widgets.marks import Picture
from ui.widgets.panels import column, ground, label, row

PROMISES = {
    "kept": "content-save-outline",
    "reviewed": "clipboard-check-outline",
    "told": "tray-alert",
    "call": "phone-outline",
}


class Welcome(QWidget):
    """For reading only."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        ground(self, "canvas")
        outer = column(self, (72, 48, 72, 24), 20)
        outer.addStretch(2)
        for name, icon in PROMISES.items():
            line, both = row(spacing=16), QVBoxLayout()
            both.setSpacing(2)
            both.addWidget(label(words(f"sign_in.{name}"), "heading"))
            both.addWidget(label(words(f"sign_in.{name}_text"), "body2", wrap=True))
            line.addWidget(Picture(look, icon, "primary", 22), 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(both, 1)
            outer.addLayout(line)
        outer.addStretch(3)
