"""What stands above the text: why it came back, and that lost work was found again."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.editing import EditorPane
from ui.presenters.steps import moment
from ui.style.look import Look
from ui.text import Words
from ui.widgets.panels import Banner, column


class Banners(QWidget):
    """`place_wanted` asks for the marked place; `recovered(True)` goes on with what was found, False drops it."""

    place_wanted = Signal()
    recovered = Signal(bool)
    conflict_wanted = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._words = words
        outer = column(self)
        self._returned = Banner(look, "known", edged=False)
        self._place = self._returned.offer(words("editor.returned.place"), self.place_wanted.emit)
        self._found = Banner(look, "explained", edged=False)
        self._found.offer(words("editor.recovery.go_on"), lambda: self._answer(True))
        self._found.offer(words("editor.recovery.drop"), lambda: self._answer(False))
        self._clash = Banner(look, "known", words("editor.clash.title"), words("editor.clash.text"), edged=False)
        self._clash.offer(words("editor.clash.open"), self.conflict_wanted.emit)
        for banner in (self._found, self._clash, self._returned):
            banner.hide()
            outer.addWidget(banner)

    def put(self, pane: EditorPane) -> None:
        """Shows the opinion with which a text came back."""
        returned = pane.returned
        self._returned.setVisible(returned is not None)
        if returned is not None:
            self._returned.put("known", returned.title, returned.opinion, icon="arrow-u-left-top")
            self._place.setVisible(bool(returned.place))

    def tell_conflict(self, *, on: bool) -> None:
        """Says that somebody else changed the same text, and leads to where the two become one."""
        self._clash.setVisible(on)

    def offer_recovery(self, draft: Any, now: datetime) -> None:
        """Says that a draft was found which an earlier run had not kept; nothing when there is none."""
        fresh = draft is not None and draft.recovered
        self._found.setVisible(fresh)
        if fresh:
            when = moment(str(draft.saved_at), self._words, now)
            title = self._words("editor.recovery.title", time=when)
            self._found.put("explained", title, self._words("editor.recovery.text"))

    def _answer(self, go_on: bool) -> None:
        self._found.hide()
        self.recovered.emit(go_on)
