"""The door through which steps are taken: who may never take one, what cannot be claimed, what a table must say."""

import pytest

from models.people import Actor
from models.problems import BrokenPolicy, Refused
from models.rules import PARTS, offered
from models.workflow import read_workflow
from tests.models.office import (
    ARGS,
    CHEN,
    CLERK_ELSEWHERE,
    EVERYBODY,
    FIELDS,
    LEADER,
    LIN,
    TEXTS,
    Office,
    refused,
)  # fmt: skip

TABLE = TEXTS["workflows/item.toml"]
STATES = ("draft", "self_reviewed", "in_review", "countersign", "with_portal", "scheduled", "published", "returned",
          "withdrawn", "discarded")  # fmt: skip
VERBS = tuple(Office().rules.workflow("item").steps)
MAY = {
    "edit": {"lin", "zhou"}, "self_review": {"lin"}, "submit": {"lin"}, "recall": {"lin"}, "return": {"chen"},
    "sign_off": {"chen"}, "countersign": {"fin"}, "accept": {"op"}, "decline": {"op"}, "publish": {"门户"},
    "revise": {"lin", "zhou"}, "withdraw": {"chen", "op", "insp"}, "discard": {"lin", "zhou"},
    "restore": {"lin", "zhou"}, "create": {"lin", "zhou", "far"},
}  # fmt: skip


@pytest.mark.parametrize("actor", EVERYBODY, ids=lambda actor: actor.name)
@pytest.mark.parametrize("verb", VERBS)
def test_a_role_that_may_not_take_a_step_is_refused_in_every_state(verb: str, actor: Actor) -> None:
    if actor.name in MAY[verb]:
        return
    office = Office()
    for state in STATES:
        item = office.in_state(state)
        with refused("not_yours"):
            office.act(actor, verb, office.id() if verb == "create" else item, ARGS.get(verb))


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "create"])
def test_a_step_is_refused_in_every_state_that_its_row_does_not_name(verb: str) -> None:
    office = Office()
    step = office.rules.workflow("item").steps[verb]
    actor = next(each for each in EVERYBODY if each.name in MAY[verb])
    for state in set(STATES) - set(step.from_):
        item = office.in_state(state)
        with pytest.raises(Refused) as no:
            office.act(actor, verb, item, ARGS.get(verb))
        assert no.value.code in ("state_changed", "not_yours")


def test_a_clerk_of_another_unit_cannot_create_for_this_one() -> None:
    office = Office()
    with refused("not_yours"):
        office.act(CLERK_ELSEWHERE, "create", office.id(), {"unit": "wangtai", "fields": FIELDS})


@pytest.mark.parametrize("field", ["index_no", "published_at", "author", "unit", "state", "edition"])
def test_what_only_the_portal_sets_cannot_be_claimed_by_anybody(field: str) -> None:
    office = Office()
    with refused("not_settable"):
        office.act(LIN, "edit", office.draft(), {"set": {field: "2014-01-01"}})


def test_a_state_seen_that_is_no_longer_true_refuses_the_step() -> None:
    office = Office()
    item = office.in_review()
    with refused("state_changed") as no:
        office.act(CHEN, "return", item, ARGS["return"], state="countersign")
    assert no.value.facts["by"] == "lin"


def test_offers_name_all_that_is_missing_at_once() -> None:
    office = Office()
    item = office.draft(title="", disclosure="", body="")
    offers = {offer.verb: offer for offer in offered(item, LIN, office.rules, office.now)}
    assert set(offers) == {"edit", "self_review", "discard"}
    assert offers["self_review"].missing[0].facts["missing"] == ("title", "body", "disclosure")


def test_steps_that_a_person_may_never_take_are_not_offered() -> None:
    office = Office()
    assert [offer.verb for offer in offered(office.in_review(), CHEN, office.rules, office.now)] == [
        "sign_off",
        "return",
    ]
    assert offered(office.in_review(), LEADER, office.rules, office.now) == ()


def test_a_broken_table_is_refused_with_file_and_line() -> None:
    head = TABLE[: TABLE.index('verb = "self_review"')].count("\n")
    with pytest.raises(BrokenPolicy) as no:
        read_workflow("item.toml", TABLE.replace('"complete"', '"komplete"', 1), PARTS)
    assert (no.value.facts["file"], no.value.facts["line"]) == ("item.toml", head)
    assert "komplete" in str(no.value.facts["reason"])


def test_a_step_with_neither_article_nor_reason_is_refused() -> None:
    with pytest.raises(BrokenPolicy, match="neither article nor why"):
        read_workflow("item.toml", TABLE.replace("article = [8]", "", 1), PARTS)
