"""The right side of the editor: checks, properties, trail."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.presenters.findings import Counts
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.attachments import AttachmentList
from ui.views.editor.cards import ChecksTab
from ui.views.editor.properties import Properties
from ui.views.editor.trail import TrailList
from ui.widgets.buttons import IconButton
from ui.widgets.panels import column, ground, row
from ui.widgets.tabs import SegmentedTabs

TABS = ("checks", "properties", "trail")


class Inspector(QWidget):
    """`fold_wanted` asks the window to put this side away."""

    fold_wanted = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words = words
        ground(self, "sunken")
        outer = column(self)
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(look.px(40))
        line = row((12, 0, 8, 0), 4, head)
        self.tabs = SegmentedTabs(look, words("editor.inspector"))
        line.addWidget(self.tabs)
        line.addStretch()
        fold = IconButton(look, "dock-right", words("editor.fold"), "Ctrl I")
        fold.clicked.connect(self.fold_wanted)
        line.addWidget(fold)
        outer.addWidget(head)
        self._stack = QStackedWidget()
        self.checks = ChecksTab(look, words)
        self.attachments = AttachmentList(look, words)
        self.properties = Properties(look, words, self.attachments)
        self.trail = TrailList(look, words)
        for page in (self.checks, self.properties, self.trail):
            self._stack.addWidget(page)
        outer.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._on_chosen)
        self.count(Counts(0, 0, 0, 0))

    def count(self, counts: Counts) -> None:
        """The number on the tab of the checks."""
        names = {name: self._words(f"editor.tabs.{name}") for name in TABS}
        if counts.all:
            names["checks"] += f" {counts.all}"
        self.tabs.put([(name, names[name]) for name in TABS])

    def show_tab(self, name: str) -> None:
        """Shows checks, properties or trail."""
        self.tabs.put([(each, self._words(f"editor.tabs.{each}")) for each in TABS], name)
        self._on_chosen(name)

    def show_file(self, name: str) -> None:
        """Leads to an attachment, from where Enter opens it."""
        self.show_tab("properties")
        self.attachments.focus_on(name)

    def _on_chosen(self, name: str) -> None:
        self._stack.setCurrentIndex(TABS.index(name))
