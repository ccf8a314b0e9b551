"""A sealed file on the disk: read from any place, and grown at its end, with never more than a piece in memory.

It reads: head and salt as `models.crypto` writes them, a mark that binds the content's fingerprint to them, pieces. Who
puts another file, a piece of one, or a shorter one in its place is noticed by whoever reads that far."""

import hashlib
import io
import os
from typing import Any, BinaryIO, cast

from models.crypto import PIECE, TAG, begun, pieces, sealing_of
from models.problems import Refused
from models.suites import AES

_STORED = PIECE + TAG


def keep(file: BinaryIO, source: BinaryIO, key: bytes, suite: str = AES, said: str = "") -> tuple[str, int]:
    """Seals a source into an empty file and has it on the disk; gives fingerprint and size. It opens under the
    fingerprint that is `said`, else its own."""
    sealing, found, size = begun(key, suite), hashlib.sha256(), 0
    file.write(sealing.head + bytes(TAG))
    for number, piece, last in pieces(source, PIECE):
        found.update(piece)
        size += len(piece)
        file.write(sealing.close(number, last, piece))
    file.seek(len(sealing.head))
    file.write(sealing.mark((said or found.hexdigest()).encode()))
    down(file)
    return found.hexdigest(), size


def read(file: BinaryIO, key: bytes, sha256: str) -> BinaryIO:
    """A sealed file as if it lay in plain; closing it closes that. Refused blob_altered here or while it is read,
    cipher_missing."""
    return cast("BinaryIO", io.BufferedReader(_Plain(file, key, sha256), PIECE))


def size_of(file: BinaryIO, key: bytes, sha256: str) -> int:
    """How many bytes it has in plain. Refused as `read`."""
    return _Plain(file, key, sha256).size


def down(file: BinaryIO) -> None:
    """Has what was written on the disk."""
    file.flush()
    os.fsync(file.fileno())


class _Sealed:
    """The pieces of a file behind its head."""

    def __init__(self, file: BinaryIO, key: bytes, sha256: str) -> None:
        self.file = file
        file.seek(0)
        try:
            self.sealing = sealing_of(key, file)
        except Refused as no:
            raise (no if no.code == "cipher_missing" else Refused("blob_altered")) from no
        if file.read(TAG) != self.sealing.mark(sha256.encode()):
            raise Refused("blob_altered")
        self.begin = file.tell()
        self.length = file.seek(0, io.SEEK_END) - self.begin

    def piece(self, number: int, last: bool) -> bytes:
        self.file.seek(self.begin + number * _STORED)
        try:
            return self.sealing.open(number, last, self.file.read(_STORED))
        except Refused as touched:
            raise Refused("blob_altered") from touched


class _Plain(io.RawIOBase):
    """What is asked for is opened, and the piece opened last is kept."""

    def __init__(self, file: BinaryIO, key: bytes, sha256: str) -> None:
        self._sealed, self._at = _Sealed(file, key, sha256), 0
        self._count = max(1, -(-self._sealed.length // _STORED))
        self.size = self._sealed.length - self._count * TAG
        if self.size < 0:
            raise Refused("blob_altered")
        self._known: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence])
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        room = memoryview(buffer)
        number, within = divmod(self._at, PIECE)
        if number != self._known[0] and number < self._count:
            self._known = number, self._sealed.piece(number, number == self._count - 1)
        found = self._known[1][within : within + len(room)] if number == self._known[0] else b""
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        super().close()
        self._sealed.file.close()


class Growing:
    """A file that is still coming. Only whole pieces lie in it, and the last one: a piece that a cut tore is written
    again, with the bytes that it had, since both were drawn from the one file of this fingerprint."""

    def __init__(self, file: BinaryIO, key: bytes, sha256: str, suite: str = AES) -> None:
        """An empty file is begun. Refused as `read` for one that is no part of this content."""
        if not file.seek(0, io.SEEK_END):
            sealing = begun(key, suite)
            file.write(sealing.head + sealing.mark(sha256.encode()))
        self._sealed = _Sealed(file, key, sha256)
        whole, rest = divmod(self._sealed.length, _STORED)
        self.come, self._ended = whole * PIECE, False
        """How many bytes are here."""
        if rest >= TAG:
            self.come += self._end(whole)

    def _end(self, number: int) -> int:
        """The bytes of a short piece at the end, where it is no torn one."""
        try:
            found = self._sealed.piece(number, last=True)
        except Refused:
            return 0
        self._ended = True
        return len(found)

    def add(self, data: bytes, size: int) -> None:
        """The next bytes of a file that has `size`; what makes no whole piece yet is not kept."""
        if self._ended or 0 < size <= self.come:
            return
        sealed, rest = self._sealed, memoryview(data)
        sealed.file.seek(sealed.begin + self.come // PIECE * _STORED)
        while not self._ended:
            piece, rest = bytes(rest[:PIECE]), rest[PIECE:]
            self._ended = self.come + len(piece) >= size
            if len(piece) < PIECE and not self._ended:
                break
            sealed.file.write(sealed.sealing.close(self.come // PIECE, self._ended, piece))
            self.come += len(piece)
        sealed.file.truncate()
        down(sealed.file)
