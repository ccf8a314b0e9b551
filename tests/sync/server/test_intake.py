"""Judging acts: a bug in a rule costs its own act a later try and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intents import Intent
from sync.server import intake
from sync.server.intake import files_in, files_of, request_hash
from tests.models.bureau import CONTACT, WORDS
from tests.models.office import CLERK_ELSEWHERE, FIELDS, LIN, OPERATOR
from tests.portal.letters import letter
from tests.portal.town import Town

SHA = "ab" * 32
BROUGHT = {
    "fields": {"title": WORDS["title"], "body": WORDS["body"]}, "writer": dict(CONTACT), "unit": "finance",
}  # fmt: skip


def test_a_bug_in_a_rule_is_a_later_try_for_its_own_act_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    true, bad = intake.perform, town.id()

    def perform(intent: Intent, *more: Any) -> Any:
        if intent.id == bad:
            raise KeyError("a bug")
        return true(intent, *more)

    monkeypatch.setattr(intake, "perform", perform)
    good = town.id()
    acts = [town.intent("create", one, {"fields": FIELDS}) for one in (bad, good)]
    verdicts = town.seat(LIN).sync(*acts, cursor={}).verdicts
    assert [v.result for v in verdicts] == ["retry", "ok"]
    assert "a rule failed" in caplog.text
    monkeypatch.undo()
    assert town.seat(LIN).sync(acts[0], cursor={}).verdicts[0].result == "ok"


def test_a_name_that_any_matter_has_begins_no_other_of_whatever_kind(town: Town) -> None:
    """An item under a letter's name would carry off who wrote the letter: both are known by that name (Art. 25)."""
    name = letter(town, town.clock())
    wanted = [town.intent("create", name, {"fields": FIELDS, "unit": "finance"})]
    wanted += [Intent(town.id(), f"{kind}.receive", name, args=BROUGHT) for kind in ("request", "service")]
    verdicts = town.seat(CLERK_ELSEWHERE).sync(*wanted).verdicts
    assert [(one.result, one.code) for one in verdicts] == [("rejected", "exists_already")] * 3
    own = town.seat(LIN).ok("create", town.id(), {"fields": FIELDS})
    taken = [town.intent("create", own), Intent(town.id(), "request.receive", own, args=BROUGHT)]
    assert [one.code for one in town.seat(CLERK_ELSEWHERE).sync(*taken).verdicts][1] == "exists_already"
    with town.portal.store.reading() as reading:
        assert reading.holders("writer", [f"{name}.writer"])[f"{name}.writer"] == {"u:wangtai"}
        assert reading.matter("item", name) is None


def test_one_batch_cannot_begin_two_matters_under_one_name(town: Town) -> None:
    name = town.id()
    both = [
        town.intent("create", name, {"fields": FIELDS}),
        Intent(town.id(), "request.receive", name, args={**BROUGHT, "unit": "wangtai"}),
    ]
    assert [one.code for one in town.seat(LIN).sync(*both, cursor={}).verdicts] == ["", "exists_already"]


def test_a_revision_does_not_take_the_name_of_a_letter(town: Town) -> None:
    name, item = letter(town, town.clock()), town.signed()
    verdict = town.seat(LIN).do("revise", item, {"change": "correct", "draft": name})
    assert (verdict.result, verdict.code) == ("rejected", "exists_already")


def test_who_may_begin_nothing_is_not_told_whose_a_name_is(town: Town) -> None:
    item, free = town.draft(), town.id()
    told = [town.seat(OPERATOR).do("create", name, {"fields": FIELDS}) for name in (item, free)]
    assert [(one.code, one.facts) for one in told] == [("not_yours", {"unit": "", "verb": "create"})] * 2


def test_files_are_found_wherever_a_text_speaks_of_them() -> None:
    fields = {"body": f'<p><img src="blob:{SHA}"></p>', "attachments": [{"sha256": "cd" * 32}, "odd", {"x": 1}]}
    assert files_in(fields) == {SHA, "cd" * 32}
    assert files_of(Intent("op", "item.edit", "id", args={"set": fields}, blobs=("ef" * 32,))) == [
        SHA, "cd" * 32, "ef" * 32,
    ]  # fmt: skip


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=4))
def test_the_same_question_has_the_same_hash_however_the_desk_orders_its_acts(args: dict[str, Any]) -> None:
    one = Intent("op-1", "item.edit", "id", args=args)
    assert request_hash(one) == request_hash(replace(one, base=7, after="x", line="y", made_at="z"))
    assert request_hash(one) != request_hash(replace(one, id="other"))
