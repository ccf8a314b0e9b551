"""A seal holds for just the words it was made over, by just the key that made it."""

import pytest

from models.seals import genuine, new_key, public_half, sealed

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
