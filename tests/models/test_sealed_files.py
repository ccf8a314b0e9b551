"""A sealed file reads like the plain one from any place, grows where it ended, and tells whoever touched it."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.crypto import PIECE, TAG
from models.problems import Refused
from models.sealed_files import Growing, keep, read, size_of
from models.suites import AES, SM4

KEY = bytes(range(32))
PLAIN = bytes(number * 7 % 251 for number in range(3 * PIECE + 777))
SHA = "a" * 64
STORED = PIECE + TAG
HEAD = len(AES) + 1 + 16 + TAG
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def sealed(place: Path, plain: bytes, suite: str = AES, key: bytes = KEY) -> str:
    """Seals into a file there; gives the fingerprint."""
    with place.open("wb") as file:
        return keep(file, io.BytesIO(plain), key, suite)[0]


def opened(place: Path, sha256: str, key: bytes = KEY) -> bytes:
    with place.open("rb") as file, read(file, key, sha256) as plain:
        return plain.read()


def altered(place: Path, sha256: str) -> bool:
    """Whether reading all of it says that it was altered."""
    try:
        opened(place, sha256)
    except Refused as problem:
        return problem.code == "blob_altered"
    return False


@pytest.mark.parametrize("suite", [AES, SM4])
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_of_any_length_opens_again_by_whatever_it_was_sealed_with(tmp_path: Path, suite: str, size: int) -> None:
    place = tmp_path / "file"
    sha256 = sealed(place, PLAIN[:size], suite)
    assert opened(place, sha256) == PLAIN[:size]
    assert suite.encode() in place.read_bytes()
    with place.open("rb") as file:
        assert size_of(file, KEY, sha256) == size


@quick
@given(at=st.integers(0, len(PLAIN) + 9), most=st.integers(0, 2 * PIECE))
def test_any_part_of_it_is_that_part_of_the_plain_one(tmp_path: Path, at: int, most: int) -> None:
    place = tmp_path / "file"
    sha256 = sealed(place, PLAIN)
    with place.open("rb") as file, read(file, KEY, sha256) as plain:
        plain.seek(at)
        assert plain.read(most) == PLAIN[at : at + most]
        assert plain.seek(-3, io.SEEK_END) == len(PLAIN) - 3
        assert plain.read() == PLAIN[-3:]


@quick
@given(at=st.integers(0), by=st.integers(1, 255))
def test_one_byte_changed_anywhere_is_noticed(tmp_path: Path, at: int, by: int) -> None:
    place = tmp_path / "file"
    sha256 = sealed(place, PLAIN)
    stored = bytearray(place.read_bytes())
    stored[at % len(stored)] ^= by
    place.write_bytes(stored)
    assert altered(place, sha256)


@quick
@given(cut=st.integers(0, HEAD + len(PLAIN) + 4 * TAG - 1))
def test_a_shorter_one_is_noticed(tmp_path: Path, cut: int) -> None:
    place = tmp_path / "file"
    sha256 = sealed(place, PLAIN)
    place.write_bytes(place.read_bytes()[:cut])
    assert altered(place, sha256)


def test_pieces_that_changed_places_are_noticed(tmp_path: Path) -> None:
    place = tmp_path / "file"
    sha256 = sealed(place, PLAIN)
    stored = place.read_bytes()
    one, other = stored[HEAD : HEAD + STORED], stored[HEAD + STORED : HEAD + 2 * STORED]
    place.write_bytes(stored[:HEAD] + other + one + stored[HEAD + 2 * STORED :])
    assert altered(place, sha256)


def test_another_file_in_its_place_and_another_key_are_noticed_before_a_byte_is_read(tmp_path: Path) -> None:
    place = tmp_path / "file"
    sha256 = sealed(place, PLAIN)
    for said, key in ((SHA, KEY), (sha256, bytes(32))):
        with place.open("rb") as file, pytest.raises(Refused, match="blob_altered"):
            read(file, key, said)


def test_no_stretch_of_the_plain_one_lies_on_the_disk(tmp_path: Path) -> None:
    place = tmp_path / "file"
    sealed(place, PLAIN)
    assert PLAIN[:32] not in place.read_bytes()


@quick
@given(
    size=st.integers(0, len(PLAIN)),
    steps=st.lists(st.tuples(st.integers(1, 2 * PIECE), st.integers(0, 40)), min_size=1),
)
def test_a_file_that_comes_through_any_cuts_is_whole_in_the_end(
    tmp_path: Path, size: int, steps: list[tuple[int, int]]
) -> None:
    """Each step brings some bytes, and loses the last few that were written, as a power cut does."""
    place, plain = tmp_path / "part", PLAIN[:size]
    place.write_bytes(b"")
    for most, torn in [*steps, (size, 0), (size, 0)]:
        with place.open("r+b") as file:
            growing = Growing(file, KEY, SHA)
            growing.add(plain[growing.come : growing.come + most], size)
            file.truncate(max(HEAD, file.seek(0, io.SEEK_END) - torn))
    with place.open("rb") as file:
        assert Growing(file, KEY, SHA).come == size
    assert opened(place, SHA) == plain
