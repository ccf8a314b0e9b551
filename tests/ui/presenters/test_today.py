"""今日: the order of the last day, the calendar line, and only what is really computed."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.holidays import read_notice
from models.workflow import Offer
from tests.ui.fakes import CLERK, NOW, RULES, STEPS, UNIT, FakeDesk, listed
from ui.presenters import today
from ui.presenters.reading import today_pane
from ui.presenters.today import Task
from ui.text import Words

ZH = Words("zh")
DAY = NOW.date()
CALENDAR = RULES.directory.calendar


def _pane() -> today.TodayPane:
    return today_pane(FakeDesk(), CLERK, UNIT, ZH, NOW)


def test_an_empty_column_comes_first_and_then_the_earliest_last_day() -> None:
    assert [row.id for row in _pane().rows] == ["i8", "i4", "i2", "i1"]


def test_a_row_names_its_step_in_the_words_of_the_trade() -> None:
    steps = {row.id: row.step for row in _pane().rows}
    assert steps == {"i8": "接着写", "i4": "提交", "i2": "修改", "i1": "接着写"}


def test_the_last_day_carries_its_weekday_and_its_reason() -> None:
    row = next(row for row in _pane().rows if row.id == "i4")
    assert (row.due, row.note, row.lamp) == ("4月30日 周四", "栏目每 2 周要更新", "amber")


def test_what_is_handed_on_waits_for_others() -> None:
    assert [one.id for one in _pane().waiting] == ["i3", "i5", "i6"]
    assert "会签中" in _pane().waiting[1].text


def test_an_overdue_matter_is_red_and_says_by_how_much() -> None:
    late = listed("x", "村道路灯", "0702", "draft", NOW.isoformat(), due="2026-04-27")
    row = today.work_rows([Task(late, (Offer(STEPS["edit"]),))], {}, RULES, ZH, DAY)[0]
    assert (row.lamp, row.note) == ("red", "已超期 1 个工作日")


def test_the_calendar_line_names_the_holiday_and_its_make_up_day() -> None:
    line = today.calendar_line(DAY, CALENDAR, ZH)
    assert line == "4月28日 星期二 · 五一放假前还有 3 个工作日（今天、明天、4月30日） · 5月9日 周六补班"


def test_the_greeting_follows_the_hour() -> None:
    assert today.greeting("林晓梅", datetime(2026, 4, 28, 8), ZH) == "林晓梅，上午好"
    assert today.greeting("林晓梅", datetime(2026, 4, 28, 19), ZH) == "林晓梅，晚上好"


def test_the_year_is_measured_against_where_it_should_stand() -> None:
    short = today.consequences([], 31, None, 100, CALENDAR, ZH, DAY)[-1]
    assert short.lamp == "amber"
    assert short.title == "全年信息 31 条，比进度少 1 条"
    assert today.consequences([], 40, None, 100, CALENDAR, ZH, DAY)[-1].lamp == "green"


def test_the_home_page_counts_seven_working_days() -> None:
    lines = today.consequences([], 40, date(2026, 4, 24), 100, CALENDAR, ZH, DAY)
    assert any("5月8日 周五" in one.detail for one in lines)


def test_a_person_without_a_desk_of_items_is_told_nothing_of_columns() -> None:
    assert today.pane(CLERK, (), 0, 0, (), 0, (), CALENDAR, ZH, NOW).consequences == ()


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_any_day_has_a_calendar_line(day: date) -> None:
    assert str(day.day) in today.calendar_line(day, CALENDAR, ZH)
    assert today.calendar_line(day, CALENDAR, Words("en"))


def test_a_local_closing_is_told_and_leaves_the_last_days() -> None:
    text = (
        'number = "延政办〔2026〕31号"\nissued = 2026-07-20\nyear = 2026\nscope = "local"\n'
        '[[rest]]\nname = "台风停工"\nen = "Typhoon"\nfrom = 2026-07-21\n'
    )
    closed = replace(CALENDAR, notices=(*CALENDAR.notices, read_notice("calendar/t.toml", text)))
    assert "今天停工（延政办〔2026〕31号），期限照算" in today.calendar_line(date(2026, 7, 21), closed, ZH)
    assert closed.is_working(date(2026, 7, 21))
