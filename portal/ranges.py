"""Which part of a file is asked for (RFC 9110, 14), and the answer that gives it piece by piece."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from fastapi.responses import StreamingResponse
from starlette.datastructures import Headers

PIECE = 1 << 18
SHUT = {"cache-control": "no-store", "content-disposition": "attachment", "x-content-type-options": "nosniff"}
"""Nobody on the way keeps a file, and no browser shows one as if it were a page of ours."""
_ONE = re.compile(r"bytes=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*")


class Unsatisfiable(ValueError):
    """A part that lies behind the end of the file."""


def part_of(headers: Headers, size: int, etag: str) -> tuple[int, int] | None:
    """Start and end (exclusive) of the one part asked for; None: the whole file, as for several parts at once, for what
    is no range, and where `If-Range` names another content."""
    found = _ONE.fullmatch(headers.get("range", ""))
    if found is None or headers.get("if-range", etag) != etag or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start, end = (max(0, size - int(last)), size) if not first else (int(first), min(size, int(last or size) + 1))
    if first and last and int(last) < int(first):
        return None
    if start >= size:
        raise Unsatisfiable
    return start, end


def answer(headers: Headers, file: BinaryIO, size: int, etag: str, kind: str) -> StreamingResponse:
    """The file or the part of it, 200, 206 or 416; never more than a piece of it is held."""
    told = {**SHUT, "etag": etag, "accept-ranges": "bytes"}
    try:
        part = part_of(headers, size, etag)
    except Unsatisfiable:
        return _sent(file, (0, 0), 416, {**told, "content-range": f"bytes */{size}"}, kind)
    if part is None:
        return _sent(file, (0, size), 200, told, kind)
    return _sent(file, part, 206, {**told, "content-range": f"bytes {part[0]}-{part[1] - 1}/{size}"}, kind)


def _sent(file: BinaryIO, part: tuple[int, int], status: int, told: dict[str, str], kind: str) -> StreamingResponse:
    length = {"content-length": str(part[1] - part[0])}
    return StreamingResponse(_pieces(file, *part), status, {**told, **length}, media_type=kind)


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while start < end and (piece := file.read(min(PIECE, end - start))):
            start += len(piece)
            yield piece
