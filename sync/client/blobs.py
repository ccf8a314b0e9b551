"""The files of this desk: each kept under its fingerprint, whole or not at all, until the portal has it too."""

import hashlib
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from models.problems import Refused, StoreFault

FOLDER = "blobs"
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


class BlobFolder:
    """The folder below a profile where the bytes lie."""

    def __init__(self, profile: Path) -> None:
        self._folder = profile / FOLDER

    def path(self, sha256: str) -> Path:
        """Where the bytes of a fingerprint lie, or would."""
        if not _FINGERPRINT.fullmatch(sha256):
            raise Refused("malformed", where="sha256")
        return self._folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Writes the bytes so that they survive a power cut; gives their fingerprint. StoreFault when it cannot."""
        name = fingerprint(data)
        target = self.path(name)
        if target.exists():
            return name
        fresh = target.with_name(f".{uuid4().hex}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        except OSError as fault:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            code = "store_full" if fault.errno == 28 else "store_read_only"
            raise StoreFault(code, path=str(self._folder)) from fault
        return name

    def read(self, sha256: str) -> bytes | None:
        """The bytes, or None when they are not here."""
        path = self.path(sha256)
        return path.read_bytes() if path.exists() else None

    def forget(self, sha256: str) -> None:
        """Takes the bytes off this desk."""
        self.path(sha256).unlink(missing_ok=True)
