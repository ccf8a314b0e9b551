"""A policy file that a person spoilt, in whatever way, is refused with its name and a line, or it loads."""

import random
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checks import read_lists
from models.checks.asked import measure
from models.ladder import ladder_in
from models.notices import templates
from models.outcomes import outcomes, redaction_grounds
from models.policy import Directory, shipped
from models.problems import BrokenPolicy, Refused
from models.replies import replies
from models.rules import load_rules
from models.yearly import form

TEXTS = shipped()
DAY = date(2026, 4, 28)
VALUES = ("3", '"word"', "true", "[1, 2]", '["a"]', "{ a = 1 }", "2026-01-01", "1e999", "-1", "[[]]", '""', "nan")


def loaded(texts: Mapping[str, str], name: str) -> None:
    """Reads everything that stands on the file `name`."""
    directory = Directory(texts)
    readers: dict[str, tuple[Callable[[], object], ...]] = {
        "workflows/": (lambda: load_rules(texts, lambda _unit, _fields: ()),),
        "words/": (lambda: read_lists(texts),),
        "notices/": (
            lambda: templates.template(directory, "granted", DAY),
            lambda: templates.words(directory),
            lambda: templates.remedy(directory, "standard", DAY),
        ),
        "outcomes.toml": (lambda: outcomes(directory),),
        "grounds.toml": (lambda: redaction_grounds(directory),),
        "replies.toml": (lambda: replies(directory), lambda: measure(directory)),
        "reminders.toml": (lambda: ladder_in(texts),),
        "yearly.toml": (lambda: form(directory),),
    }
    for start, read in readers.items():
        if name.startswith(start):
            for each in read:
                each()
    for part in ("units", "columns", "topics", "genres", "audiences", "duties", "clock_rules"):
        getattr(directory, part)
    directory.proven()


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to three things wrong that a hand or a disk could do."""
    for _ in range(chance.randint(1, 3)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def _without_a_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    del lines[chance.randrange(len(lines)) if len(lines) > 1 else 0 :][:1]
    return "\n".join(lines)


def _another_value(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    at = [n for n, line in enumerate(lines) if " = " in line]
    if at:
        n = chance.choice(at)
        lines[n] = f"{lines[n].partition(' = ')[0]} = {chance.choice(VALUES)}"
    return "\n".join(lines)


def _another_sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice('"[]={}\\\n\0\ufeff\u202e的9') + text[at + chance.randint(0, 1) :]


def _cut_short(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _a_line_twice(text: str, chance: random.Random) -> str:
    lines = text.splitlines() or [""]
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return "\n".join(lines)


def _a_table_renamed(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    at = [n for n, line in enumerate(lines) if line.startswith("[")]
    if at:
        n = chance.choice(at)
        lines[n] = chance.choice((lines[n].strip("[]"), "[" + lines[n].strip("[]") + "]", "[[other]]"))
    return "\n".join(lines)


MUTATIONS = (
    _without_a_line, _another_value, _another_value, _another_sign, _cut_short, _a_line_twice, _a_table_renamed,
)  # fmt: skip


def usable_or_broken(name: str, text: str) -> None:
    try:
        loaded({**TEXTS, name: text}, name)
    except BrokenPolicy as broken:
        told = broken.facts
    except Refused:  # a file that is in order and says nothing of what was asked
        return
    else:
        return
    assert told["file"] == name
    assert 1 <= int(str(told["line"])) <= text.count("\n") + 2


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_spoilt_file_is_refused_with_its_name_and_line_or_loads(name: str) -> None:
    chance = random.Random(name)
    for _ in range(8):
        usable_or_broken(name, mutated(TEXTS[name], chance))


@given(st.sampled_from(sorted(TEXTS)), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_any_file_may_be_spoilt_in_any_way(name: str, chance: random.Random) -> None:
    usable_or_broken(name, mutated(TEXTS[name], chance))


@given(st.sampled_from(sorted(TEXTS)), st.text(max_size=60))
@settings(max_examples=60)
def test_any_other_text_in_place_of_a_file_is_refused_or_loads(name: str, text: str) -> None:
    usable_or_broken(name, text)


FOUND = {
    "units.toml": "unit = 3",
    "columns.toml": "[[column]]\ncode = ['x']\nname = 1",
    "workflows/item.toml": 'kind = "item"\n[[state]]\nid = ["a"]\n[[step]]\nverb = {}',
    "festivals.toml": "festival = [1]\n",
    "words/serious.toml": "source = 's'\ndate = 2026-01-01\nwords = 3",
    "outcomes.toml": "always = 3\n[[code]]\nid = 1",
    "profiles.toml": "[[duty]]\nid = 'x'\nfrom = 3",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_once_a_traceback_names_its_file(name: str) -> None:
    with pytest.raises(BrokenPolicy, match=name.replace(".", r"\.")):
        loaded({**TEXTS, name: FOUND[name]}, name)
