"""The files of this desk: each kept sealed under its fingerprint, whole or not at all, until the portal has it too."""

import hashlib
import hmac
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from models.late import load
from models.problems import Refused, StoreFault
from models.suites import AES

FOLDER = "files"
PIECE = 1 << 18
_STARTS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"))
_SHOWN = re.compile("blob:([0-9a-f]{64})")
FINGERPRINT = re.compile("[0-9a-f]{64}")


def fingerprint(data: bytes) -> str:
    """The name of a file with this content."""
    return hashlib.sha256(data).hexdigest()


def fingerprint_of(file: BinaryIO) -> str:
    """The same of what a file still holds, of which never more than a piece is held."""
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()


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
    """The folder below a profile where the files lie, sealed by the key of its store. Beside a whole file may lie its
    small picture, in place of one that is still coming as much of it as has come. On the disk each has a name that
    says nothing to who has no key."""

    def __init__(self, profile: Path, key: bytes) -> None:
        self._folder, self._key = profile / FOLDER, key
        self.suite = AES
        """The algorithm of what is sealed from now on; what is there opens by its own."""

    def path(self, sha256: str) -> Path:
        """Where the file of a fingerprint lies, or would."""
        if not FINGERPRINT.fullmatch(sha256):
            raise Refused("malformed", where="sha256")
        name = hmac.digest(self._key, sha256.encode(), "sha256").hex()
        return self._folder / name[:2] / name

    def keep(self, data: bytes) -> str:
        """Writes the bytes so that they survive a power cut; gives their fingerprint. StoreFault when it cannot."""
        return self.keep_from(io.BytesIO(data))[0]

    def keep_from(self, source: BinaryIO, said: str = "") -> tuple[str, int]:
        """The same from a file, of which never more than a piece is held; gives fingerprint and size. It lies under the
        fingerprint that is `said`, else its own."""
        with self._fresh() as fresh:
            with fresh.open("wb") as file:
                found, size = self._files.keep(file, source, self._key, self._suite, said)
            target = self.path(said or found)
            target.parent.mkdir(exist_ok=True)
            if not self.is_sound(said or found):
                fresh.replace(target)
        return found, size

    def open(self, sha256: str) -> BinaryIO | None:
        """The file for reading, or None when it is not here. Refused blob_altered, now or where it is read."""
        return self._open(self.path(sha256), sha256)

    def read(self, sha256: str) -> bytes | None:
        """The bytes, or None when they are not here. Refused blob_altered."""
        file = self.open(sha256)
        if file is None:
            return None
        with file:
            return file.read()

    def piece(self, sha256: str, at: int, most: int) -> bytes:
        """At most so many bytes of a file from a place on; none when it is not here or has no more. Refused
        blob_altered."""
        file = self.open(sha256)
        if file is None:
            return b""
        with file:
            file.seek(at)
            return file.read(most)

    def size(self, sha256: str) -> int:
        """How many bytes a file has; 0 when it is not here, or does not open."""
        try:
            with self.path(sha256).open("rb") as file:
                found: int = self._files.size_of(file, self._key, sha256)
        except (OSError, Refused):
            return 0
        return found

    def is_sound(self, sha256: str) -> bool:
        """Whether the file is here and still what its name says."""
        return self._is_sound(self.path(sha256), sha256)

    def come(self, sha256: str) -> int:
        """How many bytes of a file that is still coming are here."""
        try:
            with self._part(sha256).open("rb") as file:
                come: int = self._files.Growing(file, self._key, sha256).come
        except (OSError, Refused):
            return 0
        return come

    def add(self, sha256: str, at: int, data: bytes, size: int) -> int:
        """Puts the next bytes of a file of this size, that is still coming, behind those that have come; gives how many
        there are now, which may be fewer by a piece. StoreFault when it cannot."""
        part = self._part(sha256)
        with self._writing():
            part.parent.mkdir(parents=True, exist_ok=True)
            with part.open("r+b" if at and part.exists() else "w+b") as file:
                growing = self._files.Growing(file, self._key, sha256, self._suite)
                if growing.come == at:
                    growing.add(data, size)
                come: int = growing.come
        return come

    def end(self, sha256: str) -> bool:
        """All of it has come: from now on it is a file like the others. False where it is another than its name says;
        then nothing of it stays."""
        part = self._part(sha256)
        sound = self._is_sound(part, sha256)
        with self._writing():
            if sound:
                part.replace(self.path(sha256))
            else:
                part.unlink(missing_ok=True)
        return sound

    def keep_small(self, sha256: str, data: bytes) -> None:
        """Keeps the small picture of a file. StoreFault when it cannot."""
        with self._fresh() as fresh:
            fresh.write_bytes(load("models.crypto").seal(self._key, data, sha256.encode(), self._suite))
            target = self._small(sha256)
            target.parent.mkdir(exist_ok=True)
            fresh.replace(target)

    def small(self, sha256: str) -> bytes | None:
        """The small picture of a file, or None when it is not here, or does not open."""
        try:
            plain: bytes = load("models.crypto").unseal(self._key, self._small(sha256).read_bytes(), sha256.encode())
        except (OSError, Refused):
            return None
        return plain

    def forget(self, sha256: str) -> None:
        """Takes the bytes off this desk."""
        for path in (self.path(sha256), self._part(sha256), self._small(sha256)):
            path.unlink(missing_ok=True)

    def _open(self, path: Path, sha256: str) -> BinaryIO | None:
        try:
            file = path.open("rb")
        except OSError:
            return None
        with ExitStack() as failing:
            failing.callback(file.close)
            plain: BinaryIO = self._files.read(file, self._key, sha256)
            failing.pop_all()
        return plain

    def _is_sound(self, path: Path, sha256: str) -> bool:
        try:
            file = self._open(path, sha256)
            if file is None:
                return False
            with file:
                return fingerprint_of(file) == sha256
        except Refused:
            return False

    @property
    def _files(self) -> Any:
        return load("models.sealed_files")

    @property
    def _suite(self) -> str:
        usable: str = load("models.crypto").usable(self.suite)
        return usable

    def _part(self, sha256: str) -> Path:
        whole = self.path(sha256)
        return whole.with_name(f"{whole.name}.part")

    def _small(self, sha256: str) -> Path:
        whole = self.path(sha256)
        return whole.with_name(f"{whole.name}.small")

    @contextmanager
    def _fresh(self) -> Iterator[Path]:
        """A new file in the folder, that is gone again where it did not take its place."""
        fresh = self._folder / f".{uuid4().hex}"
        with self._writing():
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                yield fresh
            finally:
                fresh.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            code = "store_full" if fault.errno == 28 else "store_read_only"
            raise StoreFault(code, path=str(self._folder)) from fault
