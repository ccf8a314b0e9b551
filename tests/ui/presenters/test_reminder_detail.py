"""The pane beside a reminder: the matter, what comes next, and when one is reminded."""

from dataclasses import replace
from typing import Any

import pytest

from models.rules import offered
from models.steps import Offer
from sync.client.reminding import Inbox
from tests.ui.fakes import CLERK, LADDER, NOW, RULES
from tests.ui.told import inbox
from ui.presenters.reminder_detail import Detail, detail
from ui.text import Words

ZH = Words("zh")


def shown(start: str, told: Inbox | None = None) -> Detail:
    held = told or inbox()
    one = next(each for each in held.found if each.key.startswith(start))
    offers = offered(held.matters[one.id], CLERK, RULES, NOW)
    return detail(one, offers, held, LADDER, RULES, CLERK, ZH)


def test_an_overdue_letter_says_how_late_it_is_and_who_may_step_in() -> None:
    found = shown("l1.overdue")
    assert (found.lamp, found.tone, found.meta) == ("red", "red", "来信 · 承办中")
    assert (found.step, found.id) == ("拟答复", "l1")
    assert found.last == "最后一天 4月27日 周一 · 已超期 1 个工作日"
    assert [(turn.word, turn.detail) for turn in found.turns] == [
        ("今天 · 已超期 1 个工作日", "区效能办可以督办（第二十七条）"), ("办完以后", "计时停止，不再提醒"),
    ]  # fmt: skip


def test_before_the_last_day_the_rungs_to_come_are_named_with_their_days() -> None:
    told = inbox()
    later = replace(told.matters["l1"], system={**told.matters["l1"].system, "due_at": "2026-05-11"})
    one = replace(next(each for each in told.found if each.id == "l1"), day=NOW.replace(month=5, day=11).date())
    held = replace(told, found=(one,), matters={"l1": later})
    found = detail(one, (), held, LADDER, RULES, CLERK, ZH)
    assert [turn.word for turn in found.turns] == [
        "今天 · 还有 7 个工作日", "4月30日 周四", "5月9日 周六", "5月11日 周一", "过了这一天", "办完以后",
    ]  # fmt: skip
    assert found.turns[1].detail == "还有 5 个工作日，再提醒一次"
    assert "每个工作日 8:30 提醒" in found.turns[4].detail


def test_a_matter_that_waits_for_nothing_is_only_looked_at() -> None:
    held = inbox()
    one = next(each for each in held.found if each.key.startswith("l1.overdue"))
    table = RULES.workflow("request").steps
    assert detail(one, (Offer(table["dispute"]),), held, LADDER, RULES, CLERK, ZH).step == ZH("reminders.look")
    assert detail(one, (Offer(table["accept"]),), held, LADDER, RULES, CLERK, ZH).step == "受理"


def test_what_only_waits_for_a_step_ends_with_it() -> None:
    found = shown("i2.returned")
    assert (found.last, [turn.detail for turn in found.turns]) == ("", ["办完这一步就不再提醒"])
    assert found.id == "i2"
    assert found.step


@pytest.mark.parametrize(
    ("changed", "said"), [({}, "139****0007（林晓梅）"), ({"phone": ""}, "没有登记手机号，只在本机提醒")]
)
def test_it_says_when_and_where_one_is_reminded(changed: Any, said: str) -> None:
    found = detail(None, (), inbox(**changed), LADDER, RULES, CLERK, ZH)
    assert found.key == ""
    assert [value for _, value in found.when] == ["5 个、1 个工作日和当天", "每个工作日 8:30", said]
