"""The slip shows every day as it was counted, and says by which rule."""

from dataclasses import replace
from datetime import date

import pytest

from models.clock import Clock, Extension, Pause
from models.matter import Matter
from tests.ui.fakes import RULES
from tests.ui.timed import stopped, timed
from ui.presenters import why
from ui.presenters.why import Cell, WhyPane
from ui.text import Words

ZH, EN = Words("zh"), Words("en")
TODAY = date(2026, 4, 28)


def _pane(matter: Matter, words: Words = ZH, today: date = TODAY) -> WhyPane:
    pane = why.present(matter, RULES.directory, words, today)
    assert pane is not None
    return pane


def _cells(pane: WhyPane) -> dict[date, Cell]:
    return {cell.day: cell for week in pane.weeks for cell in week}


REQUEST = timed("request", date(2026, 4, 20), channel="web")


def test_a_matter_without_clocks_has_no_slip() -> None:
    assert why.present(Matter("i1", "item", "wangtai", "draft", "p"), RULES.directory, ZH, TODAY) is None


def test_the_calendar_of_the_drawing() -> None:
    pane = _pane(REQUEST)
    cells = _cells(pane)
    assert pane.title == "为什么是 5月13日 周三"
    assert (len(pane.weeks), [len(week) for week in pane.weeks]) == (5, [7] * 5)
    received, today, make_up = cells[date(2026, 4, 20)], cells[TODAY], cells[date(2026, 5, 9)]
    assert (received.frame, received.head, received.foot) == ("received", "4月20日", "收到")
    assert (today.today, today.foot, today.ground) == (True, "6", "counted")
    assert (make_up.tag, make_up.foot, make_up.ground) == ("班", "12", "counted")
    assert [(cells[date(2026, 5, day)].ground, cells[date(2026, 5, day)].tag) for day in (1, 10)] == [
        ("rest", "休"),
        ("rest", ""),
    ]
    assert (cells[date(2026, 5, 13)].frame, cells[date(2026, 5, 13)].foot) == ("last", "第15日")
    assert (cells[date(2026, 5, 20)].frame, cells[date(2026, 5, 20)].foot) == ("legal", "第20日")
    assert (cells[date(2026, 5, 14)].foot, cells[date(2026, 5, 14)].faint) == ("16", True)
    assert cells[date(2026, 5, 21)].ground == "outside"
    assert [one for one, _ in pane.legend] == ["counted", "rest", "last", "legal", "today"]


def test_the_sentences_of_the_drawing() -> None:
    told = [(line.title, line.text, line.source) for line in _pane(REQUEST).lines]
    assert told == [
        ("4月20日 周一 收到", "网上申请以确认之日为收到日；当日不计", "条例 31 条"),
        ("期限 15 个工作日", "从4月21日 周二起算第 1 日", "第十六条"),
        ("不计 8 天", "周末 4月25、26日，5月10日；五一放假 5月1日至5日", "放假通知"),
        ("补班计入 1 天", "5月9日 周六上班，是第 12 日", "放假通知"),
        ("没有暂停，没有延期", "未征求意见，未要求补正", "—"),
        ("第 15 日：5月13日 周三 24:00 止", "答复送达（网上以发出时间为准）才算", "第十六条"),
    ]
    assert _pane(REQUEST).lines[2].more == "国办发明电〔2025〕7号"


def test_what_stands_around_the_count() -> None:
    pane = _pane(REQUEST)
    assert (pane.banner.level, pane.banner.title) == ("verified", "2026 年放假安排已核实（国办发明电〔2025〕7号）。")
    assert pane.extension is not None
    assert pane.extension[1] == "5月13日前经区政府办同意并告知申请人，最长再加 15 个工作日，到 6月3日 周三。"
    assert pane.foot == "配置 yp2014 · 5月20日为条例 33 条 20 个工作日的法定期限"
    assert pane.subject == "村级项目资金拨付明细 · 受-2026-018"


def test_a_letter_counts_every_day_and_rolls_over_the_holiday() -> None:
    pane = _pane(timed("letter", date(2026, 4, 17)))
    cells = _cells(pane)
    assert (cells[date(2026, 4, 18)].ground, cells[date(2026, 4, 18)].foot) == ("counted", "1")
    assert (cells[date(2026, 5, 2)].foot, cells[date(2026, 5, 2)].tag) == ("15", "休")
    assert cells[date(2026, 5, 3)].ground == "rest"
    assert (cells[date(2026, 5, 6)].frame, cells[date(2026, 5, 6)].foot) == ("last", "最后一天")
    assert (cells[date(2026, 4, 28)].frame, cells[date(2026, 4, 28)].tag) == ("suggested", "")
    roll = next(line for line in pane.lines if line.source == "民法典 203 条")
    assert (roll.title, roll.text) == ("顺延到 5月6日 周三", "5月2日逢五一放假，顺延到下一个工作日")
    assert "区领导" in (pane.extension or ("", ""))[1]


def test_a_consultation_is_shown_day_by_day_and_told() -> None:
    out = Pause(date(2026, 4, 22), date(2026, 4, 27), "consult", 15)
    pane = _pane(timed("request", date(2026, 4, 20), lambda clock: replace(clock, pauses=(out,))))
    cells = _cells(pane)
    assert (cells[date(2026, 4, 23)].ground, cells[date(2026, 4, 23)].tag) == ("pause", "停")
    line = next(line for line in pane.lines if line.title.startswith("征求意见"))
    assert (line.title, line.source) == ("征求意见，停 5 天", "条例 33 条")
    assert line.text == "4月23日至27日不计；4月28日 周二起接着算"


def test_a_consultation_that_is_still_out_says_how_long_it_may_last() -> None:
    out = Pause(date(2026, 4, 22), None, "consult", 15)
    pane = _pane(timed("request", date(2026, 4, 20), lambda clock: replace(clock, pauses=(out,))))
    assert any("最多停 15 个工作日" in line.text for line in pane.lines)


def test_a_clock_that_waits_for_a_correction_says_so() -> None:
    held = Pause(date(2026, 4, 22), None, "correction")
    pane = _pane(timed("request", date(2026, 4, 20), lambda clock: replace(clock, pauses=(held,))))
    line = next(line for line in pane.lines if line.title.startswith("等补正"))
    assert (line.title, line.source) == ("等补正，计时停住", "条例 30 条")
    assert line.text == "4月22日 周三起停住；补齐后从头重新计算"


def test_a_correction_that_came_begins_the_calendar_anew() -> None:
    pane = _pane(timed("request", date(2026, 4, 8), lambda clock: replace(clock, restarted=date(2026, 4, 20))))
    assert pane.title == "为什么是 5月13日 周三"
    assert pane.lines[0].title == "4月20日 周一 补正材料到"
    assert "4月8日收到" in pane.lines[0].text


def test_an_extension_is_told_and_cannot_be_had_twice() -> None:
    longer = (Extension(15, "wd", date(2026, 4, 27)),)
    pane = _pane(timed("request", date(2026, 4, 20), lambda clock: replace(clock, extensions=longer)))
    line = next(line for line in pane.lines if line.title == "延期 15 个工作日")
    assert line.text == "4月27日同意，从原来的最后一天 5月13日 起接着算"
    assert pane.extension == ("如果要延期", "已经延期一次，不能再延。")
    assert _cells(pane)[date(2026, 6, 3)].foot == "第30日"


def test_after_the_last_day_no_extension_is_offered() -> None:
    pane = _pane(REQUEST, today=date(2026, 5, 14))
    assert (pane.extension or ("", ""))[1] == "最后一天已过，不能再申请延期。"


@pytest.mark.parametrize(
    ("day", "said"),
    [(11, "比最后一天早 2 个工作日"), (13, "正好在最后一天"), (15, "比最后一天晚 2 个工作日")],
)
def test_an_answer_stops_the_clock_and_is_held_against_it(day: int, said: str) -> None:
    pane = _pane(timed("request", date(2026, 4, 20), stopped(date(2026, 5, day))))
    assert pane.lines[-1].text == said
    assert pane.extension is None


def test_a_year_without_its_notice_is_provisional() -> None:
    pane = _pane(timed("request", date(2026, 12, 21)), today=date(2026, 12, 22))
    assert (pane.banner.level, pane.banner.icon) == ("known", "calendar-alert")
    assert pane.banner.title == "暂定：2027 年的放假通知还没有来。"


def test_the_copied_text_holds_every_sentence() -> None:
    pane = _pane(REQUEST)
    lines = pane.text.splitlines()
    assert lines[0] == pane.title
    assert "3. 不计 8 天：周末 4月25、26日，5月10日；五一放假 5月1日至5日（放假通知）" in lines
    assert "如果要延期：5月13日前经区政府办同意" in pane.text
    assert lines[-1] == pane.foot


@pytest.mark.parametrize("kind", ["request", "letter", "service"])
def test_english_tells_the_same(kind: str) -> None:
    pane, chinese = _pane(timed(kind, date(2026, 4, 20)), EN), _pane(timed(kind, date(2026, 4, 20)))
    assert len(pane.lines) == len(chinese.lines)
    assert [[cell.ground for cell in week] for week in pane.weeks] == [
        [cell.ground for cell in week] for week in chinese.weeks
    ]
    assert not any("\u4e00" <= sign <= "\u9fff" for line in pane.lines for sign in line.title + line.text)


def test_clocks_of_another_profile_are_named_at_the_foot() -> None:
    def older(clock: Clock) -> Clock:
        return replace(clock, profile="national2019")

    assert _pane(timed("request", date(2026, 4, 20), older)).foot.startswith("配置 national2019")
