"""The measures of an official document by GB/T 9704-2012, in units of a tenth of a point."""

from collections.abc import Sequence

from PySide6.QtGui import QFont

RESOLUTION = 720
"""Units to the inch: every device is scaled to these, so that screen, printer and PDF break lines alike."""


def mm(length: float) -> float:
    """Millimetres in units."""
    return length / 25.4 * RESOLUTION


PAGE_WIDTH, PAGE_HEIGHT = mm(210), mm(297)
TOP, LEFT = mm(37), mm(28)
WIDTH, HEIGHT = mm(156), mm(225)
LINES, CHARACTERS = 22, 28
PITCH = HEIGHT / LINES
EM = 157.5
"""One character of size 3 (15.75 pt): 28 of them fill the line."""
TITLE, SMALL, TINY = 220.0, 140.0, 105.0
"""Size 2 for the title, size 4 for page numbers, size 5 for tables and forms."""
TITLE_PITCH = 340.0

FACES = {
    "text": (
        "FangSong",
        "FangSong_GB2312",
        "STFangsong",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "SimSun",
        "serif",
    ),
    "title": (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "STZhongsong",
        "Noto Serif CJK SC",
        "SimSun",
        "serif",
    ),
    "black": ("SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif"),
    "kai": ("KaiTi", "KaiTi_GB2312", "STKaiti", "Noto Serif CJK SC", "serif"),
    "song": ("SimSun", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "serif"),
}
"""Families by their part in a document, first found wins; none is bundled."""


def font(face: str, size: float, *, bold: bool = False) -> QFont:
    """A font of the given size in units; the title's fallback is bold, since a plain one would be too thin."""
    made = QFont()
    made.setFamilies(list(FACES[face]))
    made.setPixelSize(int(size))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def has_family(face: str, installed: Sequence[str]) -> bool:
    """Whether one of the true families of a face is there, and not only its stand-in."""
    return bool(set(FACES[face][:3]) & set(installed))
