"""The figures of a month: each matter stands in the months in which something happened to it, once."""

from datetime import date

import pytest

from models.docket import docket_of
from models.figures import Line, figures, months_to, total
from models.matter import Matter
from models.people import WRITER
from tests.models.bureau import CHEN, LEADER, LIN, SUPERVISOR, Bureau

MARCH, APRIL = (2026, 3), (2026, 4)


def counted(*matters: Matter, today: date = date(2026, 4, 30), kind: str = "") -> dict[tuple[int, int], Line]:
    found = figures(map(docket_of, matters), (MARCH, APRIL), today, kind)
    assert set(found) <= {"wangtai"}
    return dict(found.get("wangtai", {MARCH: Line(), APRIL: Line()}))


def test_an_answer_in_time_counts_in_its_own_month_and_the_receipt_in_another() -> None:
    bureau = Bureau().at(date(2026, 3, 30))
    letter = bureau.in_review()
    bureau.at(date(2026, 4, 9))
    lines = counted(bureau.act(CHEN, "sign_reply", letter, {"public": False}))
    assert (lines[MARCH].received, lines[MARCH].answered) == (1, 0)
    april = lines[APRIL]
    assert (april.received, april.answered, april.in_time, april.overdue, april.average) == (0, 1, 1, 0, 10)
    assert april.punctual == 1.0


def test_a_late_answer_is_overdue_in_the_month_of_its_last_day() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.in_review()
    bureau.at(date(2026, 4, 20))
    lines = counted(bureau.act(CHEN, "sign_reply", letter, {"public": False}))
    assert (lines[MARCH].overdue, lines[APRIL].answered, lines[APRIL].in_time) == (1, 1, 0)


def test_what_is_open_past_its_day_is_overdue_and_before_it_is_not() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.in_hand()
    assert counted(letter)[MARCH].overdue == 1
    assert counted(letter, today=date(2026, 3, 10))[MARCH].overdue == 0


def test_extensions_supervisions_and_ratings_count_in_the_month_they_happen() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    letter = bureau.act(LIN, "ask_extension", bureau.in_hand(), {"days": 5, "reason": "需现场勘查"})
    bureau.act(LEADER, "grant_extension", letter, {"days": 5})
    bureau.at(date(2026, 4, 20))
    order = {"number": "效督〔2026〕8号", "answer_by": "2026-04-28", "note": "超期"}
    lines = counted(bureau.act(SUPERVISOR, "supervise", letter.id, order))
    assert (lines[MARCH].extensions, lines[APRIL].supervised) == (1, 1)


def test_satisfaction_is_the_share_of_those_who_said_something() -> None:
    def rated(score: str) -> Matter:
        bureau = Bureau().at(date(2026, 3, 2))
        return bureau.act(WRITER, "rate", bureau.replied(), {"score": score})

    line = counted(rated("satisfied"), rated("mostly"), rated("unsatisfied"), Bureau().at(date(2026, 3, 2)).replied())
    assert (line[MARCH].rated, line[MARCH].pleased, line[MARCH].answered) == (3, 2, 4)
    assert line[MARCH].satisfaction == pytest.approx(2 / 3)


def test_a_letter_left_without_an_answer_for_a_reason_is_neither_answered_nor_late() -> None:
    bureau = Bureau().at(date(2026, 3, 2))
    ruled = bureau.act(LIN, "rule_no_reply", bureau.in_hand(), {"ground": "abuse", "reason": "无实际诉求"})
    line = counted(bureau.act(CHEN, "confirm_no_reply", ruled))[MARCH]
    assert (line.no_replies, line.answered, line.overdue) == (1, 0, 0)


def test_one_kind_can_be_counted_alone_and_lines_add_up() -> None:
    letter = Bureau().at(date(2026, 3, 2)).replied()
    case = Bureau("service").at(date(2026, 3, 2)).in_hand()
    assert counted(letter, case, kind="service")[MARCH].received == 1
    both = total([counted(letter)[MARCH], counted(case)[MARCH]])
    assert both == counted(letter, case)[MARCH]
    assert Line().average is None


def test_the_months_before_one_cross_the_turn_of_the_year() -> None:
    assert months_to((2026, 2), 4) == ((2025, 11), (2025, 12), (2026, 1), (2026, 2))


def test_what_waits_for_its_applicant_is_not_overdue() -> None:
    bureau = Bureau("service").at(date(2026, 3, 2))
    case = bureau.in_hand()
    assert counted(case)[MARCH].overdue == 1
    assert counted(bureau.act(LIN, "ask_materials", case, {"missing": ["申请表"]}))[MARCH].overdue == 0
