"""What a password must be: the rule of the profile in force, and the passwords that everybody tries first."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.policy import read_policy
from models.problems import BrokenPolicy, Refused

POLICY = "passwords.toml"
COMMON = Path(__file__).resolve().parent.parent / "resources" / "passwords" / "common.txt"
ARTICLE = (38,)
ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Rows in which neighbours stand beside each other, in the alphabet or on the keys."""
LIKE = str.maketrans("@4$5!103", "aassiioe")
"""What is put for a letter that it looks like."""
ENDINGS = "0123456789!@#$%^&*().,;:?_+-= "
RUN, LEFT, PLAIN = 4, 4, 5
"""Neighbours that make a run; signs that must be left beside runs, years and words that are known; different signs."""


@cache
def common() -> frozenset[str]:
    """The passwords that are tried first, in small letters."""
    lines = COMMON.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers of one profile. `long`: so many signs need no kinds; `advised` is said and not demanded;
    `max_age_days` 0: a password grows not old; `remembered`: so many earlier ones may not come again."""

    least: int
    most: int
    advised: int
    long: int
    kinds: int
    max_age_days: int
    remembered: int
    context: frozenset[str] = frozenset()

    @classmethod
    def of(cls, policy: Mapping[str, Any]) -> "Rule":
        """The rule that the one word `profile` chooses; KeyError when it names none."""
        table = policy["profiles"][policy["profile"]]
        numbers = ("least", "most", "advised", "long", "kinds", "max_age_days", "remembered")
        return cls(**{name: int(table[name]) for name in numbers}, context=frozenset(policy["context"]))

    def check(self, password: str, names: Iterable[str]) -> None:
        """Refused password_weak, with what is wanting, unless the password will do for a person of these names."""
        wrong = {
            "short": len(password) < self.least,
            "too_long": len(password) > self.most,
            "kinds": len(password) < self.long and _kinds(password) < self.kinds,
            "common": is_common(password),
            "name": any(len(name) > 2 and name.lower() in password.lower() for name in names),
            "context": self._is_known(password),
            "uniform": len(set(password)) < PLAIN,
        }
        wanting = tuple(name for name, is_so in wrong.items() if is_so)
        if wanting:
            raise Refused("password_weak", ARTICLE, wanting=wanting, length=self.least, classes=self.kinds)

    def _is_known(self, password: str) -> bool:
        """Whether hardly anything is left of it beside words of this office, runs and years (ASVS 5.0, 6.2.11)."""
        small = unicodedata.normalize("NFKC", password).lower()
        return any(len(rest) < LEFT for rest in map(self._beside, (small, small.translate(LIKE))) if rest is not None)

    def _beside(self, text: str) -> str | None:
        """The letters that are left beside words of this office; None where there is none of them."""
        if not any(word in text for word in self.context):
            return None
        for word in sorted(self.context, key=len, reverse=True):
            text = text.replace(word, " ")
        return re.sub(r"[\W\d_]", "", text)


def rule_in(text: str) -> Rule:
    """The rule of the policy file's text; BrokenPolicy with its line when the profile is none."""
    file = read_policy(POLICY, text)
    try:
        return Rule.of(file.data)
    except (KeyError, TypeError, ValueError) as fault:
        raise BrokenPolicy(POLICY, file.line_with("profile ="), f"profile: {fault}") from fault


def is_common(password: str) -> bool:
    """Whether it is among those tried first: as it is, with signs put for letters, with an ending, doubled, or nothing
    but runs of neighbouring keys."""
    small = unicodedata.normalize("NFKC", password).lower()
    return any(form in common() for form in _forms(small)) or len(_without_runs(small)) < LEFT


def _forms(small: str) -> Iterator[str]:
    half = len(small) // 2
    for form in (small, small.translate(LIKE), small[:half] if small[:half] == small[half:] else small):
        bare = len(form.rstrip(ENDINGS))
        yield from (form[:end] for end in range(len(form), bare - 1, -1))
        yield form[:bare].lstrip(ENDINGS)


def _without_runs(small: str) -> str:
    """What is left when runs of neighbours, forward or back, and signs repeated are taken out."""
    rest, at = "", 0
    while at < len(small):
        run = max(_run(small, at), 1)
        rest += "" if run >= RUN else small[at : at + run]
        at += run
    return rest


def _run(small: str, at: int) -> int:
    """How many signs from `at` on are neighbours in one direction, or one sign over and over."""
    same = len(small) - at - len(small[at:].lstrip(small[at]))
    rows = [row for each in ROWS for row in (each, each[::-1]) if small[at] in row]
    return max([same, *(_along(small, at, row) for row in rows)])


def _along(small: str, at: int, row: str) -> int:
    start, length = row.index(small[at]), 0
    while start + length < len(row) and small[at + length : at + length + 1] == row[start + length]:
        length += 1
    return length


def _kinds(password: str) -> int:
    """How many of the four kinds are in it; a letter of a script without capitals counts as small."""
    tests = (lambda s: s.isalpha() and not s.isupper(), str.isupper, str.isdigit, lambda s: not s.isalnum())
    return sum(any(test(sign) for sign in password) for test in tests)
