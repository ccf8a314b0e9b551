"""Decides where links and pictures of foreign HTML may lead: nothing is fetched, no words are lost."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from models.content.inline import tidy
from models.content.shapes import PICTURE, Picture, Run

BLOB = re.compile(r"blob:[0-9a-f]{64}")
SPACE = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
ALLOWED = ("http://", "https://", "mailto:")
LONGEST_LINK = 2000
WIDEST = 4000


def link_to(href: str) -> str:
    """The link if it may stand in a body (http, https, mailto), else ""."""
    bare = SPACE.sub("", href)
    if len(bare) > LONGEST_LINK or not bare.lower().startswith(ALLOWED):
        return ""
    return tidy(bare)


def picture_runs(attrs: Mapping[str, str], marks: int, href: str) -> tuple[Run, ...]:
    """What stands in place of an image: itself where it is a blob, a link to it where it is remote, else a note."""
    src = attrs.get("src", "").strip()
    alt = " ".join(tidy(attrs.get("alt", "")).split())
    if BLOB.fullmatch(src):
        return (Run(PICTURE, marks, href, Picture(src, alt, _width(attrs.get("width", "")))),)
    name = alt or _file_name(src)
    if href_to_it := link_to(src):
        return (Run(f"〔图片：{name or '网上的图片'}〕", marks, href_to_it),)
    return (Run(f"〔图片没有贴进来：{name}〕" if name else "〔图片没有贴进来〕", marks, href),)


def _width(said: str) -> int:
    digits = said.removesuffix("px").strip()
    return min(int(digits), WIDEST) if digits.isascii() and digits.isdecimal() and len(digits) < 9 else 0


def _file_name(src: str) -> str:
    if src.lower().startswith("data:"):
        return ""
    try:
        path = urlsplit(src.replace("\\", "/")).path
    except ValueError:
        return ""
    name = " ".join(tidy(unquote(path.rsplit("/", 1)[-1])).split())
    return name[:80]
