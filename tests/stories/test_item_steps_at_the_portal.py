"""Every row of the item's table taken at the portal by a desk's round, and every other person refused."""

from collections.abc import Iterator

import pytest

from models.people import PORTAL, Actor
from models.policy import shipped
from models.rules import PARTS
from models.workflow import read_workflow
from tests.models.office import (
    ARGS,
    CHEN,
    CLERK_ELSEWHERE,
    EVERYBODY,
    FINANCE,
    INSPECTOR,
    LEADER,
    LIN,
    MAIN_COLUMN,
    OPERATOR,
    ZHOU,
)  # fmt: skip
from tests.portal.conftest import town as town
from tests.portal.town import Town

ITEM = read_workflow("workflows/item.toml", shipped()["workflows/item.toml"], PARTS)
WALKS = [
    # verb, from, by, to
    ("edit", "draft", ZHOU, "draft"),
    ("edit", "self_reviewed", LIN, "draft"),
    ("edit", "returned", LIN, "draft"),
    ("self_review", "draft", LIN, "self_reviewed"),
    ("submit", "self_reviewed", LIN, "in_review"),
    ("recall", "in_review", LIN, "draft"),
    ("return", "in_review", CHEN, "returned"),
    ("return", "countersign", CHEN, "returned"),
    ("return", "scheduled", CHEN, "returned"),
    ("sign_off", "in_review", CHEN, "published"),
    ("countersign", "countersign", FINANCE, "published"),
    ("accept", "with_portal", OPERATOR, "published"),
    ("decline", "with_portal", OPERATOR, "returned"),
    ("revise", "published", ZHOU, "published"),
    ("withdraw", "published", CHEN, "withdrawn"),
    ("withdraw", "published", OPERATOR, "withdrawn"),
    ("withdraw", "published", INSPECTOR, "withdrawn"),
    ("discard", "draft", LIN, "discarded"),
    ("discard", "returned", ZHOU, "discarded"),
    ("restore", "discarded", LIN, "draft"),
]
MAY = {
    "create": {"lin", "zhou", "far"}, "edit": {"lin", "zhou"}, "self_review": {"lin"}, "submit": {"lin"},
    "recall": {"lin"}, "return": {"chen"}, "sign_off": {"chen"}, "countersign": {"fin"}, "accept": {"op"},
    "decline": {"op"}, "publish": set(), "revise": {"lin", "zhou"}, "withdraw": {"chen", "op", "insp"},
    "discard": {"lin", "zhou"}, "restore": {"lin", "zhou"},
}  # fmt: skip


def test_create_makes_a_draft_that_the_unit_sees(town: Town) -> None:
    item = town.draft()
    assert town.state(item) == "draft"
    assert ("item", item) in town.seat(ZHOU).everything().rows


@pytest.mark.parametrize(("verb", "state", "by", "to"), WALKS, ids=lambda each: getattr(each, "name", each))
def test_each_row_of_the_table_is_taken_at_the_portal(town: Town, verb: str, state: str, by: Actor, to: str) -> None:
    item = town.in_state(state)
    town.seat(by).ok(verb, item, ARGS.get(verb))
    assert town.state(item) == to


def test_the_walks_cover_the_whole_table() -> None:
    rows = {(step.verb, state) for step in ITEM.steps.values() for state in step.from_}
    own = {("publish", "scheduled"), ("accept", "published"), ("decline", "published")}
    assert rows - {(verb, state) for verb, state, _, _ in WALKS} == own


def test_accept_puts_a_published_item_on_the_main_site_too(town: Town) -> None:
    item = town.signed(main_column=MAIN_COLUMN)
    town.seat(OPERATOR).ok("accept", item)
    places = {place["site"]: place["state"] for place in town.matter(item).system["placements"]}
    assert places == {"unit": "published", "main": "published"}


def test_decline_leaves_a_published_item_published(town: Town) -> None:
    item = town.signed(main_column=MAIN_COLUMN)
    town.seat(OPERATOR).ok("decline", item, ARGS["decline"])
    assert town.state(item) == "published"


def test_publish_is_the_portals_own_and_waits_for_its_hour(town: Town) -> None:
    item = town.in_state("scheduled")
    assert town.portal.publishing.due() == ()
    town.clock.pass_(days=2, minutes=1)
    assert [verdict.result for verdict in town.portal.publishing.due()] == ["ok"]
    assert town.state(item) == "published"


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, dict[str, str]]]:
    """A town with one item in each state, for refusals, which change nothing."""
    made = Town(tmp_path_factory.mktemp("street"))
    yield made, {state: made.in_state(state) for state in ITEM.states}
    made.close()


@pytest.mark.parametrize("verb", sorted(ITEM.steps))
def test_a_role_that_may_not_take_a_step_is_refused_in_every_state(
    street: tuple[Town, dict[str, str]], verb: str
) -> None:
    """Who sees the matter is told that it is not theirs; to who does not, it is not there."""
    town, items = street
    for actor in EVERYBODY:
        if actor == PORTAL or actor.name in MAY[verb]:
            continue
        seat, wanted = town.seat(actor), [town.id()] if verb == "create" else list(items.values())
        seen = seat.everything().rows
        answer = seat.sync(*(town.intent(verb, item, ARGS.get(verb)) for item in wanted))
        told = [(verdict.result, verdict.code) for verdict in answer.verdicts]
        there = [("item", item) in seen or verb == "create" for item in wanted]
        assert told == [("rejected", "not_yours" if each else "not_found") for each in there], actor


def test_all_forbidden_steps_are_refused_on_either_database(town: Town) -> None:
    item = town.in_review()
    for verb, may in MAY.items():
        for actor in (CLERK_ELSEWHERE, LEADER, FINANCE):
            if actor.name not in may and verb != "create":
                assert town.seat(actor).do(verb, item, ARGS.get(verb)).code == "not_found"
    assert town.state(item) == "in_review"


def test_what_is_hidden_is_answered_exactly_as_what_does_not_exist(town: Town) -> None:
    hidden, nothing = town.draft(), town.id()
    far = town.seat(CLERK_ELSEWHERE)
    answers = [far.do("edit", one, ARGS["edit"]) for one in (hidden, nothing)]
    told = [(a.result, a.code, {**a.facts, "id": ""}, a.article) for a in answers]
    assert told[0] == told[1]
