"""Passwords: what will do, what will not, and those that the portal draws."""

import pytest

from models.policy import read_policy, shipped
from models.problems import Refused
from portal.passwords import Hasher, Rule, drawn

POLICY = read_policy("passwords.toml", shipped()["passwords.toml"]).data
RULE = Rule.of(POLICY["password"])
NAMES = ("linxm", "林晓梅")


@pytest.mark.parametrize(
    "password", ["Wangtai-2026-x", "王台镇的春天Spring7", "correct horse battery staple", "aB3!aB3!zz"]
)
def test_a_good_password_will_do(password: str) -> None:
    RULE.check(password, NAMES)


@pytest.mark.parametrize(
    ("password", "wanting"),
    [
        ("aB3!x", "short"), ("a" * 129 + "B3!cdef", "too_long"), ("alllowercase", "kinds"), ("Password123!", "common"),
        ("Linxm-2026-x", "name"), ("林晓梅Aa-20261", "name"), ("aA1aA1aA1aA1", "uniform"), ("1234567890", "common"),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused_with_what_is_wanting(password: str, wanting: str) -> None:
    with pytest.raises(Refused, match="password_weak") as no:
        RULE.check(password, NAMES)
    assert wanting in no.value.facts["wanting"]  # type: ignore[operator]  # a tuple of names


def test_a_drawn_password_is_long_clear_and_good_enough_for_the_rule() -> None:
    some = {drawn() for _ in range(50)}
    assert len(some) == 50
    for password in some:
        RULE.check(password, NAMES)
        assert not set(password) & set("0OIl1")


def test_hashes_are_argon2id_and_fit_their_password_only() -> None:
    hasher = Hasher(POLICY["hash"])
    for hashed in (hasher.hash("Wangtai-2026-x"), hasher.hash_drawn("Wangtai-2026-x")):
        assert hashed.startswith("$argon2id$")
        assert hasher.fits(hashed, "Wangtai-2026-x")
        assert not hasher.fits(hashed, "Wangtai-2026-y")
    assert not hasher.fits("", "anything")
    assert not hasher.fits("garbage", "anything")
