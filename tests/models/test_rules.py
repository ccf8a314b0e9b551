"""The tables that this program brings can all be read, and name the matters that a judgement needs."""

from models.intents import Intent
from models.rules import may_begin, related
from tests.models.office import CHEN, LIN, OPERATOR, Office


def test_every_shipped_table_is_read() -> None:
    rules = Office().rules
    assert "item" in rules.workflows
    assert rules.workflow("item").states["in_review"].zh == "待审签"


def test_a_revision_is_judged_together_with_the_item_that_it_revises() -> None:
    office = Office()
    item = office.act(LIN, "revise", office.signed(), {"change": "correct"})
    draft = office.matters[item.system["revision"]]
    assert related(Intent("op", "item.discard", draft.id), draft) == (item.id,)
    assert related(Intent("op", "item.revise", item.id, args={"draft": "d" * 10}), item) == ("d" * 10,)


def test_only_who_is_a_clerk_somewhere_may_begin_an_item() -> None:
    rules = Office().rules
    assert may_begin("item", LIN, rules)
    assert not may_begin("item", CHEN, rules)
    assert not may_begin("item", OPERATOR, rules)
