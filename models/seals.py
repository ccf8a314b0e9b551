"""Seals and checks imported policy (Ed25519): what a desk counts by must be what the administrator imported."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import tomli
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM = "ed25519"


def new_key() -> str:
    """A fresh private key as the text of its file."""
    return _file("private", Ed25519PrivateKey.generate().private_bytes_raw())


def public_half(private: str) -> str:
    """The text by which others check what this key sealed."""
    key = Ed25519PrivateKey.from_private_bytes(_bytes(private, "private"))
    return _file("public", key.public_key().public_bytes_raw())


def sealed(private: str, doc: Mapping[str, Any]) -> dict[str, Any]:
    """The document with its seal over name, text, who imported it and when."""
    key = Ed25519PrivateKey.from_private_bytes(_bytes(private, "private"))
    signature = base64.b64encode(key.sign(_said({**doc, "algorithm": ALGORITHM}))).decode()
    return {**doc, "algorithm": ALGORITHM, "signature": signature}


def genuine(public: str, doc: Mapping[str, Any]) -> bool:
    """Whether the seal of a document was made with the other half of this key, over just these words."""
    if doc.get("algorithm") != ALGORITHM:
        return False
    try:
        signature = base64.b64decode(str(doc.get("signature", "")), validate=True)
        Ed25519PublicKey.from_public_bytes(_bytes(public, "public")).verify(signature, _said(doc))
    except (InvalidSignature, KeyError, ValueError):
        return False
    return True


def _said(doc: Mapping[str, Any]) -> bytes:
    parts = [doc.get(name, "") for name in ("algorithm", "name", "text", "imported_by", "at")]
    return json.dumps(parts, ensure_ascii=False).encode()


def _file(half: str, key: bytes) -> str:
    return f'algorithm = "{ALGORITHM}"\n{half} = "{base64.b64encode(key).decode()}"\n'


def _bytes(text: str, half: str) -> bytes:
    """The key in a file's text. ValueError or KeyError when it is none of this algorithm."""
    read = tomli.loads(text)
    if read["algorithm"] != ALGORITHM:
        raise ValueError(read["algorithm"])
    return base64.b64decode(read[half], validate=True)


def new_signer() -> tuple[str, str]:
    """The private and the public half of a pair by which files that are carried are signed, each behind its name."""
    key = Ed25519PrivateKey.generate()
    return _named(key.private_bytes_raw()), _named(key.public_key().public_bytes_raw())


def signature(private: str, said: bytes) -> bytes:
    """64 bytes that only the holder of the private half can make of what was said."""
    return Ed25519PrivateKey.from_private_bytes(_half(private)).sign(said)


def signed_by(public: str, said: bytes, signature: bytes) -> bool:
    """Whether the holder of the other half signed just this; False also for a half that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(_half(public)).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _named(half: bytes) -> str:
    return f"{ALGORITHM}:{half.hex()}"


def _half(text: str) -> bytes:
    name, _, half = text.partition(":")
    if name != ALGORITHM:
        raise ValueError(name)
    return bytes.fromhex(half)
