"""Keeps the bytes of attachments by their content, and lets in only what is what it says it is."""

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.names import is_name
from models.problems import Refused, StoreFault
from sync.server.kinds import kind_of

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may come in: the largest size in bytes, and for each true type the name endings it may carry."""

    largest: int
    endings: Mapping[str, tuple[str, ...]]


class Files:
    """A folder of files, each under its fingerprint; a file is there whole or not at all."""

    def __init__(self, folder: Path, allowed: Allowed) -> None:
        self._folder, self._allowed = folder, allowed

    def judge(self, sha256: str, data: bytes, name: str) -> str:
        """The true type of a file that may come in. Refused: too_large, blob_damaged, blob_name, blob_type."""
        if not FINGERPRINT.fullmatch(sha256):
            raise Refused("malformed", where="sha256")
        if len(data) > self._allowed.largest:
            raise Refused("too_large", most=self._allowed.largest)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Refused("blob_damaged", sha256=sha256)
        if not is_name(name):
            raise Refused("blob_name", name=name[:80])
        kind, ending = kind_of(data), name.rpartition(".")[2].lower()
        if ending not in self._allowed.endings.get(kind, ()):
            raise Refused("blob_type", name=name[:80], kind=kind)
        return kind

    def keep(self, sha256: str, data: bytes) -> None:
        """Writes a file so that it survives a power cut. StoreFault: store_full."""
        path = self._path(sha256)
        if path.exists():
            return
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as fault:
            with suppress(OSError):
                fresh.unlink()
            raise StoreFault("store_full", path=str(self._folder)) from fault

    def read(self, sha256: str) -> bytes | None:
        """The bytes of a file, None when it is not here or no longer what its name says."""
        if not FINGERPRINT.fullmatch(sha256):
            return None
        try:
            data = self._path(sha256).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
