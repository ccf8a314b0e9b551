"""Judging acts: a bug in a rule costs its own act a later try and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intents import Intent
from sync.server import intake
from sync.server.intake import files_in, files_of, request_hash
from tests.models.office import FIELDS, LIN
from tests.portal.town import Town

SHA = "ab" * 32


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
