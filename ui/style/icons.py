"""Icons of the one set, drawn by QtAwesome and kept per colour and size."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QScreen
from qtawesome import iconic_font

FONT = ("mdi6", "materialdesignicons6-webfont-6.9.96.ttf", "materialdesignicons6-webfont-charmap-6.9.96.json")


FULL = 8 / 7
"""QtAwesome draws at seven eighths of the size asked for; the glyphs bring their own margin already."""


class Icons:
    """A cache of icons; only the one font is loaded, since loading all that QtAwesome brings delays the start."""

    def __init__(self) -> None:
        self._font: iconic_font.IconicFont | None = None
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, colour: str, size: int) -> QIcon:
        """The icon `mdi6.<name>` in a colour; raises on an unknown id."""
        key = (name, f"{colour}/{size}")
        found = self._icons.get(key)
        if found is None:
            if self._font is None:
                self._font = iconic_font.IconicFont(FONT)
            found = self._font.icon(f"mdi6.{name}", color=colour, scale_factor=FULL)
            self._icons[key] = found
        return found

    def pixmap(self, name: str, colour: str, size: int, screen: QScreen | None) -> QPixmap:
        """The same as a picture of `size` pixels, sharp on the screen's own ratio."""
        ratio = screen.devicePixelRatio() if screen else 1.0
        key = (name, colour, size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self.icon(name, colour, size).pixmap(QSize(size, size), ratio, QIcon.Mode.Normal, QIcon.State.Off)
            if found.isNull():
                found = QPixmap(size, size)
                found.fill(Qt.GlobalColor.transparent)
            self._pixmaps[key] = found
        return found
