"""Bodies on the line: read up to a limit, unpacked up to the same limit, packed as the other side can read them."""

import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator

import zstandard

from models.problems import Refused

SMALL = 600
"""Bytes below which packing costs more than it saves."""
CHUNK = 65536


async def read_body(chunks: AsyncIterator[bytes], packing: str, most: int) -> bytes:
    """The body of a request. Refused: too_large (also when it is so only unpacked), malformed."""
    parts, size = list[bytes](), 0
    async for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise Refused("too_large", most=most)
        parts.append(chunk)
    return unpacked(b"".join(parts), packing.strip().lower(), most)


def unpacked(data: bytes, packing: str, most: int) -> bytes:
    """The bytes under a Content-Encoding. Refused: too_large, malformed."""
    if packing in ("", "identity"):
        return data
    try:
        if packing == "gzip":
            whole = _inflated(data, most)
        elif packing == "zstd":
            with zstandard.ZstdDecompressor(max_window_size=1 << 24).stream_reader(data) as reader:
                whole = reader.read(most + 1)
        else:
            raise Refused("malformed", where="content-encoding")
    except (zlib.error, zstandard.ZstdError, EOFError) as fault:
        raise Refused("malformed", where="content-encoding") from fault
    if len(whole) > most:
        raise Refused("too_large", most=most)
    return whole


def _inflated(data: bytes, most: int) -> bytes:
    machine = zlib.decompressobj(wbits=31)
    whole = machine.decompress(data, most + 1)
    if len(whole) <= most and not machine.eof:
        raise EOFError
    return whole


def packed(data: bytes, accepted: str) -> tuple[bytes, str]:
    """The bytes as the other side accepts them, and the Content-Encoding (empty: as they are)."""
    names = _names(accepted)
    if len(data) > SMALL and "zstd" in names:
        return zstandard.ZstdCompressor(level=3).compress(data), "zstd"
    if len(data) > SMALL and "gzip" in names:
        return gzip.compress(data, 5), "gzip"
    return data, ""


def packer(accepted: str) -> tuple[Callable[[Iterable[bytes]], Iterator[bytes]], str]:
    """What packs parts one by one, so that each can be read when it comes, and the Content-Encoding."""
    return (_zstd_parts, "zstd") if "zstd" in _names(accepted) else (iter, "")


def _zstd_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    machine = zstandard.ZstdCompressor(level=3).compressobj()
    for part in parts:
        yield machine.compress(part) + machine.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    yield machine.flush()


def _names(accepted: str) -> set[str]:
    return {part.partition(";")[0].strip().lower() for part in accepted.split(",")}
