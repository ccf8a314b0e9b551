"""The banners over a letter; a link in one leads to a place, an answer or another letter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.letter_notes import LetterNote
from ui.style.look import Look
from ui.widgets.panels import Banner, column


class Notes(QWidget):
    """`followed(link)` when a link was pressed."""

    followed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[LetterNote, ...] = ()
        self._brief = False
        self._lines = column(self)

    def put(self, notes: Sequence[LetterNote]) -> None:
        """Shows other banners; the same ones are left alone."""
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        while self._lines.count():
            taken = self._lines.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for note in self._shown:
            self._lines.addWidget(self._banner(note))
        self.setVisible(bool(self._shown))
        self.brief(is_brief=self._brief)

    def brief(self, *, is_brief: bool) -> None:
        """Where there is little height only the first banner stays; the trail tells of the others too."""
        self._brief = is_brief
        for at in range(1, self._lines.count()):
            held = self._lines.itemAt(at)
            banner = held.widget() if held is not None else None
            if banner is not None:
                banner.setVisible(not is_brief)

    def _banner(self, note: LetterNote) -> Banner:
        banner = Banner(self._look, note.level, edged=False)
        banner.put(note.level, note.title, note.text, icon=note.icon)
        if note.link:
            banner.offer(note.link_word, lambda: self.followed.emit(note.link))
        return banner
