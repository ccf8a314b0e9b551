"""Which messages are due, when, and when one stands for many."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from models.ladder import ladder_in
from models.reminders import Reminder
from portal.sms.planning import Phone, due_messages, holding, masked, outdated, rings_from
from portal.sms.wording import Wording
from tests.models.office import DIRECTORY, TEXTS, ZONE

TEXTING = ladder_in(TEXTS).texting
PHONE = Phone("p_lin", "13900000007")
NOW = datetime(2026, 4, 28, 9, 0, tzinfo=ZONE)
Rows = Mapping[str, Mapping[str, Any]]


def reminder(identity: str, why: str = "today", at: datetime = NOW) -> Reminder:
    return Reminder(
        f"{identity}.{why}", "letter", identity, why, date(2026, 4, 28), at.isoformat(), {"unit": "wangtai"}
    )


def daily(identity: str, why: str, at: datetime) -> Reminder:
    return replace(reminder(identity, why, at), daily=True)


def due(found: list[Reminder], known: Rows | None = None, now: datetime = NOW) -> dict[str, Mapping[str, Any]]:
    wording = Wording(DIRECTORY.units)
    return dict(due_messages(found, known or {}, PHONE, now, TEXTING, DIRECTORY.calendar, wording))


def test_each_matter_has_one_message_under_a_name_of_its_own() -> None:
    rows = due([reminder("a"), reminder("b"), reminder("b", "arrived", NOW.replace(hour=8))])
    assert list(rows) == ["s.2026-04-28.p_lin.0", "s.2026-04-28.p_lin.1"]
    both = next(doc for doc in rows.values() if doc["about"][0]["id"] == "b")
    assert (both["about"], both["keys"]) == (
        [{"kind": "letter", "id": "b", "why": "today"}], ["b.today", "b.arrived"],
    )  # fmt: skip
    assert (both["to"], both["state"], both["person"]) == ("139****0007", "queued", "p_lin")
    assert "13900000007" not in str(rows)


def test_what_was_told_is_not_told_again() -> None:
    first = due([reminder("a")])
    assert due([reminder("a")], first) == {}
    more = due([reminder("a"), reminder("b")], first)
    assert list(more) == ["s.2026-04-28.p_lin.1"]


def test_many_at_once_are_one_message() -> None:
    (row,) = due([reminder(name) for name in "abcdef"]).values()
    assert "6件" in row["text"]
    assert len(row["keys"]) == len(row["about"]) == 6


def test_a_day_has_a_limit_and_the_last_message_stands_for_the_rest() -> None:
    sent: dict[str, Mapping[str, Any]] = {}
    for name in "abcdefg":
        sent |= due([reminder(name)], sent)
    assert len(sent) == TEXTING.most_a_day - 1
    last = due([reminder("h"), reminder("i")], sent)
    assert ["2件" in row["text"] for row in last.values()] == [True]
    assert due([reminder("j")], {**sent, **last}) == {}
    tomorrow = NOW.replace(day=29)
    assert list(due([reminder("j")], {**sent, **last}, tomorrow)) == ["s.2026-04-29.p_lin.0"]


def test_old_reminders_stand_on_the_desk_only() -> None:
    assert due([reminder("a", at=NOW.replace(day=24))]) == {}


@pytest.mark.parametrize(
    ("now", "rings"),
    [
        ("2026-04-28T09:00", "2026-04-28T09:00"),
        ("2026-04-28T07:59", "2026-04-28T08:00"),
        ("2026-04-28T20:00", "2026-04-29T08:00"),
        ("2026-04-30T21:00", "2026-05-06T08:00"),
        ("2026-05-02T07:00", "2026-05-06T08:00"),
        ("2026-05-09T10:00", "2026-05-09T10:00"),
        ("2026-05-09T22:00", "2026-05-11T08:00"),
    ],
)
def test_no_phone_rings_at_night_or_on_a_day_of_rest(now: str, rings: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE)

    assert rings_from(at(now), TEXTING, DIRECTORY.calendar) == at(rings)


def test_what_counts_days_is_said_on_its_own_day_or_not_at_all() -> None:
    """After a night, or a day on which the portal stood still, `one working day left` would no longer be true."""
    found = [daily("a", "in_1_wd", NOW.replace(day=27)), reminder("a", "arrived", NOW.replace(day=27))]
    (row,) = due(found).values()
    assert row["keys"] == ["a.arrived"]
    assert holding(found, NOW) == found[1:]
    assert due([daily("a", "today", NOW)])


def test_what_comes_at_night_waits_for_the_morning() -> None:
    (row,) = due([reminder("a")], now=NOW.replace(hour=22)).values()
    assert row["not_before"] == "2026-04-29T08:00:00+08:00"


def test_a_message_that_waits_is_dropped_when_nothing_of_it_holds_any_more() -> None:
    (row,) = due([reminder("a"), reminder("a", "urged")]).values()
    assert outdated(row, {"a.urged"}, NOW, TEXTING) == ""
    assert outdated(row, {"b.today"}, NOW, TEXTING) == "settled"
    assert outdated(row, {"a.urged"}, datetime(2026, 5, 2, tzinfo=ZONE), TEXTING) == "too_late"


@pytest.mark.parametrize(("number", "shown"), [("13900000007", "139****0007"), ("12345", "****")])
def test_a_number_is_shown_masked(number: str, shown: str) -> None:
    assert masked(number) == shown
