"""The headers of tus 1.0, by which files come up: read, judged and written (https://tus.io/protocols/resumable-upload)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime

from models.problems import Refused
from sync.protocol import Underway

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum"
CHUNK = "application/offset+octet-stream"
ALGORITHMS = ("sha1", "sha256")
"""tus asks for sha1, which is good enough against a bad line; our own desk sends sha256."""
RESUMABLE = {"tus-resumable": VERSION, "cache-control": "no-store"}


def offered(largest: int) -> dict[str, str]:
    """What a client is told before it begins."""
    return {
        "tus-version": VERSION, "tus-extension": EXTENSIONS, "tus-max-size": str(largest),
        "tus-checksum-algorithm": ",".join(ALGORITHMS),
    }  # fmt: skip


def spoken(headers: Mapping[str, str]) -> None:
    """Refused tus_version where the client speaks another version, or none."""
    if headers.get("tus-resumable") != VERSION:
        raise Refused("tus_version", version=VERSION)


def number(headers: Mapping[str, str], name: str) -> int:
    """A size or place in bytes. Refused: malformed."""
    said = headers.get(name, "")
    if not (said.isascii() and said.isdigit() and len(said) <= 18):
        raise Refused("malformed", where=name)
    return int(said)


def described(headers: Mapping[str, str]) -> tuple[str, str]:
    """Fingerprint and name of the file that is to come. Refused: malformed."""
    pairs = [pair.strip().partition(" ") for pair in headers.get("upload-metadata", "").split(",")]
    said = {key: _plain(value.strip(), "upload-metadata") for key, _, value in pairs}
    try:
        return said["sha256"].decode("ascii"), said["name"].decode()
    except (KeyError, UnicodeDecodeError) as fault:
        raise Refused("malformed", where="upload-metadata") from fault


def check(headers: Mapping[str, str], data: bytes) -> None:
    """Refused chunk_type where these bytes come as something else, chunk_damaged where they are not those whose digest
    came with them, malformed."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != CHUNK:
        raise Refused("chunk_type", type=CHUNK)
    if "upload-checksum" not in headers:
        return
    algorithm, _, digest = headers["upload-checksum"].partition(" ")
    if algorithm not in ALGORITHMS:
        raise Refused("malformed", where="upload-checksum")
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    if not hmac.compare_digest(found, _plain(digest.strip(), "upload-checksum")):
        raise Refused("chunk_damaged")


def told(one: Underway) -> dict[str, str]:
    """How far an upload has come."""
    known = {**RESUMABLE, "upload-offset": str(one.offset)}
    if one.expires and one.offset < one.size:
        known["upload-expires"] = format_datetime(datetime.fromisoformat(one.expires).astimezone(UTC), usegmt=True)
    return known


def _plain(coded: str, where: str) -> bytes:
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refused("malformed", where=where) from fault
