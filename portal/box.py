"""Seals what a copy of the database must not give away, with a key that lies beside it and not in it."""

import os
from pathlib import Path

from models.late import load
from models.problems import Refused
from models.suites import AES

KEY_FILE = "factors.key"
CRYPTO = "models.crypto"


class KeyBox:
    """The key is made when first something is sealed, readable by its owner alone."""

    def __init__(self, folder: Path, suite: str = AES) -> None:
        self._file, self._suite = folder / KEY_FILE, suite

    def seal(self, plain: bytes, bound: str) -> bytes:
        """What only this portal opens, and only for `bound`."""
        sealed: bytes = load(CRYPTO).seal(self._key(), plain, bound.encode(), self._suite)
        return sealed

    def unseal(self, sealed: bytes, bound: str) -> bytes:
        """What was sealed. Refused key_lost when the key is gone or another."""
        try:
            plain: bytes = load(CRYPTO).unseal(self._key(), sealed, bound.encode())
        except Refused as no:
            raise Refused("key_lost", path=str(self._file)) from no
        return plain

    def _key(self) -> bytes:
        try:
            handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self._file.read_bytes()
        with os.fdopen(handle, "wb") as file:
            fresh: bytes = load(CRYPTO).new_key()
            file.write(fresh)
        return fresh
