"""Reads what Word and WPS hide in styles: faked lists, outline levels, hidden words, remarks, bold by weight."""

import re
from collections.abc import Mapping
from functools import lru_cache

from models.content.shapes import EM, STRONG, SUB, SUP, Align, ParaKind, U

# Points: a centred line is a heading from 三号 on if bold, from well above 三号 on even if not.
HEADLINE, BIG_HEADLINE = 16.0, 20.0
NUMBER = re.compile(r"[（(]?(\d{1,3})[.、)）．]?")
SIZE = re.compile(r"([\d.]+)\s*(pt|px)")
LEVEL = re.compile(r"level(\d)")
MARK_TAGS = {"b": STRONG, "strong": STRONG, "i": EM, "em": EM, "cite": EM, "u": U, "ins": U, "sup": SUP, "sub": SUB}
ALIGNS: Mapping[str, Align] = {"center": "center", "middle": "center", "right": "right", "end": "right"}
FONT_SIZES = {"4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
REMARKS = re.compile(r"mso-element:\s*comment|mso-special-character:\s*comment", re.IGNORECASE)


@lru_cache(maxsize=512)
def declarations(style: str) -> Mapping[str, str]:
    """The declarations of one style attribute, names and values in lower case."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip().lower(): value.strip().lower().replace("!important", "").strip() for name, value in pairs}


def is_marker(attrs: Mapping[str, str]) -> bool:
    """Whether the element holds the number or bullet that an office program painted before a list item."""
    return "ignore" in declarations(attrs.get("style", "")).get("mso-list", "")


def hidden(attrs: Mapping[str, str], css: Mapping[str, str]) -> bool:
    """Whether a reader of the page would not see the element: hidden words and remarks must not slip into print."""
    if css.get("display") == "none" or css.get("visibility") == "hidden" or css.get("mso-hide") == "all":
        return True
    remark = REMARKS.search(attrs.get("style", "")) or "MsoComment" in attrs.get("class", "")
    return bool(remark) or "hidden" in attrs


def marks(tag: str, css: Mapping[str, str], before: int) -> int:
    """The marks inside an element that begins where `before` held."""
    now = before | MARK_TAGS.get(tag, 0)
    weight = css.get("font-weight", "")
    if weight:
        heavy = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
        now = now | STRONG if heavy else now & ~STRONG
    slant = css.get("font-style", "")
    if slant:
        now = now | EM if slant in ("italic", "oblique") else now & ~EM
    if "underline" in css.get("text-decoration", "") + css.get("text-decoration-line", ""):
        now |= U
    return _raised(css.get("vertical-align", ""), now)


def _raised(how: str, now: int) -> int:
    if how == "super":
        now |= SUP
    elif how == "sub":
        now |= SUB
    return now & ~SUB if now & SUP else now


def align(attrs: Mapping[str, str], css: Mapping[str, str], before: Align) -> Align:
    """How the paragraphs inside an element stand; `class="center"` and `"right"` are our own."""
    said = css.get("text-align") or attrs.get("align", "").lower()
    if said:
        return ALIGNS.get(said, "")
    own = attrs.get("class", "")
    return ALIGNS[own] if own in ("center", "right") else before


def points(tag: str, attrs: Mapping[str, str], css: Mapping[str, str], before: float) -> float:
    """Letter size in points, as far as the source says it."""
    found = SIZE.match(css.get("font-size", ""))
    if found and found[1].count(".") < 2 and found[1] != ".":
        return float(found[1]) * (1 if found[2] == "pt" else 0.75)
    return FONT_SIZES.get(attrs.get("size", ""), before) if tag == "font" else before


def outline(css: Mapping[str, str]) -> ParaKind | None:
    """The heading that a paragraph's outline level makes it."""
    level = css.get("mso-outline-level", "")
    if not level.isdecimal() or level == "0":
        return None
    kinds: tuple[ParaKind, ...] = ("h2", "h3", "h4")
    return kinds[min(int(level), 3) - 1]


def list_level(css: Mapping[str, str]) -> int:
    """The level of a paragraph that Word made look like a list item; 0 for any other."""
    said = css.get("mso-list", "")
    if not said or said in ("none", "ignore", "skip"):
        return 0
    found = LEVEL.search(said)
    return int(found[1]) if found else 1


def number_of(marker: str) -> int | None:
    """The number of an Arabic list marker ("3." "（3）"), 0 for a bullet, None for any other ("一、" "第二条" "a)")."""
    bare = marker.strip(" \u00a0\u3000\t")
    found = NUMBER.fullmatch(bare)
    if found:
        return int(found[1])
    lettered = len(bare) > 1 or bare.isalnum()
    return None if lettered and bare not in ("o", "n", "l", "u", "q", "v", "ü", "Ø", "à", "--") else 0
