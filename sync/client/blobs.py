"""The files of this desk: each kept under its fingerprint, whole or not at all, until the portal has it too."""

import hashlib
import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from models.problems import Refused, StoreFault

FOLDER = "blobs"
PIECE = 1 << 18
_STARTS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"))
_SHOWN = re.compile("blob:([0-9a-f]{64})")
_FINGERPRINT = re.compile("[0-9a-f]{64}")


def fingerprint(data: bytes) -> str:
    """The name of a file with this content."""
    return hashlib.sha256(data).hexdigest()


def named_in(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fingerprints of all files that a text speaks of, attachments and images."""
    lists = [value for value in fields.values() if isinstance(value, list)]
    listed = [str(each.get("sha256") or "") for value in lists for each in value if isinstance(each, Mapping)]
    shown = [file for value in fields.values() if isinstance(value, str) for file in _SHOWN.findall(value)]
    return tuple(dict.fromkeys([*filter(None, listed), *shown]))


def named_by(name: str, start: bytes) -> str:
    """A name with an ending: pictures that were pasted have none, and their first bytes say which is theirs."""
    if "." in name.strip("."):
        return name
    found = next((ending for sign, ending in _STARTS if start.startswith(sign)), "")
    ending = "webp" if start[:4] == b"RIFF" and start[8:12] == b"WEBP" else found
    return f"{name}.{ending}" if ending else name


class BlobFolder:
    """The folder below a profile where the bytes lie. Beside a whole file may lie its small picture, in place of one
    that is still coming as much of it as has come."""

    def __init__(self, profile: Path) -> None:
        self._folder = profile / FOLDER

    def path(self, sha256: str) -> Path:
        """Where the bytes of a fingerprint lie, or would."""
        if not _FINGERPRINT.fullmatch(sha256):
            raise Refused("malformed", where="sha256")
        return self._folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Writes the bytes so that they survive a power cut; gives their fingerprint. StoreFault when it cannot."""
        return self.keep_from(io.BytesIO(data))[0]

    def keep_from(self, source: BinaryIO) -> tuple[str, int]:
        """The same from a file, of which never more than a piece is held; gives fingerprint and size."""
        found, size = hashlib.sha256(), 0
        fresh = self._folder / f".{uuid4().hex}"
        with self._writing():
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                with fresh.open("wb") as file:
                    while piece := source.read(PIECE):
                        found.update(piece)
                        size += file.write(piece)
                    _down(file)
                target = self.path(found.hexdigest())
                target.parent.mkdir(exist_ok=True)
                if not target.exists():
                    fresh.replace(target)
            finally:
                fresh.unlink(missing_ok=True)
        return found.hexdigest(), size

    def open(self, sha256: str) -> BinaryIO | None:
        """The file for reading, or None when it is not here."""
        try:
            return self.path(sha256).open("rb")
        except OSError:
            return None

    def read(self, sha256: str) -> bytes | None:
        """The bytes, or None when they are not here."""
        file = self.open(sha256)
        if file is None:
            return None
        with file:
            return file.read()

    def piece(self, sha256: str, at: int, most: int) -> bytes:
        """At most so many bytes of a file from a place on; none when it is not here or has no more."""
        file = self.open(sha256)
        if file is None:
            return b""
        with file:
            file.seek(at)
            return file.read(most)

    def size(self, sha256: str) -> int:
        """How many bytes a file has; 0 when it is not here."""
        try:
            return self.path(sha256).stat().st_size
        except OSError:
            return 0

    def is_sound(self, sha256: str) -> bool:
        """Whether the file is here and still what its name says."""
        file = self.open(sha256)
        if file is None:
            return False
        with file:
            return _digest(file) == sha256

    def come(self, sha256: str) -> int:
        """How many bytes of a file that is still coming are here."""
        try:
            return self._part(sha256).stat().st_size
        except OSError:
            return 0

    def add(self, sha256: str, at: int, data: bytes) -> None:
        """Puts bytes of a file that is still coming where they belong. StoreFault when it cannot."""
        part = self._part(sha256)
        with self._writing():
            part.parent.mkdir(parents=True, exist_ok=True)
            with part.open("r+b" if part.exists() else "w+b") as file:
                file.seek(at)
                file.truncate()
                file.write(data)
                _down(file)

    def end(self, sha256: str) -> bool:
        """All of it has come: from now on it is a file like the others. False where it is another than its name says;
        then nothing of it stays."""
        part = self._part(sha256)
        with self._writing():
            with part.open("rb") as file:
                sound = _digest(file) == sha256
            if sound:
                part.replace(self.path(sha256))
            else:
                part.unlink()
        return sound

    def keep_small(self, sha256: str, data: bytes) -> None:
        """Keeps the small picture of a file. StoreFault when it cannot."""
        target = self._small(sha256)
        fresh = target.with_name(f".{uuid4().hex}")
        with self._writing():
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(data)
            fresh.replace(target)

    def small(self, sha256: str) -> bytes | None:
        """The small picture of a file, or None when it is not here."""
        try:
            return self._small(sha256).read_bytes()
        except OSError:
            return None

    def forget(self, sha256: str) -> None:
        """Takes the bytes off this desk."""
        for path in (self.path(sha256), self._part(sha256), self._small(sha256)):
            path.unlink(missing_ok=True)

    def _part(self, sha256: str) -> Path:
        whole = self.path(sha256)
        return whole.with_name(f"{whole.name}.part")

    def _small(self, sha256: str) -> Path:
        whole = self.path(sha256)
        return whole.with_name(f"{whole.name}.small")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            code = "store_full" if fault.errno == 28 else "store_read_only"
            raise StoreFault(code, path=str(self._folder)) from fault


def _down(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _digest(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()
