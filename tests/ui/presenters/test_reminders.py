"""提醒: by day, newest first, each with its fate; what was seen, put off or settled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.people import Actor, Post
from models.reminders import Reminder
from sync.client.reminding import Inbox
from tests.ui.fakes import CLERK, LADDER, NOW, RULES
from tests.ui.told import at, inbox, message
from ui.presenters.reminders import Line, keys_of, laters, pane, screen_of, sentence, todays, unread, waits, warning
from ui.text import Words

ZH, EN = Words("zh"), Words("en")
DIRECTORY = RULES.directory


def lines(told: Inbox) -> list[Line]:
    return list(pane(told, CLERK, DIRECTORY, ZH).lines)


def line(told: Inbox, start: str) -> Line:
    return next(one for one in lines(told) if one.key.startswith(start))


def test_days_stand_newest_first_and_the_most_pressing_before_its_neighbours() -> None:
    found = lines(inbox())
    heads = [one.text for one in found if one.head]
    assert heads[:3] == ["今天 4月28日 周二", "昨天 4月27日 周一", "4月24日 周五"]
    assert [one.key.partition(".2026")[0] for one in found[1:3]] == ["l1.overdue", "l2.today"]
    assert found[1].hour == "8:30"


@pytest.mark.parametrize(
    ("start", "fate", "icon", "signed"),
    [
        ("l1.overdue", "短信已送达 139****0007", "check", True),
        ("l2.today", "短信排队中", "clock-outline", True),
        ("l1.urged", "短信没送到", "alert", True),
        ("l1.in_1_wd", "短信已发出 139****0007", "send-check-outline", True),
        ("l2.in_1_wd", "短信已发出，没有回执", "help-circle-outline", True),
        ("i2.returned", "只在本机提醒", "message-text-outline", False),
    ],
)
def test_each_says_what_became_of_its_message(start: str, fate: str, icon: str, signed: bool) -> None:
    one = line(inbox(), start)
    assert (one.fate, one.fate_icon, one.text.startswith("【延平门户】")) == (fate, icon, signed)


def test_a_message_that_was_given_up_before_it_went_is_a_reminder_on_this_desk() -> None:
    told = inbox()
    key = next(one.key for one in told.found if one.why == "overdue")
    gone = {**told.messages, key: {**told.messages[key], "state": "expired"}}
    assert line(replace(told, messages=gone), key).fate == "只在本机提醒"


def test_what_was_read_on_a_phone_and_is_settled_since_stays_to_be_seen() -> None:
    assert line(inbox(), "gone").text == "【延平门户】王台镇：来信WT2026-0299今天到期，请今天办结。"


def test_of_each_ladder_only_the_step_it_has_come_to_is_unread() -> None:
    told = inbox()
    names = {key.partition(".2026")[0].partition(".op")[0] for key in unread(told)}
    assert names == {"l1.overdue", "l2.today", "i2.returned", "l1.urged"}
    seen = replace(told, read=frozenset(unread(told)))
    assert unread(seen) == ()
    assert pane(seen, CLERK, DIRECTORY, ZH).unread == 0


def test_what_is_put_off_is_away_until_its_moment() -> None:
    told = inbox()
    key = next(one.key for one in told.found if one.why == "overdue")
    later = replace(told, later={key: (NOW + timedelta(hours=1)).isoformat()})
    assert key not in keys_of(pane(later, CLERK, DIRECTORY, ZH).lines)
    assert pane(later, CLERK, DIRECTORY, ZH).put_off == (key,)
    assert key not in unread(later)
    again = replace(later, now=NOW + timedelta(hours=2))
    assert not any(waits(again, one) for one in again.found)
    assert key in keys_of(pane(again, CLERK, DIRECTORY, ZH).lines)


def test_a_sentence_names_the_title_on_this_desk_and_else_the_number() -> None:
    told = inbox()
    one = next(each for each in told.found if each.why == "overdue")
    assert sentence(one, told.matters["l1"], DIRECTORY, ZH, NOW.date()) == (
        "王台镇：来信“村道路灯损坏三个月无人维修”4月27日 周一到期，已超期 1 个工作日，请立即办理。"
    )
    assert "来信 WT2026-0312" in sentence(one, None, DIRECTORY, ZH, NOW.date())


WHYS = sorted(
    {
        *(rung.id for rung in LADDER.rungs), *(wait.why for wait in LADDER.waits.values()),
        *(news.why for news in LADDER.news.values()),
        "extension_asked", "correction_ends", "consult_ends", "answer_due",
    }
)  # fmt: skip


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("words", [ZH, EN])
def test_every_reminder_has_its_sentence(why: str, words: Words) -> None:
    one = Reminder(f"x.{why}", "letter", "x", why, NOW.date(), at(28, 9), {"unit": "wangtai", "number": "7"})
    assert sentence(one, None, DIRECTORY, words, NOW.date())


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=4), ""),
        (timedelta(minutes=-7), "7 分钟"),
        (timedelta(hours=3, minutes=20), "3 小时"),
        (timedelta(days=365), "365 天"),
    ],
)
def test_a_wrong_clock_is_told_with_its_size(ahead: timedelta, said: str) -> None:
    assert said in warning(ahead, ZH)[0]
    assert bool(warning(ahead, ZH)[1]) == bool(said)


def test_today_shows_what_was_told_today_without_the_signature() -> None:
    told = todays(inbox(), CLERK, DIRECTORY, ZH)
    assert [one.plain[:4] for one in told] == ["王台镇：", "王台镇："]
    assert todays(inbox(), CLERK, DIRECTORY, ZH, most=1) == told[:1]


def test_a_reminder_can_wait_an_hour_or_until_the_next_working_morning() -> None:
    eve = NOW.replace(day=30)
    assert [until for _, until in laters(eve, LADDER, DIRECTORY, ZH)] == [
        eve + timedelta(hours=1), NOW.replace(month=5, day=6, hour=8, minute=30),
    ]  # fmt: skip


def test_a_line_is_read_out_whole() -> None:
    assert line(inbox(), "i2.returned").spoken == (
        "15:22, 陈志远退回信息“王台镇2026年防汛应急预案”，请修改后再送。, 只在本机提醒, 打开信息"
    )


def test_a_matter_opens_on_its_own_screen_or_on_the_docket_of_those_who_watch() -> None:
    supervisor = Actor("p", "督查", frozenset({Post("efficiency", "supervisor")}))
    leader = Actor("p", "区长", frozenset({Post("gov_office", "leader")}))
    assert [screen_of("letter", who) for who in (CLERK, leader, supervisor)] == ["letters", "letters", "docket"]
    assert screen_of("", supervisor) == screen_of("nothing", CLERK) == ""


def test_of_an_overdue_matter_the_days_before_are_shown_only_where_a_phone_rang() -> None:
    later = inbox(NOW.replace(day=30))
    overdue = [one.key for one in later.found if one.why == "overdue" and one.id == "l1"]
    quiet = replace(later, messages={})
    assert [one.key for one in lines(quiet) if one.key in overdue] == overdue[:1]
    rang = replace(later, messages={overdue[2]: message([overdue[2]], "delivered", at(28, 8, 30))})
    assert [one.key for one in lines(rang) if one.key in overdue] == [overdue[0], overdue[2]]
