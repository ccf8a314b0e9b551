"""The messages as rows: what one process has, no other takes, and what they say changes only their fate."""

from typing import Any

from models.ladder import ladder_in
from portal.sms.line import DELIVERED, Message, NotSent, Report
from portal.sms.queue import Queue
from tests.models.office import TEXTS
from tests.portal.town import Town

TEXTING = ladder_in(TEXTS).texting
ONE = "s.2026-04-28.p_lin.0"


def row(at: str = "2026-04-28T12:00:00+08:00", **changed: Any) -> dict[str, Any]:
    return {
        "person": "p_lin", "to": "139****0007", "text": "【延平门户】来信", "keys": ["a"], "about": [],
        "state": "queued", "tries": 0, "made_at": at, "not_before": at, "changed_at": at, **changed,
    }  # fmt: skip


def queue(town: Town, process: str = "one", **rows: Any) -> Queue:
    made = Queue(town.portal.store, town.clock, process)
    if rows:
        made.write(
            ["p_lin"], TEXTING, lambda _person, known: {f"s.2026-04-28.p_lin.{n[1:]}": d for n, d in rows.items()}
        )
    return made


def test_what_one_process_has_no_other_takes(town: Town) -> None:
    first, second = queue(town, _0=row()), queue(town, "two")
    assert first.take(ONE, "13900000007", TEXTING) == Message(ONE, "13900000007", "【延平门户】来信")
    assert second.take(ONE, "13900000007", TEXTING) is None
    assert second.ready(TEXTING) == []
    assert first.standing("sending")[ONE]["by"] == "one"


def test_the_oldest_goes_first_and_none_before_its_hour(village: Town) -> None:
    early, later = "2026-04-28T11:00:00+08:00", "2026-04-29T08:00:00+08:00"
    kept = queue(village, _0=row(), _1=row(early), _2=row(not_before=later))
    assert kept.ready(TEXTING) == ["s.2026-04-28.p_lin.1", ONE]
    village.clock.pass_(days=1)
    assert len(kept.ready(TEXTING)) == 3


def test_a_person_is_shown_their_rows_of_the_last_days(village: Town) -> None:
    kept, seen = queue(village, _0=row()), list[Any]()
    kept.write(["p_lin", "p_zhou"], TEXTING, lambda person, known: seen.append((person, list(known))) or {})
    assert seen == [("p_lin", [ONE]), ("p_zhou", [])]
    village.clock.pass_(days=TEXTING.fresh_days + 2)
    kept.write(["p_lin"], TEXTING, lambda person, known: seen.append((person, list(known))) or {})
    assert seen[-1] == ("p_lin", [])


def test_a_fate_is_noted_and_the_words_stay(village: Town) -> None:
    kept = queue(village, _0=row())
    kept.take(ONE, "13900000007", TEXTING)
    kept.handed_over(ONE, ["r1"])
    assert kept.reported([Report("unheard of", DELIVERED)]) == 0
    assert kept.reported([Report("r1", DELIVERED)]) == 1
    assert kept.reported([]) == 0
    found = kept.standing("delivered")[ONE]
    assert (found["text"], found["refs"], found["tries"]) == ("【延平门户】来信", {"r1": DELIVERED}, 1)


def test_a_try_that_failed_waits_longer_each_time(village: Town) -> None:
    kept = queue(village, _0=row())
    kept.take(ONE, "13900000007", TEXTING)
    kept.not_sent(ONE, NotSent("line_lost"), TEXTING)
    found = kept.standing("queued")[ONE]
    assert (found["code"], found["not_before"]) == ("line_lost", "2026-04-28T12:01:00+08:00")
    kept.give_up(ONE, "no_number")
    assert kept.standing("failed")[ONE]["code"] == "no_number"
