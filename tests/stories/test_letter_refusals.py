"""Whoever may not take a step of a letter is refused, in every state and role (Art. 21-29)."""

import pytest

from models.matter import Matter
from models.people import PORTAL, WRITER, Actor
from models.problems import Refused
from tests.models.bureau import (
    CHEN,
    DISPATCHER,
    EVERYBODY,
    FAR,
    LEADER,
    LIN,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    ZHOU,
    Bureau,
)  # fmt: skip

SILENT = {"ground": "no_substance", "reason": "只有一个标点，没有内容"}
OPEN = {
    "received": lambda b: b.received(channel="suggestion"),
    "with_leader": lambda b: b.received(channel="mayor"),
    "with_dispatcher": lambda b: b.received(channel="complaint"),
    "assigned": lambda b: b.received(),
    "in_hand": lambda b: b.in_hand(),
    "reply_in_review": lambda b: b.in_review(),
    "replied": lambda b: b.replied(),
    "not_answered": lambda b: b.act(CHEN, "confirm_no_reply", b.act(LIN, "rule_no_reply", b.in_hand(), SILENT)),
    "closed": lambda b: b.act(LIN, "close", b.replied()),
}
MAY = {
    "receive": {LIN, ZHOU, FAR, WRITER, PORTAL}, "instruct": {LEADER}, "dispatch": {DISPATCHER, OPERATOR},
    "sign_for": {LIN, ZHOU}, "take_over": {LIN, ZHOU}, "send_back": {LIN, ZHOU}, "draft_reply": {LIN, ZHOU},
    "submit_reply": {LIN, ZHOU}, "return_reply": {CHEN}, "sign_reply": {CHEN}, "ask_extension": {LIN, ZHOU},
    "grant_extension": {LEADER}, "refuse_extension": {LEADER}, "rule_no_reply": {LIN, ZHOU},
    "confirm_no_reply": {CHEN}, "merge": {LIN, ZHOU}, "unmerge": {LIN, ZHOU}, "publish": {CHEN}, "rate": {WRITER},
    "reopen": {OPERATOR, SUPERVISOR}, "close": {LIN, ZHOU, PORTAL}, "urge": {SUPERVISOR, LEADER, OPERATOR},
    "supervise": {SUPERVISOR}, "answer_supervision": {LIN, ZHOU, CHEN}, "look": {LIN, ZHOU, CHEN, DISPATCHER},
    "recount": {PORTAL},
}  # fmt: skip


def test_the_table_of_who_may_speaks_of_every_step() -> None:
    assert set(MAY) | {"note"} == set(Bureau().rules.workflow("letter").steps)


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("verb", MAY)
def test_every_forbidden_role_and_state_is_refused(verb: str, state: str) -> None:
    """Role × step × state: whoever is not named, or comes in another state, is refused and changes nothing."""
    bureau = Bureau()
    letter = OPEN[state](bureau)
    assert letter.state == state
    step = bureau.rules.workflow("letter").steps[verb]
    for actor in EVERYBODY:
        if actor in MAY[verb] and state in step.from_:
            continue
        wanted = {"not_yours", "state_changed"} if step.from_ else {"not_yours", "exists_already"}
        code = _refusal(bureau, actor, verb, letter)
        assert code in wanted, f"{actor.person} {verb} in {state}: {code}"


def _refusal(bureau: Bureau, actor: Actor, verb: str, letter: Matter) -> str:
    try:
        bureau.act(actor, verb, letter, {})
    except Refused as no:
        return no.code
    return "taken"


@pytest.mark.parametrize("actor", [LEADER, OFFICE, OPERATOR, SUPERVISOR, FAR], ids=lambda each: each.person)
def test_note_is_only_for_who_may_read_the_letter(actor: Actor) -> None:
    bureau = Bureau()
    bureau.refuses("not_yours", actor, "note", bureau.in_hand(), {"text": "看一看"})
