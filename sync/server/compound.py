"""Reads the directory of an old Office file, a small file system of its own (MS-CFB 2.2 to 2.6)."""

import struct
from typing import BinaryIO

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IN_HEAD = 109
"""How many sectors of the table stand in the head itself."""
MOST = 20_000
"""Sectors that are followed at most: a chain that runs in a circle ends here."""
_ENTRY = 128
_FREE = 0xFFFFFFFA


def names_in(file: BinaryIO) -> frozenset[str]:
    """The names of all streams and storages; none where the directory cannot be followed."""
    file.seek(0)
    head = file.read(512)
    if len(head) < 512 or not head.startswith(SIGN):
        return frozenset()
    shift, start = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 48)[0]
    if shift not in (9, 12):
        return frozenset()
    table = [one for one in struct.unpack_from(f"<{IN_HEAD}I", head, 76) if one < _FREE]
    return frozenset(filter(None, map(_name, _entries(file, start, 1 << shift, table))))


def _entries(file: BinaryIO, at: int, size: int, table: list[int]) -> list[bytes]:
    found, seen = list[bytes](), set[int]()
    while at < _FREE and at not in seen and len(seen) < MOST:
        seen.add(at)
        sector = _sector(file, at, size)
        found += [sector[n : n + _ENTRY] for n in range(0, len(sector) - _ENTRY + 1, _ENTRY)]
        at = _next(file, at, size, table)
    return found


def _next(file: BinaryIO, at: int, size: int, table: list[int]) -> int:
    where, place = divmod(at, size // 4)
    if where >= len(table):
        return _FREE
    sector = _sector(file, table[where], size)
    return int(struct.unpack_from("<I", sector, place * 4)[0]) if len(sector) == size else _FREE


def _sector(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek((at + 1) * size)
    return file.read(size)


def _name(entry: bytes) -> str:
    """Length in bytes stands behind the 64 bytes of the name, its closing zero counted; kind 0 is an empty entry."""
    length, kind = struct.unpack_from("<HB", entry, 64)
    return entry[: min(length, 64)].decode("utf-16-le", "replace").rstrip("\0") if kind else ""
