"""What citizens bring is scoped to who handles it: the writer's row least of all, the docket to who watches."""

import pytest

from models import handling
from models.docket import DESKS
from models.matter import Matter
from models.people import Actor
from models.scopes import granted, scopes_of, scopes_of_child
from tests.models.bureau import (
    DISPATCHER,
    FAR,
    LEADER,
    LIN,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    Bureau,
)


def sees(actor: Actor, matter: Matter) -> bool:
    return bool(granted(actor) & scopes_of(matter.kind, matter.to_doc()))


def knows_writer(actor: Actor, matter: Matter) -> bool:
    return bool(granted(actor) & scopes_of_child("writer", "", matter.kind, matter.to_doc()))


def test_a_complaint_is_the_dispatchers_until_it_is_dispatched() -> None:
    bureau = Bureau()
    letter = bureau.received(channel="complaint")
    assert sees(DISPATCHER, letter)
    assert knows_writer(DISPATCHER, letter)
    passed = bureau.act(DISPATCHER, "dispatch", letter, {"unit": "wangtai"})
    assert not sees(DISPATCHER, passed)
    assert knows_writer(LIN, passed)
    assert not sees(FAR, passed)


def test_the_leader_reads_a_letter_laid_before_her_and_never_learns_who_wrote() -> None:
    bureau = Bureau()
    letter = bureau.received(channel="mayor")
    assert sees(LEADER, letter)
    assert not knows_writer(LEADER, letter)
    given = bureau.act(LEADER, "instruct", letter, {"units": ["wangtai"], "lead": "wangtai", "text": "请办"})
    assert sees(LEADER, given)
    assert not knows_writer(LEADER, given)


@pytest.mark.parametrize("actor", [OFFICE, OPERATOR, SUPERVISOR], ids=lambda each: each.person)
def test_who_watches_holds_the_docket_and_not_the_letter(actor: Actor) -> None:
    letter = Bureau().in_hand()
    assert not sees(actor, letter)
    assert not knows_writer(actor, letter)
    assert any(f"desk:{role}" in granted(actor) for role in DESKS["letter"])


def test_kept_replies_stay_in_the_unit() -> None:
    letter = Bureau().in_hand()
    assert scopes_of_child("version", "submit_reply", "letter", letter.to_doc()) == {"u:wangtai"}


def test_an_unread_name_in_the_reason_is_masked_where_a_desk_knows_the_writer_and_numbers_everywhere() -> None:
    bureau = Bureau(central=False)
    letter = bureau.in_hand()
    asked = bureau.act(LIN, "ask_extension", letter, {"days": 3, "reason": "请打13900001234核实"})
    assert asked.system["extension"]["reason"] == "请打139****1234核实"


def test_every_named_part_is_used_by_a_table() -> None:
    bureau = Bureau()
    steps = [step for kind in ("letter", "request", "service") for step in bureau.rules.workflow(kind).steps.values()]
    used = {name for step in steps for name in (*step.guards, *step.asks, *step.effects, step.to.removeprefix("@"))}
    made = {*handling.GUARDS, *handling.EFFECTS, *handling.OTHERS, *handling.TARGETS, *handling.CHILDREN}
    assert made <= used, made - used
