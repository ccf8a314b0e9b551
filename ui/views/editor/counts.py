"""How many findings of each level are open, in one line that is never cut."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.findings import ICONS, INKS, Counts
from ui.style.look import Look
from ui.text import Words
from ui.widgets.marks import Picture
from ui.widgets.panels import label, row

_PICTURE = 14


class CountsLine(QWidget):
    """Icon, word and number of each level; where the words find no room the icons stand for them, the words being
    in the tooltips."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look, self._words, self._counts = look, words, Counts(0, 0, 0, 0)
        line = row((12, 10, 12, 6), 4, self)
        self._labels = {level: label("", "meta") for level in ICONS}
        for level, icon in ICONS.items():
            line.addWidget(Picture(look, icon, INKS[level], _PICTURE))
            line.addWidget(self._labels[level])
            line.addSpacing(2)
        line.addStretch()
        self.put(self._counts)

    def put(self, counts: Counts) -> None:
        """Shows other numbers."""
        self._counts = counts
        full = {level: f"{self._words(f'editor.counts.{level}')} {counts.of(level)}" for level in ICONS}
        worded = self._room_for(full.values())
        for level, shown in self._labels.items():
            shown.setText(full[level] if worded else str(counts.of(level)))
            shown.setAccessibleName(full[level])
            shown.setToolTip("" if worded else full[level])

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.put(self._counts)

    def _room_for(self, texts: Iterable[str]) -> bool:
        first = next(iter(self._labels.values()))
        first.ensurePolished()
        each = self._look.px(_PICTURE) + 10
        wanted = sum(first.fontMetrics().horizontalAdvance(text) + each for text in texts)
        return wanted + 20 <= self.width()
