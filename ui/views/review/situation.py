"""The right side of a review: my last opinion, the self-review, the attachments, and what the signature will do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ui.presenters.reviewing import Fact, ReviewPane
from ui.presenters.travelling import FileLine
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.attachments import AttachmentList
from ui.views.editor.trail import TrailList
from ui.widgets.buttons import IconButton
from ui.widgets.fields import Tick
from ui.widgets.marks import Picture
from ui.widgets.overlay import scrolled
from ui.widgets.panels import Card, column, ground, label, row
from ui.widgets.tabs import SegmentedTabs


class SituationPane(QWidget):
    """`opened` carries the sha256 of an attachment that the reviewer wants to see, `looked_for` that of one whose
    picture came onto the screen."""

    opened = Signal(str)
    looked_for = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._met: Tick | None = None
        self._files: AttachmentList | None = None
        ground(self, "sunken")
        outer = column(self)
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(look.px(40))
        line = row((12, 0, 8, 0), 4, head)
        self._tabs = SegmentedTabs(look, words("review.situation"))
        self._tabs.put([("situation", words("review.situation")), ("trail", words("editor.tabs.trail"))])
        self._tabs.chosen.connect(self._on_tab)
        line.addWidget(self._tabs)
        line.addStretch()
        self.fold = IconButton(look, "dock-right", words("editor.fold"), "Ctrl I")
        line.addWidget(self.fold)
        outer.addWidget(head)
        self._inner = QWidget()
        self._list = column(self._inner, (16, 12, 16, 12), 8)
        self._page = scrolled(self._inner)
        self._trail = TrailList(look, words)
        self._trail.hide()
        self.responsible = QLineEdit()
        self._bound = label("", "caption", wrap=True)
        self._bound.setContentsMargins(16, 10, 16, 12)
        foot = QFrame()
        foot.setProperty("edge", "top")
        column(foot).addWidget(self._bound)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._trail, 1)
        outer.addWidget(foot)

    @property
    def met(self) -> bool | None:
        """Whether the reviewer ticked that the last opinion was met; None when there was none."""
        return self._met.isChecked() if self._met else None

    def put(self, pane: ReviewPane) -> None:
        """Shows how a text came here."""
        words, told = self._words, pane.situation
        self._clear()
        if told.asks_met:
            self._section(words("review.last_opinion"), self._opinion(told.opinion, told.answered))
        self._section(words("review.self_review"), self._facts(told.review, told.kept))
        if told.attachments:
            files = AttachmentList(self._look, words)
            files.put(told.attachments, writable=False)
            files.opened.connect(self.opened)
            files.looked_for.connect(self.looked_for)
            self._files = files
            self._section(words("review.attachments", n=len(told.attachments)), files)
        self._section(words("review.after"), self._after(pane))
        self._list.addStretch()
        self._bound.setText(told.bound)
        self._trail.put(pane.trail)

    def show_picture(self, sha256: str, image: QImage) -> None:
        """Shows how an attachment looks."""
        if self._files is not None:
            self._files.show_picture(sha256, image)

    def tell(self, lines: Sequence[FileLine]) -> None:
        """Says of each attachment that is on its way how far it is."""
        if self._files is not None:
            self._files.tell(lines)

    def _clear(self) -> None:
        self._met, self._files = None, None
        self.responsible.setParent(None)
        while self._list.count():
            taken = self._list.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()

    def _section(self, title: str, inner: QWidget) -> None:
        self._list.addWidget(label(title))
        self._list.addWidget(inner)
        self._list.addSpacing(6)

    def _opinion(self, text: str, answered: Fact | None) -> QWidget:
        card = Card(self._look)
        inner = QWidget()
        down = column(inner, (12, 8, 12, 6), 4)
        down.addWidget(label(text, "meta", wrap=True))
        if answered is not None:
            down.addLayout(self._fact(answered))
        self._met = Tick(self._look, self._words("review.met"))
        down.addWidget(self._met)
        card.add(inner)
        return card

    def _fact(self, fact: Fact) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(Picture(self._look, fact.icon, fact.tone or "text2", 16))
        line.addWidget(label(fact.words, "meta", wrap=True), 1)
        return line

    def _facts(self, facts: tuple[Fact, ...], kept: tuple[str, ...]) -> QWidget:
        card = Card(self._look)
        inner = QWidget()
        down = column(inner, (12, 8, 12, 8), 3)
        for fact in facts:
            down.addLayout(self._fact(fact))
        for reason in kept:
            words = label(self._words("review.kept_reason", reason=reason), "meta", wrap=True)
            words.setContentsMargins(self._look.px(24), 0, 0, 0)
            down.addWidget(words)
        card.add(inner)
        return card

    def _after(self, pane: ReviewPane) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, self._look.px(60))
        grid.setColumnStretch(1, 1)
        self.responsible.setText(pane.situation.responsible)
        self.responsible.setAccessibleName(self._words("review.responsible"))
        grid.addWidget(label(self._words("review.responsible"), "meta"), 0, 0)
        grid.addWidget(self.responsible, 0, 1)
        for index, (name, value) in enumerate(pane.situation.after, 1):
            grid.addWidget(label(name, "meta"), index, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, "meta", wrap=True), index, 1)
        return made

    def _on_tab(self, which: str) -> None:
        self._trail.setVisible(which == "trail")
        self._page.setVisible(which != "trail")
