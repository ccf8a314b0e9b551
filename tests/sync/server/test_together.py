"""Everybody gets the answers to what they asked, whoever did the work, and nobody meets another one's fault."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.intents import Intent
from sync.server.together import Together
from tests.models.office import FIELDS, LIN, ZHOU
from tests.portal.town import Town

PEOPLE = (LIN, ZHOU)
SCRIPTS = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from(("title", "body")), st.sampled_from(("一", "二"))),
    min_size=2, max_size=6,
)  # fmt: skip


class Work:
    """Doubles numbers, and notes how many came in one go; holds the first until the test lets it go on."""

    def __init__(self) -> None:
        self.goes, self.open = list[list[int]](), threading.Event()
        self.begun = threading.Event()

    def __call__(self, parts: Sequence[int]) -> list[int]:
        self.goes.append(list(parts))
        self.begun.set()
        if len(self.goes) == 1:
            self.open.wait(20)
        if 13 in parts:
            raise ValueError("thirteen")
        return [2 * each for each in parts]


def _asked(together: Together[int, int], work: Work, all_parts: list[list[int]]) -> list[object]:
    """What each of them is told, all but the first having come while the first was at work."""
    told: list[object] = [None] * len(all_parts)

    def ask(number: int) -> None:
        try:
            told[number] = list(together.ask(all_parts[number]))
        except ValueError as fault:
            told[number] = fault

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(all_parts))]
    for number, thread in enumerate(threads):
        thread.start()
        assert work.begun.wait(20)
        while number and len(together._waiting) < number:
            threading.Event().wait(0.001)
    work.open.set()
    for thread in threads:
        thread.join(20)
    return told


def test_those_who_wait_are_done_in_one_go() -> None:
    work = Work()
    told = _asked(Together(work, 100), work, [[1], [2, 3], [4], [5]])
    assert told == [[2], [4, 6], [8], [10]]
    assert work.goes == [[1], [2, 3, 4, 5]]


def test_a_go_is_only_so_large() -> None:
    work = Work()
    told = _asked(Together(work, 3), work, [[1], [2, 3], [4], [5, 6, 7, 8], [9]])
    assert told == [[2], [4, 6], [8], [10, 12, 14, 16], [18]]
    assert work.goes == [[1], [2, 3, 4], [5, 6, 7, 8], [9]]


def test_whoever_makes_it_fail_spoils_nothing_for_the_others() -> None:
    work = Work()
    told = _asked(Together(work, 100), work, [[1], [2], [13], [4]])
    assert [told[0], told[1], told[3]] == [[2], [4], [8]]
    assert isinstance(told[2], ValueError)
    assert work.goes == [[1], [2, 13, 4], [2], [13], [4]]


def test_after_an_end_of_the_program_in_the_middle_nobody_waits_for_ever() -> None:
    def do(parts: Sequence[int]) -> list[int]:
        raise SystemExit

    together = Together(do, 10)
    for _ in range(2):
        with pytest.raises(SystemExit):
            together.ask([1])


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=4), min_size=1, max_size=8), st.integers(1, 9))
def test_all_are_answered_in_their_own_order_however_many_go_together(parts: list[list[int]], most: int) -> None:
    work = Work()
    assert _asked(Together(work, most), work, parts) == [[2 * each for each in some] for some in parts]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """One portal for all examples: each has drafts of its own."""
    made: Path = tmp_path_factory.mktemp("together")
    return Town(made / "portal")


@settings(max_examples=60, deadline=None)
@given(SCRIPTS)
def test_acts_of_several_persons_in_one_commit_come_to_the_same_as_one_after_the_other(
    town: Town, script: list[tuple[int, str, str]]
) -> None:
    """Above all, what one of them wrote is never overwritten unseen by the other (the words that a person typed)."""
    at_once, in_turn = (town.seat(LIN).ok("create", town.id(), {"fields": FIELDS}) for _ in range(2))
    ends = []
    for draft, alone in ((at_once, False), (in_turn, True)):
        lines = {who: town.id() for who in range(2)}
        acts, seen = list[tuple[Intent, int]](), set[int]()
        for who, name, value in script:
            one = town.intent("edit", draft, {"set": {name: f"<p>{value}</p>" if name == "body" else value}})
            acts.append((replace(one, op=one.op if who in seen else lines[who], line=lines[who]), who))
            seen.add(who)
        asked = [(act, PEOPLE[who], town.clock()) for act, who in acts]
        intake = town.portal.house.intake
        goes = [[each] for each in asked] if alone else [asked]
        verdicts = [one for some in goes for one in intake.take_all(some)]
        ends.append(([(v.result, v.code, dict(v.facts)) for v in verdicts], dict(town.matter(draft).fields)))
    assert ends[0] == ends[1]
