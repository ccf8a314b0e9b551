"""Bodies on the line."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Refused
from portal.carriage import packed, packer, read_body, unpacked


async def _chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


@given(st.binary(max_size=4000), st.sampled_from(["zstd, gzip", "gzip", "", "br"]))
def test_what_is_packed_is_unpacked_as_it_was(data: bytes, accepted: str) -> None:
    body, packing = packed(data, accepted)
    assert unpacked(body, packing, 4000) == data


@given(st.binary(max_size=200), st.sampled_from(["zstd", "gzip", "br"]))
def test_garbage_is_refused_and_never_a_fault(data: bytes, packing: str) -> None:
    with suppress(Refused):
        assert len(unpacked(data, packing, 1000)) <= 1000


def test_a_bomb_stops_at_the_limit() -> None:
    for data, packing in ((gzip.compress(bytes(10_000_000)), "gzip"), (zstandard.compress(bytes(10_000_000)), "zstd")):
        with pytest.raises(Refused, match="too_large"):
            unpacked(data, packing, 1000)


def test_a_body_cut_short_is_malformed() -> None:
    with pytest.raises(Refused, match="malformed"):
        unpacked(gzip.compress(b"words" * 100)[:-12], "gzip", 10_000)


def test_reading_stops_at_the_limit_whatever_was_promised() -> None:
    with pytest.raises(Refused, match="too_large"):
        asyncio.run(read_body(_chunks(b"a" * 600, b"b" * 600), "", 1000))
    assert asyncio.run(read_body(_chunks(b"a", b"b"), "", 1000)) == b"ab"


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=6), st.sampled_from(["zstd", "gzip", "", "zstd, gzip"]))
def test_each_part_can_be_read_before_the_next_is_made(parts: list[bytes], accepted: str) -> None:
    pack, packing = packer(accepted)
    machine = zstandard.ZstdDecompressor().decompressobj()
    read = [machine.decompress(piece) if packing else piece for piece in pack(parts)]
    assert read[: len(parts)] == parts
    assert not b"".join(read[len(parts) :])
    assert packing == ("zstd" if "zstd" in accepted else "")
