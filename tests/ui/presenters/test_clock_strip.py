"""The strip says the last day, how near it is, and the one thing that moved it."""

from dataclasses import replace
from datetime import date

import pytest

from models.clock import Extension, Pause
from models.matter import Matter
from tests.ui.fakes import RULES
from tests.ui.timed import stopped, timed
from ui.presenters.clock_strip import StripFace, strip
from ui.text import Words

ZH = Words("zh")
TODAY = date(2026, 4, 28)


def _face(matter: Matter, today: date = TODAY, words: Words = ZH) -> StripFace:
    face = strip(matter, RULES.directory, words, today)
    assert face is not None
    return face


LETTER = timed("letter", date(2026, 4, 17))


def test_a_matter_without_clocks_has_no_strip() -> None:
    assert strip(Matter("i1", "item", "wangtai", "draft", "p"), RULES.directory, ZH, TODAY) is None


def test_the_strip_of_the_drawing() -> None:
    face = _face(LETTER)
    assert (face.last, face.near, face.reason) == ("最后一天 5月6日 周三", "还有 3 个工作日", "5月2日逢五一放假，顺延")
    assert (face.lamp, face.tone, face.advised, face.provisional) == ("amber", "amber", "建议 4月28日", "")


def test_a_request_shows_the_legal_limit_beside_its_own() -> None:
    face = _face(timed("request", date(2026, 4, 20)))
    assert (face.last, face.legal) == ("最后一天 5月13日 周三", "法定 5月20日")
    assert face.reason == "第 15 个工作日，不计放假 5 天，含补班 1 天"
    assert (face.lamp, face.tone) == ("green", "plain")


@pytest.mark.parametrize(
    ("today", "lamp", "near"),
    [
        (date(2026, 5, 6), "amber", "今天 24:00 止"),
        (date(2026, 5, 7), "red", "已超期 1 个工作日"),
        (date(2026, 4, 27), "green", "还有 4 个工作日"),
    ],
)
def test_nearness_follows_the_day(today: date, lamp: str, near: str) -> None:
    face = _face(LETTER, today)
    assert (face.lamp, face.near) == (lamp, near)


def test_a_weekend_after_the_last_day_is_late_by_days() -> None:
    late = _face(timed("request", date(2026, 6, 4)), date(2026, 6, 28))
    assert (late.last, late.near) == ("最后一天 6月26日 周五", "已超期 2 天")


def test_a_consultation_stops_the_lamp() -> None:
    out = Pause(date(2026, 4, 22), None, "consult", 15)
    face = _face(timed("request", date(2026, 4, 20), lambda clock: replace(clock, pauses=(out,))))
    assert (face.lamp, face.tone, face.near) == ("pause", "pause", "计时暂停：征求意见")
    assert face.reason == "停满 15 个工作日就接着算"


def test_an_extension_and_a_correction_are_said() -> None:
    longer = (Extension(15, "wd", date(2026, 4, 27)),)
    assert _face(timed("request", date(2026, 4, 20), lambda c: replace(c, extensions=longer))).reason == (
        "已延期 15 个工作日"
    )
    again = _face(timed("request", date(2026, 4, 8), lambda c: replace(c, restarted=date(2026, 4, 20))))
    assert again.reason == "4月20日补正后重新计算"


@pytest.mark.parametrize(("day", "how"), [(30, "提前 1 个工作日"), (31, "按期")])
def test_an_answered_matter_says_how_it_was(day: int, how: str) -> None:
    on = date(2026, 4, day) if day < 31 else date(2026, 5, 6)
    face = _face(timed("letter", date(2026, 4, 17), stopped(on)))
    assert (face.lamp, face.near, face.advised) == ("done", "", "")
    assert face.last.endswith(how)


def test_a_provisional_day_says_so() -> None:
    assert _face(timed("request", date(2026, 12, 21)), date(2026, 12, 22)).provisional == "暂定"


def test_a_reader_hears_lamp_day_and_reason() -> None:
    assert (
        _face(LETTER).spoken
        == "3 个工作日内, 最后一天 5月6日 周三, 还有 3 个工作日, 5月2日逢五一放假，顺延, 建议 4月28日"
    )


def test_a_clock_that_waits_for_a_correction_shows_no_day() -> None:
    held = Pause(date(2026, 4, 22), None, "correction")
    face = _face(timed("request", date(2026, 4, 20), lambda clock: replace(clock, pauses=(held,))))
    assert (face.lamp, face.last, face.near, face.reason) == ("pause", "计时停住", "等补正", "补齐后从头计算")
    assert face.legal == ""
