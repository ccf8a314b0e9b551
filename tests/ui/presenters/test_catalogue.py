"""Columns: empty, stale, near, fine, not applicable; and which draft would mend each (Art. 11, 12)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.policy import Column
from tests.ui.fakes import LAST, RULES, UNIT, sample
from ui.presenters import catalogue
from ui.presenters.catalogue import Usable
from ui.text import Words

TODAY = date(2026, 4, 28)
NEWS = Column("0802", "工作动态", "Work news", "08", 8, "2 week")
DRAFT = Usable("i4", "春季植树", "self_reviewed", "p_linxm", "2026-04-27T10:00:00+08:00")


def _states() -> dict[str, catalogue.ColumnState]:
    last = {code: f"{day}T10:00:00+08:00" for code, day in LAST.items()}
    found = catalogue.states(RULES.directory, UNIT, last, [one for one in sample() if one.state != "published"], TODAY)
    return {one.column.code: one for one in found}


def test_a_column_that_never_published_is_empty_and_red() -> None:
    state = catalogue.judge(NEWS, None, [], UNIT, RULES.directory.calendar, TODAY)
    assert (state.lamp, state.due) == ("red", None)


def test_two_weeks_after_the_last_text_a_column_is_stale() -> None:
    assert catalogue.judge(NEWS, date(2026, 4, 16), [], UNIT, RULES.directory.calendar, TODAY).lamp == "amber"
    assert catalogue.judge(NEWS, date(2026, 4, 16), [], UNIT, RULES.directory.calendar, TODAY).due == date(2026, 4, 30)
    assert catalogue.judge(NEWS, date(2026, 4, 13), [], UNIT, RULES.directory.calendar, TODAY).lamp == "red"


def test_a_column_that_does_not_apply_is_grey_and_never_red() -> None:
    report = Column("0901", "政府工作报告", "Report", "09", 9, "1 year", applies=["gov_office"])
    assert catalogue.judge(report, None, [], UNIT, RULES.directory.calendar, TODAY).lamp == "none"


def test_a_column_without_a_limit_is_fine_once_it_has_a_text() -> None:
    profile = Column("0101", "单位简介", "Profile", "01", 1, "on_change")
    assert catalogue.judge(profile, date(2020, 1, 1), [], UNIT, RULES.directory.calendar, TODAY).lamp == "green"


@given(st.dates(date(2014, 1, 1), date(2035, 12, 31)), st.sampled_from(["2 week", "6 month", "1 year", "quarter"]))
def test_a_limit_always_ends_later_than_it_began_and_on_a_real_day(start: date, limit: str) -> None:
    due = catalogue.later(start, limit)
    assert due is not None
    assert 14 <= (due - start).days <= 366


def test_a_half_year_from_the_last_of_august_ends_in_february() -> None:
    assert catalogue.later(date(2025, 8, 31), "6 month") == date(2026, 2, 28)


def test_the_draft_that_would_mend_a_column_is_named() -> None:
    states = _states()
    assert [one.id for one in states["0402"].usable] == ["i8"]
    assert [one.id for one in states["0802"].usable] == ["i4"]


def test_the_table_groups_columns_and_says_the_last_day_with_its_weekday() -> None:
    rows = catalogue.table(_states().values(), RULES.directory, Words("zh"), TODAY)
    by_code = {row.code: row for row in rows}
    assert by_code["08"].group
    assert by_code["0802"].due == "4月30日 周四"
    assert by_code["0402"].due == "空栏目"
    assert by_code["0901"].due == "不适用"
    assert by_code["0802"].usable == "已自审 1 篇"


def test_the_tally_counts_every_column_once() -> None:
    states = _states()
    tally = catalogue.tally(states.values())
    assert tally.empty + tally.stale + tally.near + tally.fresh + tally.none == len(states)


def test_the_detail_says_why_with_its_article() -> None:
    shown = catalogue.detail(_states()["0402"], Words("zh"), TODAY)
    assert "第十二条" in shown.why
    assert shown.usable[0][1] == "草稿 · 4月23日 周四"
