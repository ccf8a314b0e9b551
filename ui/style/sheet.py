"""Fills the style sheet of every widget family from the theme's tokens and the text size."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from ui.style.tokens import RESOURCES

_PIXELS = re.compile(r"\b(\d+)px\b")
_TOKEN = re.compile(r"@([a-z_0-9]+)")


@cache
def templates() -> str:
    """All templates, one file for each widget family, in the order of their names."""
    files = sorted((RESOURCES / "style").glob("*.qss"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def filled_sheet(theme: Mapping[str, str], px: Callable[[float], int], name: str) -> str:
    """The sheet for a theme; `px` scales every measure; an unknown token raises KeyError.

    `@edge` is the line around cards: decorative, hence faint, and white in the theme of high contrast."""
    values = {**theme, "edge": theme["line"], "wash": theme["hover"] if name != "contrast" else theme["selected"]}
    sized = _PIXELS.sub(lambda found: f"{px(int(found[1]))}px", templates())
    return _TOKEN.sub(lambda found: values[found[1]], sized)
