"""A round carried by hand, as a file: sealed for the one who shall read it, signed by the one who made it.

`docs/bundles.md` gives every byte. What is signed is the sealed file with its length, so that a file that was cut,
touched or put together of two is refused before anything in it is believed."""

import hashlib
import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, BinaryIO

from models import crypto, seals
from models.problems import Refused, unreadable
from models.suites import AES
from sync.reading import Reader, dumps, parse

MAGIC, FORMAT, AGREE = b"YPBUNDLE", 1, "x25519"
UP, BACK = "bundle", "receipt"
"""What goes up to the portal, and what comes back from it; also the endings of their names."""
SIGNATURE, LENGTH, SIZE = 64, 8, 4
"""Bytes of the signature, of the file's whole length and of the label's length."""
FRONT = len(MAGIC) + SIGNATURE
LONGEST_LABEL = 4_000
LONGEST_LINE = 64_000_000
SLICE = 1 << 20
_HALF = re.compile(r"(x25519|ed25519):[0-9a-f]{64}")
_FILE = b'{"t":"file",'


@dataclass(frozen=True, slots=True)
class Label:
    """What is written outside, for everybody to read: whose file it is and for whom. `half` is the one public key
    that was made for this file alone; `acts` and `files` are how many of them are inside."""

    kind: str
    portal: str
    person: str
    device: str
    id: str
    made_at: str
    acts: int = 0
    files: int = 0
    half: str = ""


@dataclass(frozen=True, slots=True)
class PortalKeys:
    """The public halves of a portal: for it files are sealed with the one, and its own are known by the other."""

    seal: str
    sign: str

    @property
    def fingerprint(self) -> str:
        """By which the portal is named on a label."""
        return crypto.digest(f"{self.seal}\n{self.sign}".encode())


def keys_doc(keys: PortalKeys) -> dict[str, str]:
    """A portal's public halves as JSON."""
    return asdict(keys)


def keys_of(doc: object) -> PortalKeys:
    """The public halves that a JSON object tells. Refused malformed."""
    read = Reader(doc, "keys")
    return PortalKeys(half_of(read.text("seal"), AGREE), half_of(read.text("sign"), seals.ALGORITHM))


def half_of(text: str, algorithm: str) -> str:
    """The half of a pair as it is told. Refused malformed when it is none of this algorithm."""
    found = _HALF.fullmatch(text)
    if not found or found[1] != algorithm:
        raise Refused("malformed", where="keys")
    return text


def new_sealing_pair() -> tuple[str, str]:
    """The private half by which a file can be opened, and the public one for which it is sealed."""
    private, public = crypto.new_pair()
    return f"{AGREE}:{private.hex()}", f"{AGREE}:{public.hex()}"


class Stream(io.RawIOBase):
    """Bytes that are made piece by piece, read like a file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._rest = iter(pieces), memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def write(place: Path, label: Label, signer: str, reader: str, parts: Iterable[bytes], suite: str = AES) -> None:
    """Writes a file for the holder of `reader`'s other half, whole and on the disk, or not at all.

    Refused bundle_place where it cannot be written, bundle_place_full where there is no room."""
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    with ExitStack() as failing:
        failing.callback(_away, fresh)
        try:
            handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w+b") as file:
                _fill(file, label, signer, reader, parts, suite)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
            _keep_name(place.parent)
        except OSError as fault:
            full = fault.errno in (28, 122)
            raise Refused("bundle_place_full" if full else "bundle_place", path=str(place)) from fault


def _away(fresh: Path) -> None:
    with suppress(OSError):
        fresh.unlink()


def _keep_name(folder: Path) -> None:
    """Where the system can: the new name is on the disk as well when this returns."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        with suppress(OSError):
            os.fsync(handle)
        os.close(handle)


def _fill(file: BinaryIO, label: Label, signer: str, reader: str, parts: Iterable[bytes], suite: str) -> None:
    private, half = new_sealing_pair()
    label = replace(label, half=half)
    text = dumps({"format": FORMAT, **asdict(label)}).encode()
    outside = len(text).to_bytes(SIZE, "big") + text
    hashed, length = hashlib.sha256(outside), FRONT + LENGTH + len(outside)
    file.write(MAGIC + bytes(SIGNATURE + LENGTH) + outside)
    source = io.BufferedReader(Stream(parts), SLICE)
    for piece in crypto.sealed_pieces(_agreed(private, reader, label, reader), source, outside, suite):
        file.write(piece)
        hashed.update(piece)
        length += len(piece)
    size = length.to_bytes(LENGTH, "big")
    file.seek(len(MAGIC))
    file.write(seals.signature(signer, MAGIC + size + hashed.digest()) + size)


def _agreed(private: str, public: str, label: Label, reader: str) -> bytes:
    """The key that both sides come to, bound to this file alone."""
    own, other = (bytes.fromhex(half.partition(":")[2]) for half in (private, public))
    return crypto.shared(own, other, f"{label.kind} {label.id} {label.half} {reader}")


class Envelope:
    """A file that was carried here. Nothing in it but its label is read before the signature was found genuine."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name, self._file = name, file
        self.digest = b""
        front = self._read(FRONT + LENGTH + SIZE)
        if not front.startswith(MAGIC) or len(front) < FRONT + LENGTH + SIZE:
            raise Refused("bundle_cut" if front and MAGIC.startswith(front[:8]) else "bundle_foreign", name=name)
        self._signature, self._length = front[len(MAGIC) : FRONT], front[FRONT : FRONT + LENGTH]
        size = int.from_bytes(front[-SIZE:], "big")
        text = self._read(size) if size <= LONGEST_LABEL else b""
        self._outside = front[-SIZE:] + text
        self.label = self._labelled(text, size)

    def _labelled(self, text: bytes, size: int) -> Label:
        if size <= LONGEST_LABEL and len(text) < size:
            raise Refused("bundle_cut", name=self.name)
        try:
            read = Reader(json.loads(text), "label")
            if read.number("format") > FORMAT:
                raise Refused("bundle_newer", name=self.name)
            words = {each.name: read.text(each.name, None) for each in fields(Label) if each.type is str}
            half_of(words["half"], AGREE)
            return Label(**words, acts=read.number("acts"), files=read.number("files"))
        except (ValueError, RecursionError) as fault:
            raise Refused("bundle_altered", name=self.name) from fault
        except Refused as fault:
            raise fault if fault.code == "bundle_newer" else Refused("bundle_altered", name=self.name) from fault

    def _read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except OSError as fault:
            raise unreadable(self.name, fault) from fault

    def check(self, signer: str) -> None:
        """Reads all of it. Refused bundle_cut or bundle_altered unless it is as the holder of `signer`'s other half
        wrote it."""
        hashed, length = hashlib.sha256(self._outside), FRONT + LENGTH + len(self._outside)
        self._to_body()
        while piece := self._read(SLICE):
            hashed.update(piece)
            length += len(piece)
        if length < int.from_bytes(self._length, "big"):
            raise Refused("bundle_cut", name=self.name)
        if not seals.signed_by(signer, MAGIC + self._length + hashed.digest(), self._signature):
            raise Refused("bundle_altered", name=self.name)
        self.digest = hashed.digest()

    def contents(self, private: str, public: str) -> Iterator[bytes]:
        """What is inside, piece by piece, for the holder of the half for which it was sealed."""
        self._to_body()
        slices = iter(lambda: self._read(SLICE), b"")
        try:
            key = _agreed(private, self.label.half, self.label, public)
            yield from crypto.unsealed_pieces(key, io.BufferedReader(Stream(slices), SLICE), self._outside)
        except Refused as fault:
            raise Refused("bundle_altered", name=self.name) if fault.code == "sealed_touched" else fault from fault

    def _to_body(self) -> None:
        self._file.seek(FRONT + LENGTH + len(self._outside))


@contextmanager
def opened(path: Path) -> Iterator[Envelope]:
    """The file at a path. Refused: file_unreadable, bundle_foreign, bundle_cut, bundle_altered, bundle_newer."""
    try:
        file = path.open("rb")
    except OSError as fault:
        raise unreadable(path.name, fault) from fault
    with file:
        yield Envelope(path.name, file)


def said(kind: str, /, **what: object) -> bytes:
    """One line of the inside."""
    return (dumps({"t": kind, **what}) + "\n").encode()


def file_in(sha256: str, name: str, data: bytes) -> Iterator[bytes]:
    """A file inside: its line, and its bytes."""
    yield said("file", sha256=sha256, name=name, size=len(data))
    yield data


def records(pieces: Iterable[bytes], largest: int) -> Iterator[tuple[bytes, bytes | None]]:
    """The lines of the inside up to the one that says `done`, each that announces a file with its bytes; those of a
    file larger than `largest` are passed over. Refused malformed."""
    source = io.BufferedReader(Stream(pieces), SLICE)
    while (line := source.readline(LONGEST_LINE)).endswith(b"\n"):
        if line.startswith(b'{"t":"done"}'):
            return
        yield line, _bytes_behind(source, line, largest) if line.startswith(_FILE) else None
    raise Refused("malformed", where="bundle")


def _bytes_behind(source: BinaryIO, line: bytes, largest: int) -> bytes | None:
    left = size = Reader(parse(line, "file"), "file").number("size")
    while size > largest and left:
        piece = source.read(min(left, SLICE))
        if not piece:
            break
        left -= len(piece)
    data = source.read(size) if size <= largest else None
    if (data is not None and len(data) < size) or (data is None and left):
        raise Refused("malformed", where="bundle")
    return data
