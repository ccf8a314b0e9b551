"""Keeps the bytes of attachments by their content, and lets in only what is what it says it is."""

import hashlib
import io
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.names import is_name
from models.problems import Refused, StoreFault
from sync.server.kinds import holds, kind_by, kind_in

FINGERPRINT = re.compile(r"[0-9a-f]{64}")
PIECE = 1 << 18
A_DAY = 86_400
MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may come in: the largest size in bytes, for each true type the name endings it may carry, and runs of bytes
    that no file may hold."""

    largest: int
    endings: Mapping[str, tuple[str, ...]]
    marks: tuple[bytes, ...] = ()


class Files:
    """A folder of files, each under its fingerprint; a file is there whole or not at all."""

    def __init__(self, folder: Path, allowed: Allowed) -> None:
        self._folder, self._allowed = folder, allowed
        self._sound: dict[str, tuple[int, int, int]] = {}
        """What was read once and is the same file still: a look at a part of it need not read the whole again."""

    def judge_head(self, sha256: str, size: int, name: str) -> None:
        """Whether a file may come in as far as can be told before its bytes. Refused: malformed, too_large, blob_name,
        blob_type."""
        if not FINGERPRINT.fullmatch(sha256):
            raise Refused("malformed", where="sha256")
        if size > self._allowed.largest:
            raise Refused("too_large", most=self._allowed.largest)
        if not is_name(name):
            raise Refused("blob_name", name=name[:80])
        if not size or not any(_ending(name) in endings for endings in self._allowed.endings.values()):
            raise Refused("blob_type", name=name[:80], kind="unknown" if size else "empty")

    def judge_start(self, start: bytes, name: str) -> None:
        """Whether a file may go on coming in, after its first bytes. Refused: blob_type."""
        kind = kind_by(start)
        if kind and kind != "ole":
            self._agree(kind, name)

    def judge_whole(self, file: BinaryIO, name: str) -> str:
        """The true type of a file that may come in. Refused: blob_virus, blob_type."""
        if holds(file, self._allowed.marks):
            raise Refused("blob_virus", name=name[:80])
        kind = kind_in(file)
        self._agree(kind, name)
        return kind

    def judge(self, sha256: str, data: bytes, name: str) -> str:
        """All of these at once, for bytes that are here already. Refused: blob_damaged as well."""
        self.judge_head(sha256, len(data), name)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Refused("blob_damaged", sha256=sha256)
        return self.judge_whole(io.BytesIO(data), name)

    def _agree(self, kind: str, name: str) -> None:
        if _ending(name) not in self._allowed.endings.get(kind, ()):
            raise Refused("blob_type", name=name[:80], kind=kind)

    def keep(self, sha256: str, data: bytes) -> None:
        """Writes a file so that it survives a power cut. StoreFault: store_full."""
        self._write(self._path(sha256), [data])

    def take(self, sha256: str, file: BinaryIO) -> None:
        """The same from a file, which stays where it is. Refused blob_damaged where it is another, StoreFault
        store_full."""
        found = hashlib.sha256()

        def read() -> Iterator[bytes]:
            for piece in _pieces(file):
                found.update(piece)
                yield piece
            if found.hexdigest() != sha256:
                raise Refused("blob_damaged", sha256=sha256)

        self._write(self._path(sha256), read())

    def keep_beside(self, sha256: str, data: bytes) -> None:
        """Keeps what was made of a file and can be made again: its small picture."""
        self._write(self._beside(sha256), [data])

    def beside(self, sha256: str) -> bytes | None:
        """What was kept beside a file."""
        try:
            return self._beside(sha256).read_bytes()
        except OSError:
            return None

    def open(self, sha256: str) -> BinaryIO | None:
        """A file for reading, None when it is not here or no longer what its name says."""
        if not FINGERPRINT.fullmatch(sha256):
            return None
        with ExitStack() as failing, suppress(OSError):
            file = failing.enter_context(self._path(sha256).open("rb"))
            if self._is_sound(sha256, file):
                file.seek(0)
                failing.pop_all()
                return file
        return None

    def read(self, sha256: str) -> bytes | None:
        """The bytes of a file, None when it is not here or no longer what its name says."""
        file = self.open(sha256)
        if file is None:
            return None
        with file:
            return file.read()

    def has(self, sha256: str) -> bool:
        """Whether a file lies here."""
        return self._path(sha256).exists()

    def forget(self, sha256: str) -> None:
        """Takes a file away, and what was made of it."""
        for path in (self._path(sha256), self._beside(sha256)):
            path.unlink(missing_ok=True)

    def sweep(self) -> int:
        """Takes away what a writing that was broken off left behind more than a day ago; how many."""
        limit, swept = time.time() - A_DAY, 0
        for path in self._folder.glob("*/*.fresh"):
            with suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink()
                    swept += 1
        return swept

    def _is_sound(self, sha256: str, file: BinaryIO) -> bool:
        now = os.fstat(file.fileno())
        state = (now.st_mtime_ns, now.st_size, now.st_ino)
        if self._sound.get(sha256) == state:
            return True
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:  # type: ignore[arg-type]  # typed narrower there
            return False
        if len(self._sound) >= MOST_KNOWN:
            self._sound.clear()
        self._sound[sha256] = state
        return True

    def _write(self, path: Path, pieces: Iterable[bytes]) -> None:
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.fresh")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(fresh, path)
        except OSError as fault:
            raise StoreFault("store_full", path=str(self._folder)) from fault
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _beside(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.small"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _put_in_place(fresh: Path, path: Path) -> None:
    """Where somebody reads the same file, Windows leaves it in its place, and it is as good."""
    try:
        fresh.replace(path)
    except PermissionError:
        if not path.exists():
            raise
