"""A scope as one file: frames, each of whole lines of JSON and packed for itself, so that a reader can go on behind any
of them. The first line says what the file is, the last one what must have been read by then.

Frames are of zstd (RFC 8878), or for a slow line of bzip2: a fifth smaller, for ten times the work at both ends."""

import bz2
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import zstandard

from models.problems import Refused
from sync.digest import Sum, mark
from sync.protocol import Row
from sync.reading import Reader, dumps, parse, sound

LEVEL = 3
FRAME_ROWS = 500
FRAME_BYTES = 2_000_000
"""Characters after which a frame is closed even though it has fewer rows."""
LARGEST_FRAME = 64_000_000
"""Bytes that a frame may unpack to: nothing honest comes near it."""
SLICE = 4096
"""Bytes unpacked at once: not even zstd makes more than 128 MB of them."""
_DOC = '"doc":'
_FIRST, _LAST = '{"t":"snapshot"', '{"t":"end"'


class Unpacker(Protocol):
    """Unpacks one frame, piece by piece."""

    @property
    def eof(self) -> bool:
        """Whether it is whole."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind it."""

    def decompress(self, data: bytes, /) -> bytes:
        """What these bytes unpack to."""


@dataclass(frozen=True, slots=True)
class Pack:
    """How the frames of a file are packed: `name` ends its name, `kind` is its media type."""

    name: str
    kind: str
    pack: Callable[[bytes], bytes]
    unpacker: Callable[[], Unpacker]


def _pack(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(data)


class _Bunzip:
    """bzip2 without a bomb: a few bytes of it unpack to as many as one likes."""

    def __init__(self) -> None:
        self._inner = bz2.BZ2Decompressor()

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, /) -> bytes:
        found = self._inner.decompress(data, LARGEST_FRAME)
        if not (self._inner.eof or self._inner.needs_input):
            raise OSError("too large")
        return found


QUICK = Pack("zst", "application/zstd", _pack, lambda: zstandard.ZstdDecompressor().decompressobj())
HARD = Pack("bz2", "application/x-bzip2", bz2.compress, _Bunzip)
PACKS = (QUICK, HARD)


@dataclass(frozen=True, slots=True)
class Start:
    """The first line: which scope, at which sequence of which portal, and how many rows follow."""

    epoch: str
    scope: str
    seq: int
    rows: int


@dataclass(frozen=True, slots=True)
class Finish:
    """The last line: what must have been read."""

    sum: Sum


def frames(start: Start, rows: Iterable[Row], pack: Pack = QUICK) -> Iterator[bytes]:
    """The file, frame by frame."""
    names = {"epoch": start.epoch, "scope": start.scope, "seq": start.seq, "rows": start.rows}
    lines, size, total, marks = [dumps({"t": "snapshot", **names})], 0, Sum(), list[int]()
    for row in rows:
        if len(marks) >= FRAME_ROWS or size >= FRAME_BYTES:
            yield pack.pack(_joined(lines))
            total, lines, size, marks = total.plus(marks), [], 0, []
        lines.append(_line(row))
        size += len(lines[-1])
        marks.append(mark(row.type, row.id, row.version))
    total = total.plus(marks)
    lines.append(dumps({"t": "end", "rows": total.rows, "sum": total.text}))
    yield pack.pack(_joined(lines))


def _joined(lines: Iterable[str]) -> bytes:
    return "\n".join(chain(lines, ("",))).encode()


def _line(row: Row) -> str:
    names = dumps({"type": row.type, "id": row.id, "version": row.version})
    return f"{names[:-1]},{_DOC}{row.doc_text}}}"


class Frames:
    """Takes the file apart as it arrives."""

    def __init__(self, pack: Pack = QUICK) -> None:
        self._pack = pack
        self._begin()

    def _begin(self) -> None:
        self._open = self._pack.unpacker()
        self._raw, self._whole, self._size = list[bytes](), list[bytes](), 0

    @property
    def rest(self) -> bytes:
        """What came of the frame that is not whole yet."""
        return b"".join(self._raw)

    def take(self, piece: bytes) -> Iterator[tuple[str, int]]:
        """The text of each frame that is whole now, with how many bytes of the file it took.

        Refused malformed for what is no such file."""
        for at in range(0, len(piece), SLICE):
            yield from self._take(piece[at : at + SLICE])

    def _take(self, piece: bytes) -> Iterator[tuple[str, int]]:
        while piece:
            text = self._unpacked(piece)
            self._raw.append(piece)
            if text is None:
                return
            piece, taken = self._open.unused_data, sum(map(len, self._raw))
            taken -= len(piece)
            self._begin()
            yield text, taken

    def _unpacked(self, piece: bytes) -> str | None:
        try:
            self._whole.append(self._open.decompress(piece))
            self._size += len(self._whole[-1])
            if self._size > LARGEST_FRAME:
                raise Refused("malformed", where="snapshot")
            return b"".join(self._whole).decode() if self._open.eof else None
        except (zstandard.ZstdError, OSError, UnicodeDecodeError) as fault:
            raise Refused("malformed", where="snapshot") from fault


def parts(text: str) -> Iterator[Start | Row | Finish]:
    """What a frame says, line by line. Refused malformed for what is no such line."""
    for line in filter(None, text.split("\n")):
        if line.startswith(_FIRST):
            yield _start(line)
        elif line.startswith(_LAST):
            yield _finish(line)
        else:
            yield _row(line)


def _start(line: str) -> Start:
    read = Reader(parse(line, "snapshot"), "snapshot")
    return Start(read.text("epoch", None), read.text("scope", None, 80), read.number("seq", None), read.number("rows"))


def _finish(line: str) -> Finish:
    read = Reader(parse(line, "snapshot"), "snapshot")
    total = read.text("sum", None, 16)
    if len(total) != 16 or total.strip("0123456789abcdef"):
        raise Refused("malformed", where="snapshot.sum")
    return Finish(Sum(read.number("rows", None), int(total, 16)))


def _row(line: str) -> Row:
    """Read with no more care than it needs: of such lines there are tens of thousands."""
    at = line.find(_DOC)
    try:
        text = line[at + len(_DOC) : -1]
        named, doc = json.loads(line[: at - 1] + "}"), json.loads(text)
    except (ValueError, RecursionError):
        named = parse(line, "snapshot")  # keys that this program does not know stand behind the document
        doc = named.get("doc") if isinstance(named, dict) else None
        text = dumps(doc)
    if not isinstance(doc, dict) or ("\\u" in line and not (sound(doc) and sound(named))):
        raise Refused("malformed", where="snapshot.doc")
    read = Reader(named, "snapshot")
    return Row(read.text("type", None, 20), read.text("id", None, 80), read.number("version", None), text, doc)
