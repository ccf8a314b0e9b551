"""Reads every word of an .xlsx: hidden sheets, comments, names and properties too, for leaks sat in just those."""

from collections.abc import Iterator, Mapping

from models.checks.attachments.word import properties
from models.checks.finding import Piece
from models.content.packages import Package

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_CELLS = 400_000


def read_excel(package: Package) -> tuple[Piece, ...]:
    """All words and numbers of an .xlsx, one piece a cell, named by sheet and cell."""
    strings = tuple(_strings(package))
    sheets, pieces = _workbook(package)
    for part in package.parts(r"xl/worksheets/[^/]*\.xml"):
        name, hidden = sheets.get(part, (part.rsplit("/", 1)[-1], True))
        pieces.append(Piece("hidden_sheet" if hidden else "sheet", name, name))
        for ref, text in _cells(package, part, strings):
            if text.strip():
                pieces.append(Piece("hidden_sheet" if hidden else "sheet", text, f"{name}!{ref}"))
            if len(pieces) > MOST_CELLS:
                return tuple(pieces)
    for part in package.parts(r"xl/(?:threadedComments/[^/]*|comments[^/]*|comments/[^/]*|drawings/[^/]*)\.xml"):
        pieces.extend(_remarks(package, part))
    return (*pieces, *properties(package))


def _strings(package: Package) -> Iterator[str]:
    words: list[str] = []
    for event, name, element in package.events("xl/sharedStrings.xml"):
        if event == "start" and name == "si":
            words = []
        elif event == "end" and name == "t":
            words.append(element.text or "")
        elif event == "end" and name == "si":
            yield "".join(words)


def _workbook(package: Package) -> tuple[Mapping[str, tuple[str, bool]], list[Piece]]:
    """The sheets by part with their name and whether they are hidden, and the defined names."""
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for event, name, element in package.events("xl/_rels/workbook.xml.rels")
        if event == "start" and name == "Relationship"
    }
    sheets: dict[str, tuple[str, bool]] = {}
    names: list[Piece] = []
    for event, name, element in package.events("xl/workbook.xml"):
        if event == "start" and name == "sheet":
            target = targets.get(element.get(RELATION, ""), "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            sheets[part] = (element.get("name", ""), element.get("state", "visible") != "visible")
        elif event == "end" and name == "definedName" and element.text:
            names.append(Piece("property", f"{element.get('name', '')} {element.text}", "name"))
    return sheets, names


def _cells(package: Package, part: str, strings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    value, words = "", ""
    for event, name, element in package.events(part):
        if event == "start":
            value, words = ("", "") if name == "c" else (value, words)
        elif name == "v":
            value = element.text or ""
        elif name == "t":
            words += element.text or ""
        elif name == "c":
            yield element.get("r", ""), words or _value(element.get("t", "n"), value, strings)
        elif name in ("oddHeader", "oddFooter", "prompt"):
            yield name, element.text or ""


def _value(kind: str, value: str, strings: tuple[str, ...]) -> str:
    """The words of a cell; a long number comes back with all its digits, as the sheet shows it."""
    if kind == "s":
        at = int(value) if value.isdecimal() else -1
        return strings[at] if 0 <= at < len(strings) else ""
    if kind == "n" and ("E" in value or value.endswith(".0")):
        try:
            number = float(value)
        except ValueError:
            return value
        return str(int(number)) if number.is_integer() and abs(number) < 1e20 else value
    return value


def _remarks(package: Package, part: str) -> Iterator[Piece]:
    words: list[str] = []
    where = "body" if "/drawings/" in part else "comment"
    for event, name, element in package.events(part):
        if event != "end":
            continue
        if name in ("t", "text") and element.text:
            words.append(element.text)
        elif name in ("comment", "threadedComment", "p") and words:
            yield Piece(where, "".join(words))
            words = []
