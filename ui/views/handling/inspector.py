"""The right side of what a citizen brought: who wrote, masked, and below it the trail with its remarks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.host import Host
from ui.presenters.steps import TrailLine
from ui.session import Session
from ui.views.editor.trail import TrailList
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.panels import column, ground, label, row, rule
from ui.widgets.writer_card import WriterCard


class HandlingInspector(QWidget):
    """`note_asked` wants a remark; `put(id, trail)` shows another matter; `between` is a place for a card of the kind's
    own."""

    note_asked = Signal()

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        words, look = host.words, host.look
        ground(self, "sunken")
        outer = column(self)
        self.writer = WriterCard(session, host)
        outer.addWidget(self.writer)
        place = QWidget()
        self.between = column(place)
        outer.addWidget(place)
        outer.addWidget(rule())
        head = QFrame()
        line = row((16, 8, 8, 0), 4, head)
        line.addWidget(label(words("editor.tabs.trail"), "strong"))
        line.addStretch()
        self.note = ActionButton(look, words("writer.add_note"), "link", icon="message-text-outline")
        self.note.setToolTip(f"{words('writer.add_note')}  Ctrl M")
        self.note.clicked.connect(lambda: self.note_asked.emit())
        line.addWidget(self.note)
        fold = IconButton(look, "dock-right", words("editor.fold"), "Ctrl I")
        fold.clicked.connect(lambda: host.run("inspector"))
        line.addWidget(fold)
        outer.addWidget(head)
        self.trail = TrailList(look, words)
        outer.addWidget(self.trail, 1)

    def put(self, id: str, trail: Sequence[TrailLine], *, notable: bool) -> None:
        """Another matter, or the same one changed; `notable`: this person may leave a remark."""
        self.writer.put(id)
        self.trail.put(trail)
        self.note.setVisible(notable)
