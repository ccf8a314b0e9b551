"""The look in force: one theme, one text size, one density; everything that paints asks here."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from ui.style.icons import Icons
from ui.style.sheet import filled_sheet
from ui.style.tokens import THEMES, load_tokens

DENSITIES = ("compact", "standard", "roomy")
SIZES = (100, 115, 130, 150)


def _system_theme() -> str:
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    wanted = getattr(accessibility() if accessibility else None, "contrastPreference", None)
    if wanted is not None and getattr(wanted(), "name", "") == "HighContrast":
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


class Chosen(Protocol):
    """What a person set, by name."""

    def __getitem__(self, name: str) -> Any: ...


class Look(QObject):
    """What is in force now. `changed` is emitted after a theme, size or density was put in force."""

    changed = Signal()

    def __init__(self, theme: str = "light", size: int = 100, density: str = "standard") -> None:
        super().__init__()
        self._tokens = load_tokens()
        self._icons = Icons()
        self._families = _present(self._tokens.families["screen"])
        self._wanted, self._size, self._density = theme, size, density
        self._theme = self._resolved()
        self.motion, self.reading = False, "screen"
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> str:
        return self._theme

    @property
    def wanted_theme(self) -> str:
        return self._wanted

    @property
    def size(self) -> int:
        return self._size

    @property
    def density(self) -> str:
        return self._density

    def put(self, *, theme: str | None = None, size: int | None = None, density: str | None = None) -> None:
        """Puts a theme (light, dark, contrast, system), a text size (percent) or a density in force at once."""
        self._wanted = theme or self._wanted
        self._size = min(max(size or self._size, SIZES[0]), SIZES[-1])
        self._density = density or self._density
        self._theme = self._resolved()
        self.apply()

    def adopt(self, settings: Chosen) -> None:
        """Puts in force what a person set."""
        self.motion, self.reading = bool(settings["motion"]), str(settings["reading_font"])
        self.put(theme=settings["theme"], size=settings["size"], density=settings["density"])

    def apply(self) -> None:
        """Fills the style sheet for the whole application."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(self.font("body"))
            app.setStyleSheet(filled_sheet(self._tokens.themes[self._theme], self.px, self._theme))
        self.changed.emit()

    def hex(self, token: str) -> str:
        return self._tokens.themes[self._theme][token]

    def colour(self, token: str) -> QColor:
        return QColor(self.hex(token))

    def px(self, pixels: float) -> int:
        """Pixels at 100 % → pixels at the text size in force; hair lines stay hair lines."""
        return round(pixels) if pixels <= 3 else round(pixels * self._size / 100)

    def font(self, role: str) -> QFont:
        kind = self._tokens.roles[role]
        font = QFont()
        print_like = role == "reading" and self.reading == "print"
        font.setFamilies(self.print_families() if print_like else list(self._families))
        font.setPixelSize(self.px(kind.pixels))
        font.setWeight(QFont.Weight(kind.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def print_families(self) -> list[str]:
        return list(self._tokens.families["print"])

    def line(self, role: str) -> int:
        """Line height of a role of letters, in pixels."""
        return self.px(self._tokens.roles[role].line)

    def height(self, of: str) -> int:
        """Height of a `row`, `work_row` or `table_row` at the density in force, in pixels."""
        return self.px(self._tokens.density[of][DENSITIES.index(self._density)])

    def icon(self, name: str, token: str = "text2", size: int = 18) -> QIcon:
        """An icon by its mdi6 id without the prefix, in the colour of a token."""
        return self._icons.icon(name, self.hex(token), self.px(size))

    def pixmap(self, name: str, token: str = "text2", size: int = 18) -> QPixmap:
        return self._icons.pixmap(name, self.hex(token), self.px(size), QGuiApplication.primaryScreen())

    def follow(self, obey: Callable[[], None]) -> None:
        """Calls `obey` now and whenever the look changes."""
        obey()
        self.changed.connect(obey)

    def _resolved(self) -> str:
        return self._wanted if self._wanted in THEMES else _system_theme()

    def _on_system_changed(self) -> None:
        if self._wanted not in THEMES:
            self.put()


def _present(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The families that this computer has; asking Qt for absent ones costs time at every fallback."""
    have = set(QFontDatabase.families())
    found = tuple(name for name in wanted if name in have)
    return found or ("sans-serif",)
