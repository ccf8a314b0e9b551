"""Remembers how wide a person made the columns, for each screen and each unit; a double click forgets it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QSplitter

from ui.settings import Settings
from ui.style.look import Look


class Widths(QObject):
    """Widths are kept at 100 % text size. `forgotten` when the default is wanted back."""

    forgotten = Signal()

    def __init__(self, splitter: QSplitter, settings: Settings, look: Look, screen: str) -> None:
        super().__init__(splitter)
        self._splitter, self._settings, self._look, self._screen = splitter, settings, look, screen
        splitter.splitterMoved.connect(lambda _at, _index: self.remember())
        for at in range(1, splitter.count()):
            splitter.handle(at).installEventFilter(self)

    def kept(self) -> Mapping[str, int]:
        """The widths `list` and `side`, where the person set them."""
        found = self._settings["splitters"].get(self._place(), {})
        return found if isinstance(found, dict) else {}

    def remember(self) -> None:
        """Keeps the widths as they are now; an inspector that is folded keeps its old one."""
        sizes, scale = self._splitter.sizes(), 100 / self._look.size
        now = {**self.kept(), "list": round(sizes[0] * scale)}
        if sizes[-1]:
            now["side"] = round(sizes[-1] * scale)
        self._settings.put("splitters", {**self._settings["splitters"], self._place(): now})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            others = {name: kept for name, kept in self._settings["splitters"].items() if name != self._place()}
            self._settings.put("splitters", others)
            self.forgotten.emit()
            return True
        return False

    def _place(self) -> str:
        return f"{self._screen}/{self._settings['unit']}"
