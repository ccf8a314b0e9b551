"""Reads the lines of an answer as they arrive; what is no such line came from something else than a portal."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Protocol

import zstandard

from models.problems import Refused, Unreachable
from sync.codec import decode_line
from sync.protocol import End, Line, SyncRequest, unchanged

LONGEST_LINE = 64_000_000


class Unpack(Protocol):
    """Takes packed bytes as they come and gives what can be read of them."""

    def __call__(self, piece: bytes, /) -> bytes: ...


def unpacker(coding: str) -> Unpack:
    """What unpacks a Content-Encoding."""
    if coding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress
    if coding == "gzip":
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress
    return bytes


def lines_of(pieces: Iterator[bytes]) -> Iterator[Line]:
    """The lines in these bytes, each as soon as it is whole. What stands behind the last line feed was cut and is none.

    Unreachable portal_foreign for what no portal says."""
    rest = b""
    for piece in pieces:
        whole = (rest + piece).split(b"\n")
        rest = whole.pop()
        if len(rest) > LONGEST_LINE:
            raise Unreachable("portal_foreign")
        for each in filter(None, whole):
            line = _decoded(each)
            if isinstance(line, End) and not line.goes_on:
                _read_out(pieces)
            if line is not None:
                yield line


def _read_out(pieces: Iterator[bytes]) -> None:
    """Nothing follows the last line; a connection that has said so serves the next request."""
    with suppress(Unreachable):
        for _ in islice(pieces, 4):
            continue


def nothing_new(request: SyncRequest, epoch: str, now: str) -> Iterator[Line]:
    """An empty answer counts only from the portal itself: the doors of many public networks answer so as well."""
    if not (request.brief and epoch and epoch == request.epoch):
        raise Unreachable("portal_foreign")
    yield from unchanged(request, now)


def _decoded(line: bytes) -> Line | None:
    try:
        return decode_line(line)
    except Refused as fault:
        raise Unreachable("portal_foreign") from fault
