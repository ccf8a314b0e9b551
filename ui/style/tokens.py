"""Reads the tokens of the look from their file, and judges contrast the way WCAG 2 does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TOKENS = RESOURCES / "style" / "tokens.toml"
THEMES = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One role of letters: height in pixels at 100 %, line height in pixels, weight."""

    pixels: int
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything in the token file: colours by theme, families, roles of letters, heights by density."""

    themes: Mapping[str, Mapping[str, str]]
    families: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, TypeRole]
    density: Mapping[str, tuple[int, ...]]


@cache
def load_tokens(path: Path = TOKENS) -> Tokens:
    """The tokens of a file."""
    with path.open("rb") as file:
        raw = tomli.load(file)
    return Tokens(
        themes={name: dict(raw[name]) for name in THEMES},
        families={name: tuple(given) for name, given in raw["families"].items()},
        roles={name: TypeRole(*given) for name, given in raw["type"].items()},
        density={name: tuple(given) for name, given in raw["density"].items()},
    )


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(one: str, other: str) -> float:
    """Ratio of contrast between two opaque colours, from 1 to 21 (WCAG 2)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
