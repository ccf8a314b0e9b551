"""Who is told what, when and why."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from models.ladder import ladder_in
from models.matter import Entry, Matter
from models.people import Actor
from models.reminders import Reminder, reminders
from tests.models.office import CHEN, LEADER, LIN, OPERATOR, TEXTS, ZHOU, ZONE, person

LADDER = ladder_in(TEXTS)
DISPATCHER = person("disp", ("petition", "dispatcher"))
OFFICE = person("office", ("gov_office", "office"))
ONE_SMALL_OFFICE = person("alone", ("wangtai", "clerk"), ("wangtai", "reviewer"))


class May:
    """The days around 1 May 2026: off from the 1st to the 5th, the 9th a Saturday at work."""

    def is_working(self, day: date) -> bool:
        if date(2026, 5, 1) <= day <= date(2026, 5, 5):
            return False
        return day.weekday() < 5 or day == date(2026, 5, 9)


def at(day: int, hour: int = 12, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def entry(verb: str, when: datetime, before: str, after: str, by: str = "p_other", name: str = "陈志远") -> Entry:
    return Entry(f"op-{verb}", verb, by, name, "", "", when.isoformat(), before, after, note="内部的话")


def letter(state: str = "in_hand", due: str = "2026-04-28", **system: Any) -> Matter:
    known = {"number": "WT2026-0312", "due_at": due, "handler": "p_lin", "writer": {"name": "李**"}, **system}
    fields = {"title": "村道路灯损坏三个月", "body": "李大山，13905990000"}
    trail = system.pop("trail", ())
    return Matter("m1", "letter", "wangtai", state, "", 1, fields=fields, system=known, trail=trail)


def told(matter: Matter, actor: Actor, now: datetime) -> list[tuple[str, str]]:
    return [(one.why, one.at[5:16]) for one in reminders([matter], actor, now, May(), LADDER)]


def whys(matter: Matter, actor: Actor, now: datetime) -> set[str]:
    return {why for why, _ in told(matter, actor, now)}


# The ladder to the last day.


def test_the_ladder_speaks_in_the_morning_of_working_days_and_keeps_what_it_said() -> None:
    matter = letter(due="2026-04-28")
    assert told(matter, LIN, at(28, 9)) == [
        ("today", "04-28T08:30"), ("in_1_wd", "04-27T08:30"), ("in_5_wd", "04-21T08:30"),
    ]  # fmt: skip
    assert told(matter, LIN, at(28, 8, 29))[0] == ("in_1_wd", "04-27T08:30")
    assert told(matter, LIN, at(21, 8, 30)) == [("in_5_wd", "04-21T08:30")]
    assert told(matter, LIN, at(20)) == []


def test_days_are_counted_over_the_holiday_and_the_saturday_at_work() -> None:
    assert told(letter(due="2026-05-06"), LIN, at(30)) == [("in_1_wd", "04-30T08:30"), ("in_5_wd", "04-24T08:30")]
    assert told(letter(due="2026-05-11"), LIN, at(9, month=5))[0] == ("in_1_wd", "05-09T08:30")


def test_what_is_overdue_is_said_anew_each_working_day() -> None:
    found = reminders([letter(due="2026-04-29")], LIN, at(7, month=5), May(), LADDER)
    overdue = [(one.at[5:10], one.facts["late"]) for one in found if one.why == "overdue"]
    assert overdue == [("05-07", 3), ("05-06", 2), ("04-30", 1)]
    assert len({one.key for one in found}) == len(found)


def test_a_last_day_that_may_move_is_spoken_of_two_working_days_earlier() -> None:
    assert told(letter(due="2026-04-28", due_provisional=True), LIN, at(23)) == [
        ("in_1_wd", "04-23T08:30"), ("in_5_wd", "04-17T08:30"),
    ]  # fmt: skip


@pytest.mark.parametrize("state", ["replied", "closed", "not_answered", "unheard_of"])
def test_what_was_answered_has_no_last_day_any_more(state: str) -> None:
    assert told(letter(state), LIN, at(28)) == []


def test_while_another_organ_has_the_word_the_last_day_rests() -> None:
    request = replace(letter("consulting"), kind="request")
    assert whys(request, LIN, at(28)) == set()
    assert whys(replace(request, state="in_hand"), LIN, at(28)) >= {"today"}


def test_what_is_far_away_is_not_counted() -> None:
    assert told(letter(due="2027-04-28"), LIN, at(28)) == []


# Who is meant.


def test_before_anybody_signs_for_it_all_clerks_of_the_unit_are_told() -> None:
    moved = (entry("dispatch", at(27, 10), "with_dispatcher", "assigned"),)
    matter = replace(letter("assigned", due="2026-05-20", handler=None), trail=moved)
    assert told(matter, LIN, at(28)) == told(matter, ZHOU, at(28)) == [("arrived", "04-27T10:00")]
    assert told(matter, CHEN, at(28)) == []


def test_after_that_only_who_signed_for_it() -> None:
    assert whys(letter(), LIN, at(28))
    assert not whys(letter(), ZHOU, at(28))


def test_a_clerk_of_another_unit_is_told_nothing() -> None:
    assert not whys(letter("assigned", handler=None), person("far", ("finance", "clerk")), at(28))


def test_units_asked_to_help_are_told_that_it_arrived() -> None:
    finance = person("fin", ("finance", "clerk"))
    assert "arrived" in whys(letter("assigned", handler=None, units=["wangtai", "finance"]), finance, at(28))


def test_the_reviewer_is_told_what_waits_for_a_signature_but_never_of_their_own_words() -> None:
    matter = letter("reply_in_review", submitted={"by": "p_lin"}, writers=["p_lin"])
    assert whys(matter, CHEN, at(28)) == {"to_sign", "today", "in_1_wd"}
    assert "to_sign" not in whys(matter, replace(ONE_SMALL_OFFICE, person="p_lin"), at(28))


def test_the_reviewer_hears_of_what_is_overdue_even_before_it_is_submitted() -> None:
    assert whys(letter(), CHEN, at(29)) == {"overdue"}


@pytest.mark.parametrize(
    ("state", "actor", "why"),
    [
        ("with_leader", LEADER, "to_instruct"),
        ("with_dispatcher", DISPATCHER, "to_dispatch"),
        ("received", DISPATCHER, "to_dispatch"),
    ],
)
def test_the_district_desks_are_told_what_waits_for_them(state: str, actor: Actor, why: str) -> None:
    matter = letter(state, due="2026-05-20")
    assert whys(matter, actor, at(28)) == {why}
    assert not whys(letter("in_hand", due="2026-05-20"), actor, at(28))


def test_items_wait_for_signature_countersign_and_the_main_site() -> None:
    item = Matter("i1", "item", "wangtai", "in_review", "p_lin", system={"submitted": {"by": "p_lin"}})
    assert whys(item, CHEN, at(28)) == {"to_sign"}
    assert whys(replace(item, state="with_portal"), OPERATOR, at(28)) == {"to_place"}
    asked = replace(item, state="countersign", fields={"co_units": ["finance"]})
    finance = person("fin", ("finance", "reviewer"))
    assert whys(asked, finance, at(28)) == {"to_countersign"}
    assert not whys(replace(asked, system={"countersigns": {"finance": {}}}), finance, at(28))


# News from others.


def test_what_was_returned_is_said_until_it_is_submitted_again() -> None:
    sent = entry("submit", at(27, 9), "self_reviewed", "in_review", "p_lin")
    back = entry("return", at(27, 15, 22), "in_review", "returned")
    item = Matter("i1", "item", "wangtai", "returned", "p_lin", trail=(sent, back))
    assert told(item, LIN, at(28)) == [("returned", "04-27T15:22")]
    assert told(item, ZHOU, at(28)) == []
    long_ago = replace(item, trail=(sent, replace(back, at=at(1).isoformat())))
    assert whys(long_ago, LIN, at(28)) == {"returned"}
    again = replace(item, state="in_review", trail=(*item.trail, entry("submit", at(28, 9), "returned", "in_review")))
    assert told(again, LIN, at(28)) == []


def test_an_urge_and_an_order_are_told_once_each_and_fade_after_a_fortnight() -> None:
    trail = (
        entry("urge", at(2), "in_hand", "in_hand"),
        entry("urge", at(27, 17, 5), "in_hand", "in_hand"),
        entry("supervise", at(28, 9), "in_hand", "in_hand"),
    )
    matter = replace(letter(due="2026-05-20"), trail=trail)
    assert told(matter, LIN, at(28)) == [("supervised", "04-28T09:00"), ("urged", "04-27T17:05")]


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    mine = entry("recount", at(27), "in_hand", "in_hand", by="p_lin")
    assert told(replace(letter(due="2026-05-20"), trail=(mine,)), LIN, at(28)) == []


def test_an_extension_asked_for_waits_for_its_ruling() -> None:
    matter = letter(
        due="2026-05-20",
        extension={"days": 10, "by": "p_lin", "name": "林晓梅", "at": at(27).isoformat(), "state": "asked"},
    )
    assert whys(matter, LEADER, at(28)) == {"extension_asked"}
    assert whys(replace(matter, kind="request"), OFFICE, at(28)) == {"extension_asked"}
    assert not whys(replace(matter, kind="request"), LEADER, at(28))
    for state in ("granted", "told", "refused"):
        ruled = {**matter.system["extension"], "state": state}
        assert not whys(replace(matter, system={**matter.system, "extension": ruled}), LEADER, at(28))


def test_a_last_day_moved_by_a_new_notice_is_told_with_the_new_day() -> None:
    counted = entry("recount", at(27), "in_hand", "in_hand", by="portal")
    moved = replace(letter(due="2026-05-20", moved={"at": counted.at}), trail=(counted,))
    found = reminders([moved], LIN, at(28), May(), LADDER)
    assert [(one.why, one.day) for one in found] == [("moved", date(2026, 5, 20))]


def test_a_count_that_only_made_the_day_certain_is_not_told() -> None:
    counted = entry("recount", at(27), "in_hand", "in_hand", by="portal")
    earlier = {"at": at(20).isoformat(timespec="seconds")}
    for system in ({}, {"moved": earlier}):
        same = replace(letter(due="2026-05-20", **system), trail=(counted,))
        assert reminders([same], LIN, at(28), May(), LADDER) == ()


# Other terms.


def test_a_correction_and_a_question_to_others_run_out_too() -> None:
    asked = replace(letter("correction", correction={"until": "2026-04-28"}), kind="request")
    assert whys(asked, LIN, at(28)) == {"correction_ends"}
    out = letter(
        "consulting", consults=[{"sent_at": at(7).isoformat()}, {"sent_at": at(7).isoformat(), "back_at": "x"}]
    )
    assert [one.why for one in reminders([replace(out, kind="request")], LIN, at(28), May(), LADDER)] == [
        "consult_ends", "consult_ends",
    ]  # fmt: skip


def test_the_answer_to_an_order_has_a_day_of_its_own() -> None:
    order = {"number": "督〔2026〕3号", "answer_by": "2026-04-29"}
    matter = letter(due="2026-05-20", supervisions=[order, {**order, "answer": {"text": "已修"}}])
    (one,) = reminders([matter], LIN, at(28), May(), LADDER)
    assert (one.why, one.facts["order"], one.day) == ("answer_due", "督〔2026〕3号", date(2026, 4, 29))


# The unit that has not come in (Art. 28).


@pytest.mark.parametrize(
    ("seen", "now", "whys_"),
    [
        ({"wangtai": "2026-04-27"}, at(28, 15), {"sign_in"}),
        ({}, at(28, 15), {"sign_in"}),
        ({"wangtai": "2026-04-28"}, at(28, 15), set()),
        ({}, at(28, 14, 59), set()),
        ({}, at(26, 15), set()),
    ],
)
def test_a_unit_that_has_not_come_in_by_three_is_reminded_on_working_days(
    seen: dict[str, str], now: datetime, whys_: set[str]
) -> None:
    found = reminders([], LIN, now, May(), LADDER, seen)
    assert {one.why for one in found} == whys_
    assert not reminders([], CHEN, now, May(), LADDER, seen)


def test_where_sign_ins_are_not_known_nothing_is_said_of_them() -> None:
    assert reminders([], LIN, at(28, 16), May(), LADDER) == ()


# What must never be in a reminder.


def _all_of(one: Reminder) -> str:
    return f"{one}"


def test_no_word_of_the_writer_and_no_title_is_in_any_reminder() -> None:
    trail = tuple(entry(verb, at(27), "in_hand", "in_hand") for verb in LADDER.news)
    matter = replace(
        letter(
            extension={"at": at(27).isoformat(), "reason": "李大山在外"}, supervisions=[{"answer_by": "2026-04-28"}]
        ),
        trail=trail,
    )
    everything = person("all", *(("wangtai", role) for role in ("clerk", "reviewer", "leader", "office", "dispatcher")))
    found = reminders([matter], replace(everything, person="p_lin"), at(28), May(), LADDER)
    text = "".join(map(_all_of, found))
    assert len(found) > 8
    assert not [word for word in ("李", "139", "路灯", "内部") if word in text]


def test_the_same_reminder_has_the_same_key_later_and_elsewhere() -> None:
    def keys(now: datetime) -> set[str]:
        return {one.key for one in reminders([letter()], LIN, now, May(), LADDER)}

    assert keys(at(28, 9)) == keys(at(28, 18)) < keys(at(29, 9))
