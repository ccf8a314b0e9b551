"""The one place where bytes are sealed, digested and keys are made, under names that are stored with what they made.

What was sealed reads: length of the suite's name, the name, 16 bytes of salt, then pieces of 64 KiB, each with its tag.
Each sealing has a key of its own (HKDF, RFC 5869) and numbers its pieces, the last one marked (STREAM, Hoang et al.
2015): none can be swapped, left out or cut off. SM3 and SM4 (GB/T 32905, 32907) come from OpenSSL where it was built
with them; SM2 is not in `cryptography`, so keys are agreed on by X25519 alone."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.problems import Refused
from models.suites import AES, SM4

KEY, SALT, TAG, PIECE = 32, 16, 16, 65_536
"""Bytes of a key, a salt, a tag, and of plain text in a piece."""
_NO_PIECE = (1 << 88) - 1
SHA256, SM3 = "sha256", "sm3"


@dataclass(frozen=True, slots=True)
class Suite:
    """A cipher in GCM with the length of its key in bytes, and the digest by which that key is derived."""

    cipher: type[algorithms.AES] | type[algorithms.SM4]
    size: int
    digest: str


SUITES = {AES: Suite(algorithms.AES, 32, SHA256), SM4: Suite(algorithms.SM4, 16, SM3)}
DIGESTS: dict[str, type[hashes.HashAlgorithm]] = {SHA256: hashes.SHA256, SM3: hashes.SM3}


def new_key() -> bytes:
    """A fresh random key of 32 bytes."""
    return os.urandom(KEY)


def derived(key: bytes, purpose: str, digest: str = SHA256, salt: bytes = b"", size: int = KEY) -> bytes:
    """The key for one purpose: whoever learns it learns neither `key` nor another purpose's."""
    try:
        return HKDF(_digest(digest)(), size, salt or None, purpose.encode()).derive(key)
    except UnsupportedAlgorithm as lack:
        raise Refused("cipher_missing", name=digest) from lack


def digest(plain: bytes, name: str = SHA256) -> str:
    """The digest in hex, behind its name and a colon. Refused cipher_unknown or cipher_missing."""
    try:
        made = hashes.Hash(_digest(name)())
    except UnsupportedAlgorithm as lack:
        raise Refused("cipher_missing", name=name) from lack
    made.update(plain)
    return f"{name}:{made.finalize().hex()}"


def lacking() -> tuple[str, ...]:
    """The suites and digests that the OpenSSL of this computer was built without."""
    return tuple(name for name in [*SUITES, *DIGESTS] if not _works(name))


def usable(suite: str) -> str:
    """The suite, or AES where this computer's OpenSSL has it not: work goes on, and what is sealed says by what."""
    return suite if _works(suite) else AES


def new_pair() -> tuple[bytes, bytes]:
    """A private and a public half (X25519), 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def shared(private: bytes, public: bytes, purpose: str) -> bytes:
    """The key that the owners of two pairs share for a purpose. Refused sealed_touched for a half that is none."""
    try:
        agreed = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as fault:
        raise Refused("sealed_touched") from fault
    return derived(agreed, purpose)


def seal(key: bytes, plain: bytes, bound: bytes = b"", suite: str = AES) -> bytes:
    """What only the key opens, and only together with `bound`, which says where it belongs and is not stored."""
    return b"".join(sealed_pieces(key, io.BytesIO(plain), bound, suite))


def unseal(key: bytes, sealed: bytes, bound: bytes = b"") -> bytes:
    """What was sealed. Refused sealed_touched when a bit of it, the key or `bound` is another, else cipher_unknown or
    cipher_missing."""
    return b"".join(unsealed_pieces(key, io.BytesIO(sealed), bound))


class Sealing:
    """How one sealed thing opens: by a key of its own, drawn from a key and the salt in its head, piece by piece."""

    def __init__(self, key: bytes, suite: str, salt: bytes, bound: bytes = b"") -> None:
        name = suite.encode()
        self.head = bytes([len(name)]) + name + salt
        self._own, self._suite, self._bound = _own_key(key, suite, salt), suite, self.head + bound

    def close(self, number: int, last: bool, piece: bytes) -> bytes:
        """A piece as it is stored. A number is given once, or again for the same bytes."""
        context = _cipher(self._own, self._suite, _nonce(number, last)).encryptor()
        context.authenticate_additional_data(self._bound)
        return context.update(piece) + context.finalize() + context.tag

    def open(self, number: int, last: bool, piece: bytes) -> bytes:
        """A piece as it was. Refused sealed_touched when it is another, or stood elsewhere."""
        try:
            context = _cipher(self._own, self._suite, _nonce(number, last), piece[-TAG:]).decryptor()
            context.authenticate_additional_data(self._bound)
            return context.update(piece[:-TAG]) + context.finalize()
        except (InvalidTag, ValueError) as touched:
            raise Refused("sealed_touched") from touched

    def mark(self, name: bytes) -> bytes:
        """What says under the head whose content this is, where that is known only in the end: `TAG` bytes."""
        context = _cipher(self._own, self._suite, _nonce(_NO_PIECE, last=False)).encryptor()
        context.authenticate_additional_data(self._bound + name)
        return context.finalize() + context.tag


def begun(key: bytes, suite: str = AES, bound: bytes = b"") -> Sealing:
    """A sealing that was never used. Refused cipher_unknown, cipher_missing."""
    return Sealing(key, suite, os.urandom(SALT), bound)


def sealing_of(key: bytes, source: BinaryIO, bound: bytes = b"") -> Sealing:
    """The sealing whose head a source begins with; its pieces follow. Refused as `unseal`."""
    head = source.read(1)
    suite = source.read(head[0] if head else 0).decode("ascii", "replace")
    if suite not in SUITES:
        raise Refused("cipher_unknown", name=suite) if suite.isprintable() and suite else Refused("sealed_touched")
    return Sealing(key, suite, source.read(SALT), bound)


def sealed_pieces(key: bytes, source: BinaryIO, bound: bytes = b"", suite: str = AES) -> Iterator[bytes]:
    """Seals a file of any length piece by piece."""
    sealing = begun(key, suite, bound)
    yield sealing.head
    for number, piece, last in pieces(source, PIECE):
        yield sealing.close(number, last, piece)


def unsealed_pieces(key: bytes, source: BinaryIO, bound: bytes = b"") -> Iterator[bytes]:
    """Opens a file piece by piece; each that comes out is genuine, but only the end says that none is missing."""
    sealing = sealing_of(key, source, bound)
    for number, piece, last in pieces(source, PIECE + TAG):
        yield sealing.open(number, last, piece)


def pieces(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """The pieces of a source with their number and whether it is the last; an empty source is one empty piece."""
    number, piece = 0, source.read(size)
    while following := source.read(size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _own_key(key: bytes, suite: str, salt: bytes) -> bytes:
    if suite not in SUITES:
        raise Refused("cipher_unknown", name=suite)
    if not _works(suite):
        raise Refused("cipher_missing", name=suite)
    found = SUITES[suite]
    return derived(key, f"seal:{suite}", found.digest, salt, found.size)


def _cipher(key: bytes, suite: str, nonce: bytes, tag: bytes | None = None) -> Cipher[modes.GCM]:
    return Cipher(SUITES[suite].cipher(key), modes.GCM(nonce, tag))


def _digest(name: str) -> type[hashes.HashAlgorithm]:
    if name not in DIGESTS:
        raise Refused("cipher_unknown", name=name)
    return DIGESTS[name]


def _works(name: str) -> bool:
    try:
        if name in SUITES:
            _cipher(bytes(SUITES[name].size), name, bytes(12)).encryptor()
        else:
            hashes.Hash(DIGESTS[name]())
    except UnsupportedAlgorithm:
        return False
    return True
