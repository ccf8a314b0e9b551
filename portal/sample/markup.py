"""Turns the sample texts' light marks into the canonical HTML of an item's body, and into rows for attachments."""

import re
from collections.abc import Mapping

from models.content import clean

INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\[([^\]]+)\]\(([^)]+)\)"), r'<a href="\2">\1</a>'),
)
CELL = re.compile(r"(?:\^(\d+) )?(?:_(\d+) )?(.*)$")
LINE = (
    ("### ", "h4", ""),
    ("## ", "h3", ""),
    ("# ", "h2", ""),
    (">> ", "p", ' class="right"'),
    ("== ", "p", ' class="center"'),
)
LISTED = (("- ", "ul"), ("1. ", "ol"))


def html(text: str, images: Mapping[str, str] | None = None) -> str:
    """The body for `text`: `# ` headings, `- ` and `1. ` lists, `| a | b |` tables (`|!` a head, `^2 ` and `_2 `
    spans), `>> ` right, `== ` centred, `" ` quoted, `!name alt` an image of `images`; every other line a paragraph."""
    blocks: list[str] = []
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    while lines:
        taken = _group(lines)
        blocks.append(_block(lines[:taken], images or {}))
        del lines[:taken]
    return clean("\n".join(blocks))


def _group(lines: list[str]) -> int:
    """How many of the first lines make one block together: the rows of a table, the entries of a list."""
    mark = next((mark for mark in ("|", "- ", "1. ") if lines[0].startswith(mark)), "")
    if not mark:
        return 1
    return next((index for index, line in enumerate(lines) if not line.startswith(mark)), len(lines))


def _block(lines: list[str], images: Mapping[str, str]) -> str:
    first = lines[0]
    if first.startswith("|"):
        return "<table>" + "".join(f"<tr>{_cells(line)}</tr>" for line in lines) + "</table>"
    for mark, tag in LISTED:
        if first.startswith(mark):
            return f"<{tag}>" + "".join(f"<li>{_inline(line.removeprefix(mark))}</li>" for line in lines) + f"</{tag}>"
    for mark, tag, rest in LINE:
        if first.startswith(mark):
            return f"<{tag}{rest}>{_inline(first.removeprefix(mark))}</{tag}>"
    if first.startswith('" '):
        return f"<blockquote><p>{_inline(first[2:])}</p></blockquote>"
    if first.startswith("!"):
        name, _, alt = first[1:].partition(" ")
        return f'<p class="center"><img src="blob:{images[name]}" alt="{_escape(alt)}" width="640"></p>'
    return f"<p>{_inline(first)}</p>"


def _cells(line: str) -> str:
    tag = "th" if line.startswith("|!") else "td"
    made = []
    for cell in row(line):
        match = CELL.match(cell)
        columns, rows, text = match.groups() if match else (None, None, cell)
        spans = (f' colspan="{columns}"' if columns else "") + (f' rowspan="{rows}"' if rows else "")
        made.append(f"<{tag}{spans}>{_inline(text)}</{tag}>")
    return "".join(made)


def row(line: str) -> list[str]:
    """The cells of a table's line, with their span marks."""
    return [cell.strip() for cell in line.removeprefix("|!").removeprefix("|").removesuffix("|").split("|")]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _inline(text: str) -> str:
    text = _escape(text)
    for mark, made in INLINE:
        text = mark.sub(made, text)
    return text


def plain(text: str) -> list[str]:
    """The paragraphs of `text` without marks, for attachments and summaries; table rows are left out."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    bare = [re.sub(r'^(#+|>>|==|-|1\.|") ', "", line) for line in lines if line[0] not in "|!"]
    return [re.sub(r"\[([^\]]+)\]\([^)]+\)|\*\*(.+?)\*\*", lambda m: m[1] or m[2], line) for line in bare]
