"""The yearly report is a query: every request in its row, carried in and over, and the sums of every column agree."""

from datetime import date
from typing import Any

import pytest

from models.matter import Matter
from models.outcomes import outcomes
from models.policy import Directory, shipped
from models.problems import BrokenPolicy
from models.yearly import CARRIED, LEFT, NEW, TOTAL, Report, due_day, form, report

DIRECTORY = Directory(shipped())


def _request(
    received: str, answered: str = "", code: str = "granted", applicant: str = "citizen", **more: Any
) -> Matter:
    fields = {"received_on": received, "applicant": applicant, "outcome": {"code": code}}
    system = {**({"answered_at": f"{answered}T10:00:00+08:00"} if answered else {}), **more.pop("system", {})}
    state = more.get("state", "answered" if answered else "in_hand")
    return Matter("r", "request", "wangtai", state, "portal", fields=fields, system=system, **{
        name: value for name, value in more.items() if name != "state"
    })  # fmt: skip


def _row(made: Report, row: str) -> tuple[int, ...]:
    return made.numbers[row]


def test_a_request_of_the_year_is_new_answered_and_summed() -> None:
    made = report([_request("2026-03-11", "2026-03-25")], 2026, DIRECTORY)
    assert _row(made, NEW) == _row(made, "granted") == _row(made, TOTAL) == (1, 0, 1)
    assert _row(made, LEFT) == (0, 0, 0)
    assert made.adds_up


def test_a_request_over_new_year_is_carried_over_and_then_carried_in() -> None:
    over = [_request("2025-12-22", "2026-01-13", "partial", "legal")]
    before, after = report(over, 2025, DIRECTORY), report(over, 2026, DIRECTORY)
    assert _row(before, NEW) == _row(before, LEFT) == (0, 1, 1)
    assert _row(before, TOTAL) == (0, 0, 0)
    assert _row(after, CARRIED) == _row(after, "partial") == _row(after, TOTAL) == (0, 1, 1)
    assert _row(after, NEW) == (0, 0, 0)
    assert before.adds_up
    assert after.adds_up


def test_what_lies_outside_the_year_is_not_counted() -> None:
    others = [_request("2027-01-04"), _request("2024-05-01", "2024-06-01"), _request("")]
    made = report(others, 2026, DIRECTORY)
    assert all(sum(numbers) == 0 for numbers in made.numbers.values())


@pytest.mark.parametrize("code", list(outcomes(DIRECTORY).codes))
def test_every_outcome_has_its_row(code: str) -> None:
    made = report([_request("2026-03-11", "2026-03-25", code)], 2026, DIRECTORY)
    assert _row(made, outcomes(DIRECTORY).codes[code].row) == (1, 0, 1)
    assert made.adds_up


def test_a_correction_that_never_came_is_counted_as_such() -> None:
    given_up = _request("2026-03-11", state="lapsed", changed_at="2026-04-20T09:00:00+08:00")
    assert _row(report([given_up], 2026, DIRECTORY), "not_corrected") == (1, 0, 1)


def test_an_answer_without_a_known_outcome_is_counted_as_other_and_nothing_is_lost() -> None:
    made = report([_request("2026-03-11", "2026-03-25", "made_up")], 2026, DIRECTORY)
    assert _row(made, "other") == (1, 0, 1)
    assert made.adds_up


def test_an_applicant_of_an_unknown_kind_stands_with_the_others() -> None:
    assert _row(report([_request("2026-03-11", applicant="company")], 2026, DIRECTORY), NEW) == (0, 1, 1)


def test_reviews_and_suits_are_counted_by_their_year() -> None:
    disputes = [
        {"sort": "review", "day": "2026-05-06", "result": "维持"},
        {"sort": "suit", "day": "2026-07-01"},
        {"sort": "suit", "day": "2025-07-01"},
    ]
    made = report([_request("2026-03-11", "2026-03-25", system={"disputes": disputes})], 2026, DIRECTORY)
    assert made.disputes == {"review.ended": 1, "suit.open": 1}


def test_the_form_has_the_rows_of_the_national_one() -> None:
    ids = [row.id for row in form(DIRECTORY).rows if not row.heads]
    assert len(ids) == len(set(ids)) == 25
    assert {code.row for code in outcomes(DIRECTORY).codes.values()} <= set(ids)
    assert due_day(2026, DIRECTORY) == report([], 2026, DIRECTORY).due == date(2027, 1, 31)


def test_a_missing_form_is_named() -> None:
    with pytest.raises(BrokenPolicy, match=r"yearly\.toml"):
        form(Directory({}))
