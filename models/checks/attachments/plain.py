"""Reads plain text, tables of plain text and web pages, in the encodings that offices use."""

from models.checks.finding import Piece
from models.content import clean, plain

MOST_LINES = 400_000
TEXT_NAMES = (".txt", ".csv", ".md", ".log", ".tsv", ".json", ".xml")


def read_plain(name: str, data: bytes) -> tuple[tuple[Piece, ...], str | None, int]:
    """One piece a line; "unknown" where the bytes are no text."""
    text = _decoded(data)
    if text is None:
        return (), "unknown", 0
    lower = name.lower()
    start = text[:2000].lower()
    if lower.endswith((".htm", ".html", ".mht")) or "<html" in start or "<!doctype html" in start:
        return tuple(Piece("body", line) for line in plain(clean(text)).splitlines() if line.strip()), None, 0
    if start.lstrip().startswith("{\\rtf"):
        return (), "unknown", 0
    where = "table" if lower.endswith((".csv", ".tsv")) else "body"
    lines = (line.strip() for line in text.splitlines()[:MOST_LINES])
    return tuple(Piece(where, line) for line in lines if line), None, 0


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(char < " " and char not in "\t\r\n\f" for char in text[:4096])
        return text if odd <= len(text[:4096]) // 100 else None
    return None
