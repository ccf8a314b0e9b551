"""A seal holds for just the words it was made over, by just the key that made it."""

import pytest

from models.seals import genuine, new_key, new_signer, public_half, sealed, signature, signed_by

DOC = {"name": "calendar/n.toml", "text": "year = 2027\n", "imported_by": "p_admin", "at": "2026-11-05T09:00:00+08:00"}


def test_what_was_sealed_is_genuine_by_the_public_half() -> None:
    key = new_key()
    assert genuine(public_half(key), sealed(key, DOC))
    assert "private" not in public_half(key)


@pytest.mark.parametrize("part", ["name", "text", "imported_by", "at", "signature", "algorithm"])
def test_a_word_changed_breaks_the_seal(part: str) -> None:
    key = new_key()
    doc = sealed(key, DOC)
    assert not genuine(public_half(key), {**doc, part: f"{doc[part]}x"})


def test_another_key_does_not_open_it() -> None:
    assert not genuine(public_half(new_key()), sealed(new_key(), DOC))


@pytest.mark.parametrize("public", ['algorithm = "ed25519"\n', 'algorithm = "rsa"\npublic = "AA=="\n', "not toml ="])
def test_a_key_that_cannot_be_read_believes_nothing(public: str) -> None:
    assert not genuine(public, sealed(new_key(), DOC))


def test_what_was_signed_is_known_by_the_other_half_alone() -> None:
    (private, public), (_, other) = new_signer(), new_signer()
    signed = signature(private, b"said")
    assert signed_by(public, b"said", signed)
    assert not signed_by(public, b"sald", signed)
    assert not signed_by(other, b"said", signed)
    for wrong in ("", "ed25519:", "ed25519:zz", public[:-1], f"rsa:{public[8:]}"):
        assert not signed_by(wrong, b"said", signed)
