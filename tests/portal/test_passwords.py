"""Passwords as they are kept, and those that the portal draws."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, extract_parameters

from models.passwords import POLICY, rule_in
from models.policy import read_policy, shipped
from portal import passwords
from portal.passwords import Hasher, drawn

TEXT = shipped()[POLICY]
COST = read_policy(POLICY, TEXT).data["hash"]


@pytest.fixture(autouse=True)
def _as_served(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Elsewhere tests hash at little cost."""
    monkeypatch.setattr(passwords, "PasswordHasher", PasswordHasher)
    passwords._hash_of_nobody.cache_clear()
    yield
    passwords._hash_of_nobody.cache_clear()


def test_a_drawn_password_is_long_clear_and_good_enough_for_the_rule() -> None:
    some = {drawn() for _ in range(50)}
    assert len(some) == 50
    for password in some:
        rule_in(TEXT).check(password, ("linxm", "林晓梅"))
        assert not set(password) & set("0OIl1")


def test_hashes_are_argon2id_and_fit_their_password_only() -> None:
    hasher = Hasher(COST)
    assert _memory(hasher.hash("Wangtai-2026-x")) == COST["memory_kib"]
    for hashed in (hasher.hash("Wangtai-2026-x"), hasher.hash_drawn("Wangtai-2026-x")):
        assert hashed.startswith("$argon2id$")
        assert hasher.fits(hashed, "Wangtai-2026-x")
        assert not hasher.fits(hashed, "Wangtai-2026-y")
    assert not hasher.fits("", "anything")
    assert not hasher.fits("garbage", "anything")


@pytest.mark.parametrize("kind", ["own", "drawn", "nobody", "garbage"])
def test_an_answer_costs_the_same_whether_there_is_such_an_account_or_not(kind: str) -> None:
    """Timing is measured nowhere in the tests; the work that is done is what makes the time."""
    hasher = Hasher(COST)
    hashed = {"own": hasher.hash("x" * 10), "drawn": hasher.hash_drawn("x" * 10), "nobody": "", "garbage": "g"}[kind]
    full = [one for one in hasher.reckoned(hashed) if one.startswith("$") and _memory(one) == COST["memory_kib"]]
    assert len(full) == 1


def _memory(hashed: str) -> int:
    return extract_parameters(hashed).memory_cost
