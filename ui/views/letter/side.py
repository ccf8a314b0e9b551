"""The right side of a letter: who wrote, masked until somebody asks; the trail; what was remarked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.presenters.letter_side import SECONDS, Facts, Remark, Side
from ui.presenters.letters import LetterPane
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.trail import TrailList
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.overlay import scrolled
from ui.widgets.panels import column, ground, label, row, rule
from ui.widgets.tabs import SegmentedTabs

TABS = ("writer", "trail", "remarks")


class LetterSide(QWidget):
    """`look_wanted` asks for the step that shows the whole; `remark_wanted` for leaving a word; `fold_wanted` to put
    this side away. The whole is taken away after a minute, and whenever another letter is shown."""

    look_wanted = Signal()
    remark_wanted = Signal()
    fold_wanted = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._side: Side | None = None
        self._id = ""
        ground(self, "sunken")
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.timeout.connect(self.cover)
        outer = column(self)
        outer.addWidget(self._head())
        self._stack = QStackedWidget()
        self.trail, self._short_trail = TrailList(look, words), TrailList(look, words)
        self._writer, self._writer_lines = self._page()
        self._remarks, self._remark_lines = self._page()
        first = QWidget()
        down = column(first)
        down.addWidget(self._writer)
        down.addWidget(rule())
        title = label(words("letters.side.trail"), "medium")
        title.setContentsMargins(look.px(16), look.px(10), 0, 0)
        down.addWidget(title)
        down.addWidget(self._short_trail, 1)
        for page in (first, self.trail, scrolled(self._remarks)):
            self._stack.addWidget(page)
        outer.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self.show_tab)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(self._look.px(40))
        line = row((12, 0, 8, 0), 4, head)
        self.tabs = SegmentedTabs(self._look, self._words("letters.side.label"))
        line.addWidget(self.tabs)
        line.addStretch()
        fold = IconButton(self._look, "dock-right", self._words("editor.fold"), "Ctrl I")
        fold.clicked.connect(self.fold_wanted)
        line.addWidget(fold)
        return head

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        made = QWidget()
        return made, column(made, (16, 12, 16, 12), 8)

    @property
    def whole(self) -> bool:
        """Whether who wrote is shown without a mask now."""
        return self._hiding.isActive()

    def put(self, pane: LetterPane) -> None:
        """Shows another letter, or what changed of this one; who wrote stays as it is shown while it is the same."""
        keeps = self.whole and self._id == pane.id
        self._side, self._id = pane.side, pane.id
        self.trail.put(pane.trail)
        self._short_trail.put(pane.trail)
        self._name_tabs(pane.side.remarks)
        self._put_remarks(pane.side)
        if not keeps:
            self.cover()

    def cover(self) -> None:
        """Who wrote, as everyone sees it."""
        self._hiding.stop()
        side, words = self._side, self._words
        _clear(self._writer_lines)
        if side is None or not side.knows:
            self._writer_lines.addWidget(label(words("letters.nobody_known"), "meta", wrap=True))
            return
        self._facts(side.writer)
        if side.look is not None:
            button = ActionButton(self._look, words("letters.look_whole"), "plain", icon="eye-outline", height=28)
            button.clicked.connect(self.look_wanted)
            self._writer_lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._writer_lines.addWidget(label(words("letters.look_hint"), "caption", wrap=True))
        self._looks(side.looks)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is out of sight is masked when it comes back."""
        super().hideEvent(event)
        if self.whole:
            self.cover()

    def show_whole(self, facts: Facts, original: str) -> None:
        """Who wrote and in which words, for a minute or until another letter is shown."""
        words = self._words
        _clear(self._writer_lines)
        self._facts(facts)
        hide = ActionButton(self._look, words("letters.look_hide"), "plain", icon="eye-off-outline", height=28)
        hide.clicked.connect(self.cover)
        self._writer_lines.addWidget(hide, 0, Qt.AlignmentFlag.AlignLeft)
        self._writer_lines.addWidget(label(words("letters.look_recorded", n=SECONDS), "caption", wrap=True))
        if original:
            self._writer_lines.addWidget(label(words("letters.look_original"), "medium"))
            self._writer_lines.addWidget(label(original, wrap=True))
        self.show_tab("writer")
        self._hiding.start(SECONDS * 1000)

    def show_tab(self, name: str) -> None:
        """Shows the writer, the trail or the remarks."""
        self._name_tabs(self._side.remarks if self._side else (), name)
        self._stack.setCurrentIndex(TABS.index(name))

    def _name_tabs(self, remarks: Sequence[Remark], current: str = "") -> None:
        names = {name: self._words(f"letters.side.{name}") for name in TABS}
        if remarks:
            names["remarks"] += f" {len(remarks)}"
        self.tabs.put([(name, names[name]) for name in TABS], current or self.tabs.value() or "writer")

    def _facts(self, facts: Facts) -> None:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(facts):
            grid.addWidget(label(name, "meta"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, wrap=True), line, 1)
        self._writer_lines.addWidget(made)

    def _looks(self, looks: Sequence[str]) -> None:
        if looks:
            self._writer_lines.addWidget(label(self._words("letters.looked"), "meta"))
            for line in looks:
                self._writer_lines.addWidget(label(line, "caption", wrap=True))

    def _put_remarks(self, side: Side) -> None:
        words = self._words
        _clear(self._remark_lines)
        if side.may_remark:
            button = ActionButton(
                self._look, words("letters.remark"), "plain", icon="message-text-outline", key="Ctrl M", height=28
            )
            button.clicked.connect(self.remark_wanted)
            self._remark_lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._remark_lines.addWidget(label(words("letters.remark_hint"), "caption", wrap=True))
        if not side.remarks:
            self._remark_lines.addWidget(label(words("letters.remark_none"), "meta", wrap=True))
        for each in side.remarks:
            self._remark_lines.addWidget(label(words.joined([each.who, each.when]), "meta", wrap=True))
            self._remark_lines.addWidget(label(each.text, wrap=True))
        self._remark_lines.addStretch()


def _clear(lines: QVBoxLayout) -> None:
    while lines.count():
        taken = lines.takeAt(0)
        gone = taken.widget() if taken else None
        if gone is not None:
            gone.hide()
            gone.deleteLater()
