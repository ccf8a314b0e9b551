"""The policy of reminders is read whole, or refused with the line that is wrong."""

import pytest

from models.ladder import ladder_in
from models.policy import shipped
from models.problems import BrokenPolicy
from models.rules import PARTS, load_rules
from models.workflow import workflows_in

TEXTS = shipped()


def broken(before: str, after: str) -> BrokenPolicy:
    text = TEXTS["reminders.toml"]
    assert before in text
    with pytest.raises(BrokenPolicy) as caught:
        ladder_in({**TEXTS, "reminders.toml": text.replace(before, after, 1)})
    return caught.value


def test_the_ladder_that_ships_has_the_steps_of_the_office() -> None:
    assert [(rung.id, rung.before) for rung in ladder_in(TEXTS).rungs] == [
        ("in_5_wd", 5), ("in_1_wd", 1), ("today", 0), ("overdue", -1),
    ]  # fmt: skip


def test_every_state_that_is_waited_in_exists_in_its_table() -> None:
    ladder, tables = ladder_in(TEXTS), load_rules(TEXTS, lambda _unit, _fields: ()).workflows
    named = {*ladder.waits, *((kind, state) for kind, states in ladder.running.items() for state in states)}
    assert not [(kind, state) for kind, state in named if kind in tables and state not in tables[kind].states]


def test_every_step_that_makes_news_exists_in_a_table() -> None:
    tables = load_rules(TEXTS, lambda _unit, _fields: ()).workflows
    known = {verb for table in tables.values() for verb in table.steps}
    assert set(ladder_in(TEXTS).news) <= known


@pytest.mark.parametrize(
    ("before", "after", "table"),
    [
        ('role = "dispatcher"', 'role = "nobody"', "[[wait]]"),
        ('at = "co"', 'at = "moon"', "[[wait]]"),
        ('to = ["handler"]', 'to = ["everybody"]', "[[rung]]"),
        ('role = "office"', 'role = "nobody"', "[[extension]]"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(before: str, after: str, table: str) -> None:
    line = int(str(broken(before, after).facts["line"]))
    assert TEXTS["reminders.toml"].splitlines()[line - 1] == table


@pytest.mark.parametrize(
    ("before", "after"),
    [('morning = "08:30"', 'morning = "early"'), ("most_a_day = 8\n", ""), ("history_days = 14", 'history_days = "x"')],
)
def test_a_value_that_is_missing_or_no_value_stops_the_start(before: str, after: str) -> None:
    assert broken(before, after).facts["file"] == "reminders.toml"


def test_a_missing_file_stops_the_start() -> None:
    with pytest.raises(BrokenPolicy):
        ladder_in({name: text for name, text in TEXTS.items() if name != "reminders.toml"})


def test_whom_a_matter_rings_is_one_of_those_whom_its_table_says_it_waits_for() -> None:
    told = {key: wait.role for key, wait in ladder_in(TEXTS).waits.items() if key[0] != "item"}
    waits = {
        (kind, state.id): state.waits
        for kind, table in workflows_in(TEXTS, PARTS).items()
        for state in table.states.values()
    }
    assert told
    assert [key for key, role in told.items() if role not in waits[key]] == []
