"""What a password must be, in both profiles."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.passwords import COMMON, POLICY, Rule, common, is_common, rule_in
from models.policy import read_policy, shipped
from models.problems import BrokenPolicy, Refused

TEXT = shipped()[POLICY]
RULE = rule_in(TEXT)
OPEN = rule_in(TEXT.replace('profile = "gb22239"', 'profile = "asvs"'))
NAMES = ("linxm", "林晓梅")


def wanting(rule: Rule, password: str) -> tuple[str, ...]:
    with pytest.raises(Refused, match="password_weak") as no:
        rule.check(password, NAMES)
    found = no.value.facts["wanting"]
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    "password", ["Wangtai-2026-x", "王台镇的春天Spring7", "correct horse battery staple", "aB3!aB3!zz"]
)
def test_a_good_password_will_do(password: str) -> None:
    RULE.check(password, NAMES)
    OPEN.check(password, NAMES)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("aB3!x", "short"), ("a" * 129 + "B3!cdef", "too_long"), ("alllowercase", "kinds"), ("Password123!", "common"),
        ("Linxm-2026-x", "name"), ("林晓梅Aa-20261", "name"), ("aA1aA1aA1aA1", "uniform"), ("1234567890", "common"),
        ("Yanping@2026", "context"), ("Menhu-Portal-2026", "context"), ("延平政府Aa2026!!", "context"),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused_with_what_is_wanting(password: str, why: str) -> None:
    assert why in wanting(RULE, password)


@pytest.mark.parametrize(
    "password",
    ["P@ssw0rd", "woaini1314", "1qaz2wsx3edc", "qwertyuiop", "87654321", "aaaaaaaa", "Sunshine!!", "Abc12345!1",
     "iloveyou520", "zxcvbnm123", "password password"[:8] * 2, "abcdefgh1234", "\uff50\uff41\uff53\uff53word1"],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused_however_it_is_dressed(password: str) -> None:
    assert "common" in wanting(OPEN, password)


def test_by_asvs_length_alone_counts() -> None:
    OPEN.check("vesper olim", NAMES)
    assert wanting(OPEN, "vesper") == ("short",)
    assert (OPEN.least, OPEN.advised, OPEN.kinds, OPEN.max_age_days, OPEN.remembered) == (8, 15, 0, 0, 0)
    assert OPEN.most >= 64


def test_one_word_chooses_the_profile_and_a_wrong_one_is_named_with_its_line() -> None:
    with pytest.raises(BrokenPolicy) as no:
        rule_in(TEXT.replace('profile = "gb22239"', 'profile = "none"'))
    assert no.value.facts["line"] == TEXT.splitlines().index('profile = "gb22239"') + 1


def test_three_thousand_of_the_passwords_tried_first_are_long_enough_for_each_profile() -> None:
    assert all(sum(len(one) >= rule.least for one in common()) >= 3000 for rule in (RULE, OPEN))
    lines = [line for line in COMMON.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert all(line == line.lower().strip() for line in lines)


@given(st.sampled_from(sorted(common())), st.booleans(), st.sampled_from(["", "1", "!", "123", "2026!", "@1"]))
def test_no_common_password_gets_through_with_capitals_and_an_ending(word: str, loud: bool, ending: str) -> None:
    assert is_common((word.upper() if loud else word.capitalize()) + ending)


@given(st.text(max_size=140), st.lists(st.text(max_size=12), max_size=3))
def test_whatever_is_typed_gets_an_answer(password: str, names: list[str]) -> None:
    for rule in (RULE, OPEN):
        with suppress(Refused):
            rule.check(password, names)
            assert rule.least <= len(password) <= rule.most


def test_the_policy_says_from_when_and_by_which_article() -> None:
    assert read_policy(POLICY, TEXT).data["article"] == 38
