"""The file that is carried: whole and genuine, or refused in one clear word, whatever was done to it on the way."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from models import seals
from models.problems import Refused
from models.suites import SM4
from sync import bundle
from sync.bundle import Label, file_in, new_sealing_pair, opened, records, said, write

PRIVATE, PUBLIC = new_sealing_pair()
SIGNS, SIGN = seals.new_signer()
LABEL = Label("bundle", "sha256:" + "0" * 64, "p_linxm", "desk-linxm", "01kb2m3n4p5q6r7s8t9vwxyz11", "2026-04-28T09:00")
PARTS = (said("ask", device="desk-linxm"), *file_in("a" * 64, "名单.txt", b"\n{}" * 40_000), said("op", op="x"))
CLEAR = {"bundle_cut", "bundle_altered", "bundle_foreign", "bundle_newer"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Path]:
    """A place for one file with these bytes."""
    place = tmp_path_factory.mktemp("stick") / "x.bundle"

    def put(data: bytes) -> Path:
        place.write_bytes(data)
        return place

    return put


def _bytes(folder: Path, label: Label = LABEL, signer: str = SIGNS, reader: str = PUBLIC) -> bytes:
    place = folder / "made.bundle"
    write(place, label, signer, reader, (*PARTS, said("done")))
    return place.read_bytes()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Two genuine files of one desk."""
    folder = tmp_path_factory.mktemp("two")
    return _bytes(folder), _bytes(folder, replace(LABEL, id="01kb2m3n4p5q6r7s8t9vwxyz22"))


def _read(path: Path, private: str = PRIVATE, public: str = PUBLIC) -> list[tuple[bytes, bytes | None]]:
    with opened(path) as envelope:
        envelope.check(SIGN)
        return list(records(envelope.contents(private, public), 1_000_000))


def test_what_was_put_in_comes_out(made: Callable[[bytes], Path], two: tuple[bytes, bytes]) -> None:
    first, second, third = _read(made(two[0]))
    assert (first[0], second[1], third[1]) == (PARTS[0], PARTS[2], None)
    with opened(made(two[0])) as envelope:
        assert replace(envelope.label, half="") == LABEL


def test_a_file_in_the_other_suite_opens_by_what_it_says_of_itself(tmp_path: Path) -> None:
    place = tmp_path / "x.bundle"
    write(place, LABEL, SIGNS, PUBLIC, (said("op", op="x"), said("done")), SM4)
    assert SM4.encode() in place.read_bytes()
    assert len(_read(place)) == 1


def test_a_file_above_the_limit_is_passed_over_and_the_rest_is_read(
    made: Callable[[bytes], Path], two: tuple[bytes, bytes]
) -> None:
    with opened(made(two[0])) as envelope:
        found = list(records(envelope.contents(PRIVATE, PUBLIC), 1000))
    assert [data for _, data in found] == [None, None, None]


def test_nothing_inside_can_be_read_from_outside(two: tuple[bytes, bytes]) -> None:
    assert b"ask" not in two[0]
    assert "名单".encode() not in two[0]


@given(data=st.data())
def test_a_bit_that_was_flipped_is_noticed(
    made: Callable[[bytes], Path], two: tuple[bytes, bytes], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, 600) | st.integers(0, len(two[0]) - 1))
    spoilt = bytearray(two[0])
    spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Refused) as no:
        _read(made(bytes(spoilt)))
    assert no.value.code in CLEAR


@given(data=st.data())
def test_a_file_that_was_cut_is_told_as_cut(
    made: Callable[[bytes], Path], two: tuple[bytes, bytes], data: st.DataObject
) -> None:
    length = data.draw(st.integers(0, 600) | st.integers(0, len(two[0]) - 1))
    with pytest.raises(Refused) as no:
        _read(made(two[0][:length]))
    assert no.value.code == ("bundle_cut" if length else "bundle_foreign")


@given(data=st.data())
def test_two_files_put_together_are_noticed(
    made: Callable[[bytes], Path], two: tuple[bytes, bytes], data: st.DataObject
) -> None:
    one, other = two
    at, from_ = (data.draw(st.integers(1, 600) | st.integers(1, len(one) - 1)) for _ in range(2))
    mixed = one[:at] + other[from_:]
    if mixed in two:
        return
    with pytest.raises(Refused) as no:
        _read(made(mixed))
    assert no.value.code in CLEAR


@given(st.binary(max_size=400))
def test_anything_else_is_told_as_what_it_is_not(made: Callable[[bytes], Path], data: bytes) -> None:
    for start in (b"", bundle.MAGIC, bundle.MAGIC + bytes(72) + b"\0\0\0\x10"):
        with pytest.raises(Refused) as no:
            _read(made(start + data))
        assert no.value.code in CLEAR


def test_another_signature_another_reader_another_label(made: Callable[[bytes], Path], tmp_path: Path) -> None:
    forged = _bytes(tmp_path, signer=seals.new_signer()[0])
    with pytest.raises(Refused, match="bundle_altered"):
        _read(made(forged))
    private, public = new_sealing_pair()
    with pytest.raises(Refused, match="bundle_altered"):
        _read(made(_bytes(tmp_path)), private, public)
    with pytest.raises(Refused, match="bundle_altered"):
        _read(made(_bytes(tmp_path)), PRIVATE, public)


def test_a_newer_format_says_so(made: Callable[[bytes], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sync.bundle.FORMAT", 2)
        newer = _bytes(tmp_path)
    with pytest.raises(Refused, match="bundle_newer"):
        _read(made(newer))


def test_a_place_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="bundle_place"):
        write(tmp_path / "nowhere" / "x.bundle", LABEL, SIGNS, PUBLIC, PARTS)
    there = tmp_path / "x.bundle"
    there.write_bytes(b"before")

    def breaks() -> object:
        yield PARTS[0]
        raise OSError(28, "full")

    with pytest.raises(Refused, match="bundle_place_full"):
        write(there, LABEL, SIGNS, PUBLIC, breaks())
    assert there.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["x.bundle"]


def test_a_large_file_is_written_and_read_in_pieces(tmp_path: Path) -> None:
    pieces = 0

    def stream() -> object:
        nonlocal pieces
        yield said("ask")
        for _ in range(300):
            pieces += 1
            yield said("op", text="字" * 20_000)
        yield said("done")

    write(tmp_path / "x.bundle", LABEL, SIGNS, PUBLIC, stream())
    with opened(tmp_path / "x.bundle") as envelope:
        envelope.check(SIGN)
        found = records(envelope.contents(PRIVATE, PUBLIC), 1000)
        assert sum(1 for _ in found) == 1 + pieces


@given(st.lists(st.binary(max_size=60) | st.just(b'{"t":"file","size":9}\n') | st.just(b'{"t":"done"}\n'), max_size=8))
def test_a_genuine_file_with_nonsense_inside_is_one_refusal(parts: list[bytes]) -> None:
    try:
        found = list(records(parts, 100))
    except Refused as no:
        found = [(no.code.encode(), None)]
    assert found == [(b"malformed", None)] or b'{"t":"done"}\n' in parts


def test_halves_of_keys_are_known_by_their_algorithm() -> None:
    assert bundle.keys_of({"seal": PUBLIC, "sign": SIGN}).fingerprint.startswith("sha256:")
    for wrong in ({"seal": SIGN, "sign": PUBLIC}, {"seal": PUBLIC}, {"seal": PUBLIC, "sign": SIGN + "0"}, [], None):
        with pytest.raises(Refused, match="malformed"):
            bundle.keys_of(wrong)


def _hkdf(key: bytes, info: str, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), 32, salt, info.encode()).derive(key)


def test_the_page_tells_enough_to_read_one_without_this_program(two: tuple[bytes, bytes]) -> None:
    """Written from docs/bundles.md alone."""
    data = two[0]
    signature, length, size = data[8:72], data[72:80], int.from_bytes(data[80:84], "big")
    outside, inside = data[80 : 84 + size], data[84 + size :]
    label = json.loads(outside[4:])
    assert int.from_bytes(length, "big") == len(data)
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(SIGN.removeprefix("ed25519:")))
    public.verify(signature, b"YPBUNDLE" + length + hashlib.sha256(data[80:]).digest())
    own = X25519PrivateKey.from_private_bytes(bytes.fromhex(PRIVATE.removeprefix("x25519:")))
    half = X25519PublicKey.from_public_bytes(bytes.fromhex(label["half"].removeprefix("x25519:")))
    key = _hkdf(own.exchange(half), f"{label['kind']} {label['id']} {label['half']} {PUBLIC}")
    head = 1 + inside[0] + 16
    name, salt, pieces = inside[1 : 1 + inside[0]].decode(), inside[head - 16 : head], inside[head:]
    cipher, plain = AESGCM(_hkdf(key, f"seal:{name}", salt)), b""
    for number in range(-(-len(pieces) // 65_552)):
        piece, last = pieces[number * 65_552 :][:65_552], (number + 1) * 65_552 >= len(pieces)
        plain += cipher.decrypt(number.to_bytes(11, "big") + bytes([last]), piece, inside[:head] + outside)
    assert (name, plain) == ("aes-256-gcm", b"".join((*PARTS, said("done"))))
