"""What it costs to keep attachments sealed: a file of 100 MB kept and read, beside the same file in plain."""

import hashlib
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bench.memory import peak
from bench.row import Row, median, milliseconds, percentile
from models.sealed_files import down
from models.suites import AES, SM4
from sync.client.blobs import BlobFolder, fingerprint_of
from sync.protocol import MAX_CHUNK

KEY = bytes(range(32))


def measure(quick: bool) -> list[Row]:
    size, runs = (10_000_000, 1) if quick else (100_000_000, 5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _drawn(folder / "source", size)
        plain = _speeds(size, [_plain(source, folder / "plain") for _ in range(runs)])
        before = peak()
        sealed = {suite: _speeds(size, [_sealed(source, folder, suite) for _ in range(runs)]) for suite in (AES, SM4)}
        grown = peak() - before
        pieces = _pieces(source, folder, size)
    rows = [Row("memory while files were kept and read", grown, "MB", 16)]
    rows.append(Row("a piece of 1 MB from anywhere, p95", percentile(pieces, 0.95), "ms", 25))
    for suite, (kept, read) in sealed.items():
        rows.append(Row(f"{size // 1_000_000} MB kept, {suite}", kept, "MB/s", None, "at_least", plain[0]))
        rows.append(Row(f"the same read, {suite}", read, "MB/s", None, "at_least", plain[1]))
    return rows


def _drawn(place: Path, size: int) -> Path:
    with place.open("wb") as file:
        for _ in range(size // 1_000_000):
            file.write(os.urandom(1_000_000))
    return place


def _speeds(size: int, spent: list[tuple[float, float]]) -> tuple[float, float]:
    """Megabytes a second, kept and read."""
    kept, read = (median(each) for each in zip(*spent, strict=True))
    return size / 1000 / kept, size / 1000 / read


def _sealed(source: Path, folder: Path, suite: str) -> tuple[float, float]:
    shutil.rmtree(folder / suite, ignore_errors=True)
    blobs, kept = BlobFolder(folder / suite, KEY), list[str]()
    blobs.suite = suite
    with source.open("rb") as file:
        spent = milliseconds(lambda: kept.append(blobs.keep_from(file)[0]))
    return spent, milliseconds(partial(blobs.is_sound, kept[0]))


def _plain(source: Path, copy: Path) -> tuple[float, float]:
    """What was done before: the same bytes, with their fingerprint, into a file that is on the disk in the end."""
    with source.open("rb") as file, copy.open("wb") as there:
        spent = milliseconds(lambda: _copied(file, there))
    with copy.open("rb") as file:
        return spent, milliseconds(lambda: fingerprint_of(file))


def _copied(file: BinaryIO, there: BinaryIO) -> None:
    found = hashlib.sha256()
    while piece := file.read(1 << 18):
        found.update(piece)
        there.write(piece)
    down(there)


def _pieces(source: Path, folder: Path, size: int) -> list[float]:
    with source.open("rb") as file:
        sha256 = fingerprint_of(file)
    blobs = BlobFolder(folder / AES, KEY)
    return [milliseconds(partial(blobs.piece, sha256, at, MAX_CHUNK)) for at in range(7, size, MAX_CHUNK)]
