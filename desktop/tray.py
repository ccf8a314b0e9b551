"""The tray: the desk goes on syncing there, and says at the screen's corner what needs the person."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.courier import SyncState
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words
from ui.widgets.top_bar import paint_mark


def app_icon(look: Look, letter: str) -> QIcon:
    """The mark as the icon of window and tray."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64):
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, look, QRectF(0, 0, size, size), letter)
        painter.end()
        icon.addPixmap(picture)
    return icon


class Tray(QObject):
    """`tell` compares what needs the person with what was told before."""

    def __init__(
        self,
        look: Look,
        words: Words,
        settings: Settings,
        show: Callable[[], None],
        sync: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._words, self._settings, self._show = words, settings, show
        self._told: dict[str, int] = {}
        self.quiet = False
        """While the screen is locked nothing is said."""
        self._menu = QMenu()
        self._menu.addAction(words("shell.tray_show"), show)
        self._menu.addAction(words("shell.tray_sync"), sync)
        self._menu.addSeparator()
        self._menu.addAction(words("shell.tray_quit"), leave)
        self._icon = QSystemTrayIcon(app_icon(look, words("shell.mark")), self)
        self._icon.setContextMenu(self._menu)
        self._icon.setToolTip(words("shell.app"))
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(show)

    @property
    def there(self) -> bool:
        """Whether this desktop has a tray at all; without one the window is never hidden."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def start(self) -> None:
        """Shows the icon where there is a tray."""
        if self.there:
            self._icon.show()

    def stop(self) -> None:
        self._icon.hide()

    def tell(self, counts: dict[str, int], state: SyncState, *, away: bool) -> list[str]:
        """Says what grew since the last time, if the window is away; gives the sentences."""
        now = {
            "returned": counts.get("returned", 0),
            "waiting": counts.get("to_review", 0),
            "undelivered": state.undelivered,
            "reminders": counts.get("reminders", 0),
        }
        grown = [name for name, count in now.items() if count > self._told.get(name, count if not self._told else 0)]
        self._told = now
        if self.quiet or not away or not self._settings["notify"]:
            return []
        wanted = [name for name in grown if self._settings[f"notify_{name}"]]
        # A text that came back is a reminder too: it is told once, by its own name.
        wanted = [name for name in wanted if name != "reminders" or len(wanted) == 1]
        sentences = [self._words(f"shell.notified_{name}", n=now[name]) for name in wanted]
        if sentences and self.there:
            self._icon.showMessage(self._words("shell.app"), "\n".join(sentences), self._icon.icon())
        return sentences

    def say_here(self) -> None:
        """Once, when the window first goes into the tray."""
        if self.there:
            words = self._words
            self._icon.showMessage(words("shell.tray_here"), words("shell.tray_here_text"), self._icon.icon())

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._show()
