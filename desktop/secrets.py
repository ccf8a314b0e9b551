"""Keeps the session token and what is needed to sign in without a network: in the keyring, else in a sealed file.

The file is opened by the sign-in password alone: Argon2id makes the key, AES-GCM seals."""

import base64
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.entrance import Pass

SERVICE = "yanping-desk"
KEY = "#key"
"""After the account: the stretched key of the sealed file, so that a remembered start need not stretch again."""
SALT, NONCE = 16, 12


class Keyring(Protocol):
    """As much of the keyring library as is used."""

    def get_password(self, service: str, name: str) -> str | None: ...
    def set_password(self, service: str, name: str, secret: str) -> None: ...
    def delete_password(self, service: str, name: str) -> None: ...


def stretched(password: str, salt: bytes) -> bytes:
    """A key of 32 bytes from a password (Argon2id, 32 MiB, three passes: about 60 ms)."""
    return hash_secret_raw(
        password.encode(), salt, time_cost=3, memory_cost=32_768, parallelism=1, hash_len=32, type=Type.ID
    )


def seal(password: str, plain: bytes) -> bytes:
    """Sealed bytes: salt, nonce, ciphertext."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return salt + nonce + AESGCM(stretched(password, salt)).encrypt(nonce, plain, b"")


def unseal(password: str, sealed: bytes) -> bytes | None:
    """The plain bytes, or None when the password is wrong or the file was touched."""
    return unlocked(stretched(password, sealed[:SALT]), sealed)


def unlocked(key: bytes, sealed: bytes) -> bytes | None:
    """The plain bytes for a key that was stretched before, or None when it is not the one."""
    try:
        return AESGCM(key).decrypt(sealed[SALT : SALT + NONCE], sealed[SALT + NONCE :], b"")
    except (InvalidTag, ValueError):
        return None


def to_bytes(given: Pass) -> bytes:
    """A pass as bytes to be sealed."""
    return json.dumps(asdict(given), ensure_ascii=False).encode()


def from_bytes(raw: bytes) -> Pass:
    """What `to_bytes` wrote."""
    doc = json.loads(raw)
    posts = tuple((unit, role) for unit, role in doc["posts"])
    return Pass(doc["token"], doc["person"], doc["name"], posts, doc["at"], doc.get("key", ""))


class Secrets:
    """One sealed file for offline sign-in by password, and, where `remember` was ticked and the computer has a keyring,
    the password in it. `find_keyring` gives None where there is none; it is asked only when needed."""

    def __init__(self, file: Path, find_keyring: Callable[[], Keyring | None]) -> None:
        self._file, self._find = file, find_keyring
        place = hashlib.sha256(str(file.resolve()).encode()).hexdigest()
        self._store = f"#store-{place[:16]}"
        """After the account: the key of its store. One person may have a store in several profiles."""

    def keep(self, account: str, password: str, given: Pass, *, remember: bool) -> None:
        """Seals what a sign-in gave; remembers the password in the keyring or forgets it."""
        fresh_seal = seal(password, to_bytes(given))
        sealed = {**self._read(), account: base64.b64encode(fresh_seal).decode()}
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(sealed), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(self._file)
        ring = self._find()
        if ring is None:
            return
        if given.key:
            ring.set_password(SERVICE, account + self._store, given.key)
        if remember:
            ring.set_password(SERVICE, account, password)
            key = base64.b64encode(stretched(password, fresh_seal[:SALT])).decode()
            ring.set_password(SERVICE, account + KEY, key)
        else:
            _forget(ring, account)

    def open(self, account: str, password: str) -> Pass | None:
        """What is kept for an account, if the password opens it."""
        found = self._read().get(account)
        if found is None:
            return None
        plain = unseal(password, base64.b64decode(found))
        return from_bytes(plain) if plain is not None else None

    def key_of(self, account: str, password: str) -> str:
        """The key of the person's store, from the keyring or opened by the password; empty when neither has it."""
        ring = self._find()
        known = ring.get_password(SERVICE, account + self._store) if ring is not None else None
        if known:
            return known
        kept = self.open(account, password)
        return kept.key if kept is not None else ""

    def knows(self, account: str) -> bool:
        """Whether this account has signed in here before."""
        return account in self._read()

    def remembered(self, account: str) -> str:
        """The remembered password, or nothing."""
        ring = self._find() if account else None
        return (ring.get_password(SERVICE, account) or "") if ring is not None else ""

    def open_remembered(self, account: str) -> Pass | None:
        """What is kept for an account that the keyring remembers."""
        ring, found = self._find(), self._read().get(account)
        key = ring.get_password(SERVICE, account + KEY) if ring is not None else None
        if key is None or found is None:
            return self.open(account, self.remembered(account))
        plain = unlocked(base64.b64decode(key), base64.b64decode(found))
        return from_bytes(plain) if plain is not None else None

    def drop(self, account: str) -> None:
        """Nothing of an account is kept here any more, the key of its store before all."""
        self.forget(account)
        ring, place = self._find(), account + self._store
        if ring is not None and ring.get_password(SERVICE, place) is not None:
            ring.delete_password(SERVICE, place)
        left = {name: sealed for name, sealed in self._read().items() if name != account}
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(left), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(self._file)

    def forget(self, account: str) -> None:
        """Signing out: the keyring forgets; the sealed file stays for the next sign-in without a network."""
        ring = self._find()
        if ring is not None:
            _forget(ring, account)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _forget(ring: Keyring, account: str) -> None:
    for name in (account, account + KEY):
        if ring.get_password(SERVICE, name) is not None:
            ring.delete_password(SERVICE, name)
