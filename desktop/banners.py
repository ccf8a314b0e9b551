"""What stands above every page until it is settled: at most two banners, none of them twice."""

from PySide6.QtWidgets import QVBoxLayout

from ui.notices import Notice
from ui.style.look import Look
from ui.text import Words
from ui.widgets.panels import Banner

MOST = 2


class Banners:
    """`lines` is where they lie, the newest below."""

    def __init__(self, look: Look, words: Words) -> None:
        self._look, self._words = look, words
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(0)
        self._shown: list[tuple[Notice, Banner]] = []

    def show(self, notice: Notice) -> None:
        """One more; the same said before gives way to it, and where there are too many the oldest does."""
        self._drop([one for one, _ in self._shown if (one.title, one.text) == (notice.title, notice.text)])
        self._drop([one for one, _ in self._shown[: len(self._shown) + 1 - MOST]])
        banner = Banner(self._look, notice.level, notice.title, notice.text, edged=False)
        banner.setToolTip(notice.details)
        banner.setProperty("level", notice.level)
        if notice.act is not None:
            banner.offer(notice.action, notice.act)
        banner.closable(self._words("shell.close"), lambda: self._drop([notice]))
        self.lines.addWidget(banner)
        self._shown.append((notice, banner))

    def settle(self, level: str = "") -> None:
        """Takes away those of a level, and whatever is not so any more."""
        self._drop([one for one, _ in self._shown if one.level == level or not one.holds()])

    def _drop(self, notices: list[Notice]) -> None:
        for notice, banner in [pair for pair in self._shown if any(pair[0] is one for one in notices)]:
            self._shown.remove((notice, banner))
            self.lines.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
