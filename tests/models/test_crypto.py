"""What was sealed opens with its key, in its place, whole and untouched, and in no other way."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import crypto
from models.crypto import PIECE, SALT, TAG, seal, sealed_pieces, unseal, unsealed_pieces
from models.problems import Refused
from models.suites import AES, SM4

KEY = bytes(range(32))
SUITES = pytest.mark.parametrize("suite", [AES, SM4])
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]


def code_of(key: bytes, sealed: bytes, bound: bytes = b"") -> str:
    with pytest.raises(Refused) as no:
        unseal(key, sealed, bound)
    return no.value.code


@SUITES
@given(plain=st.binary(max_size=200), bound=st.binary(max_size=20))
def test_what_was_sealed_opens_again(suite: str, plain: bytes, bound: bytes) -> None:
    sealed = seal(KEY, plain, bound, suite)
    assert unseal(KEY, sealed, bound) == plain
    assert suite.encode() in sealed


@SUITES
@pytest.mark.parametrize("size", SIZES)
def test_files_of_every_length_open_again(suite: str, size: int) -> None:
    plain = bytes(i % 251 for i in range(size))
    sealed = b"".join(sealed_pieces(KEY, io.BytesIO(plain), b"f", suite))
    assert b"".join(unsealed_pieces(KEY, io.BytesIO(sealed), b"f")) == plain


def test_the_same_words_are_never_sealed_alike() -> None:
    assert seal(KEY, b"13800001111") != seal(KEY, b"13800001111")


@SUITES
@given(at=st.integers(0), by=st.integers(1, 255))
def test_one_byte_changed_anywhere_is_noticed(suite: str, at: int, by: int) -> None:
    sealed = bytearray(seal(KEY, b"words", b"place", suite))
    sealed[at % len(sealed)] ^= by
    assert code_of(KEY, bytes(sealed), b"place") in ("sealed_touched", "cipher_unknown")


@given(cut=st.integers(0, 60))
def test_a_shorter_one_is_noticed(cut: int) -> None:
    sealed = seal(KEY, b"words")
    assert code_of(KEY, sealed[:cut] if cut < len(sealed) else b"") in ("sealed_touched", "cipher_unknown")


def test_another_key_or_place_does_not_open_it() -> None:
    sealed = seal(KEY, b"words", b"letter 1 / phone")
    assert code_of(bytes(32), sealed, b"letter 1 / phone") == "sealed_touched"
    assert code_of(KEY, sealed, b"letter 2 / phone") == "sealed_touched"


def test_pieces_cannot_be_cut_off_swapped_left_out_or_added() -> None:
    sealed = seal(KEY, bytes(3 * PIECE))
    head, step = 1 + len(AES) + SALT, PIECE + TAG
    first, second, third = (sealed[head + n * step : head + (n + 1) * step] for n in range(3))
    for pieces in ([first, second], [second, first, third], [first, third], [first, second, third, third], []):
        assert code_of(KEY, sealed[:head] + b"".join(pieces)) == "sealed_touched"


def test_an_unknown_algorithm_is_named() -> None:
    with pytest.raises(Refused) as no:
        unseal(KEY, b"\x07rot13-x" + bytes(40))
    assert (no.value.code, no.value.facts["name"]) == ("cipher_unknown", "rot13-x")
    with pytest.raises(Refused, match="cipher_unknown"):
        seal(KEY, b"", suite="rot13")
    with pytest.raises(Refused, match="cipher_unknown"):
        crypto.digest(b"", "md5")


def test_what_openssl_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert crypto.lacking() == ()
    monkeypatch.setattr(crypto, "_works", lambda name: name != SM4)
    assert crypto.lacking() == (SM4,)
    with pytest.raises(Refused, match="cipher_missing"):
        seal(KEY, b"", suite=SM4)


def test_digests_are_the_published_ones() -> None:
    assert crypto.digest(b"abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert crypto.digest(b"abc", "sm3") == "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@given(key=st.binary(min_size=16, max_size=64), one=st.text(max_size=9), other=st.text(max_size=9))
def test_each_purpose_has_a_key_of_its_own(key: bytes, one: str, other: str) -> None:
    assert (crypto.derived(key, one) == crypto.derived(key, other)) == (one == other)
    assert crypto.derived(key, one) != crypto.derived(key, one, crypto.SM3)


def test_two_who_never_shared_a_key_agree_on_one() -> None:
    (ours, our_public), (theirs, their_public) = crypto.new_pair(), crypto.new_pair()
    assert crypto.shared(ours, their_public, "bundle") == crypto.shared(theirs, our_public, "bundle")
    assert crypto.shared(ours, their_public, "bundle") != crypto.shared(ours, their_public, "else")
    with pytest.raises(Refused, match="sealed_touched"):
        crypto.shared(ours, b"short", "bundle")


def test_where_a_suite_is_wanting_the_other_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [crypto.usable(suite) for suite in (AES, SM4)] == [AES, SM4]
    monkeypatch.setattr(crypto, "_works", lambda name: name != SM4)
    assert [crypto.usable(suite) for suite in (AES, SM4)] == [AES, AES]
