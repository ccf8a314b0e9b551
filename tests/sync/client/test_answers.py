"""Lines come out as soon as they are whole, however the bytes are cut, and the last of them reads the answer out."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Unreachable
from sync.client.answers import lines_of, nothing_new, unpacker
from sync.codec import encode_line
from sync.protocol import End, Head, Line, SyncRequest, Verdict

LINES: list[Line] = [
    Head("epoch", "now", scopes=("pub",)), Verdict("op-000001", "ok", seq=3), End({"pub": 3}, goes_on=True),
    Verdict("op-000002", "ok", seq=4), End({"pub": 4}),
]  # fmt: skip
BYTES = b"".join(map(encode_line, LINES))


@given(st.lists(st.integers(1, len(BYTES)), max_size=12), st.booleans())
def test_lines_are_the_same_however_their_bytes_come(cuts: list[int], packed: bool) -> None:
    data = zstandard.ZstdCompressor().compress(BYTES) if packed else BYTES
    at = sorted({0, *(cut for cut in cuts if cut < len(data)), len(data)})
    unpack = unpacker("zstd" if packed else "")
    pieces = (unpack(data[one:other]) for one, other in pairwise(at))
    assert list(lines_of(pieces)) == LINES


def test_a_line_is_there_before_the_next_piece_is_asked_for() -> None:
    asked = list[int]()

    def pieces() -> Iterator[bytes]:
        for number, line in enumerate(LINES):
            asked.append(number)
            yield encode_line(line)

    lines = lines_of(pieces())
    for number in range(len(LINES) - 1):
        assert next(lines) == LINES[number]
        assert asked == list(range(number + 1))


def test_the_last_line_comes_when_all_is_read_and_even_if_the_line_breaks_then() -> None:
    read = list[str]()

    def pieces() -> Iterator[bytes]:
        yield BYTES
        read.append("on")
        raise Unreachable("unreachable", reason="cut")

    assert list(lines_of(pieces())) == LINES
    assert read == ["on"]


@pytest.mark.parametrize("data", [b"<html>\n", b'{"t":"end","cursor":[]}\n', b"\xff\n"])
def test_what_no_portal_says_is_foreign(data: bytes) -> None:
    with pytest.raises(Unreachable, match="portal_foreign"):
        list(lines_of(iter([data])))


def test_nothing_new_counts_only_from_the_same_portal() -> None:
    asked = SyncRequest("device", "epoch", {"pub": 3}, brief=True)
    assert list(nothing_new(asked, "epoch", "now"))[-1] == End({"pub": 3})
    with pytest.raises(Unreachable, match="portal_foreign"):
        list(nothing_new(asked, "another", "now"))
