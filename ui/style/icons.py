"""Icons of the one set: QtAwesome's own glyphs, drawn here and kept per colour and size.

The library itself is not imported, since it brings all of Qt through another layer, 140 ms of every start; a test holds
our drawing beside its own."""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap, QScreen

FONT = "materialdesignicons6-webfont-*.ttf"
CHARMAP = "materialdesignicons6-webfont-charmap-*.json"


class UnknownIcon(KeyError):
    """The set has no icon of this id: a fault of the caller, never of the person."""


def _fonts() -> Path:
    spec = find_spec("qtawesome")
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        raise FileNotFoundError("qtawesome")
    return Path(places[0]) / "fonts"


class Icons:
    """A cache of icons; the font is read with the first one."""

    def __init__(self) -> None:
        self._family = ""
        self._codes: Mapping[str, str] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, colour: str, size: int) -> QIcon:
        """The icon `mdi6.<name>` in a colour, sharp at ordinary and at double ratio; raises on an unknown id."""
        key = (name, colour, size)
        found = self._icons.get(key)
        if found is None:
            found = QIcon()
            for ratio in (1.0, 2.0):
                found.addPixmap(self._drawn(name, colour, size, ratio))
            self._icons[key] = found
        return found

    def pixmap(self, name: str, colour: str, size: int, screen: QScreen | None) -> QPixmap:
        """The same as a picture of `size` pixels, sharp on the screen's own ratio."""
        ratio = screen.devicePixelRatio() if screen else 1.0
        key = (name, colour, size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._drawn(name, colour, size, ratio)
        return found

    def known(self) -> frozenset[str]:
        """Every id of the set."""
        self._load()
        return frozenset(self._codes)

    def _drawn(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        self._load()
        code = self._codes.get(name)
        if code is None:
            raise UnknownIcon(name)
        side = round(size * ratio)
        made = QPixmap(side, side)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        font = QFont(self._family)
        font.setPixelSize(side)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRect(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, chr(int(code, 16)))
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made

    def _load(self) -> None:
        if self._codes:
            return
        folder = _fonts()
        data = next(folder.glob(FONT)).read_bytes()
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(data))
        self._family = families[0]
        self._codes = json.loads(next(folder.glob(CHARMAP)).read_text(encoding="utf-8"))
