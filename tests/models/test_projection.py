"""What is seen is the portal's row with the waiting acts laid over it; the row itself never changes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.intents import Expect, Intent
from models.items import TICKS
from models.projection import project
from models.records import digest
from tests.models.office import CHEN, FIELDS, LIN, Office

AT = "2026-04-28T12:00:00+08:00"


def test_waiting_acts_show_as_if_they_were_done() -> None:
    office = Office(stamps=False)
    create = Intent("op1", "item.create", "m" * 10, args={"fields": FIELDS}, made_at=AT)
    review = Intent(
        "op2", "item.self_review", "m" * 10, after="op1", line="op1", args={"ticks": list(TICKS)}, made_at=AT,
        expect=Expect("draft", digest(FIELDS)),
    )  # fmt: skip
    seen = project({}, [create, review], LIN, office.rules, office.now)
    assert seen.matters["m" * 10].state == "self_reviewed"
    assert seen.refused == ()


def test_an_act_that_the_rules_refuse_now_changes_nothing_and_is_named() -> None:
    office = Office(stamps=False)
    item = office.draft()
    sign = Intent("op9", "item.sign_off", item.id, args={"responsible": "陈"}, made_at=AT)
    seen = project({item.id: item}, [sign], CHEN, office.rules, office.now)
    assert seen.matters[item.id] == item
    assert [(op, problem.code) for op, problem in seen.refused] == [("op9", "state_changed")]


def test_an_edit_of_what_another_changed_meanwhile_is_a_conflict_that_keeps_both() -> None:
    office = Office()
    item = office.draft()
    theirs = office.act(LIN, "edit", item, {"set": {"title": "门户上的标题"}})
    mine = Intent("op8", "item.edit", item.id, base=item.version, args={"set": {"title": "我的标题"}}, made_at=AT)
    seen = project({item.id: theirs}, [mine], LIN, office.rules, office.now)
    assert seen.matters[item.id].fields["title"] == "门户上的标题"
    assert seen.refused[0][1].code == "conflict"
    assert mine.args["set"]["title"] == "我的标题"


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_a_chain_of_own_edits_never_conflicts_with_itself(titles: list[str]) -> None:
    office = Office(stamps=False)
    item = office.draft()
    chain = [
        Intent(
            f"op{n}", "item.edit", item.id, base=item.version, line="op0", args={"set": {"title": title}}, made_at=AT
        )
        for n, title in enumerate(titles)
    ]
    chain[0] = replace(chain[0], line="")
    seen = project({item.id: item}, chain, LIN, office.rules, office.now)
    assert seen.refused == ()
    assert seen.matters[item.id].fields["title"] == titles[-1]
