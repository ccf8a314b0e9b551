"""The list of cases lights its lamps by the unit's days alone: what waits for its applicant burns nobody."""

from datetime import datetime, timedelta, timezone

from models.store.listing import Listed
from tests.models.bureau import LIN, RULES
from ui.presenters import services_list as present
from ui.text import Words

NOW = datetime(2026, 4, 28, 9, 41, tzinfo=timezone(timedelta(hours=8)))
ZH = Words("zh")


def row(state: str = "in_hand", due: str = "2026-05-20", **more: bool) -> Listed:
    at = "2026-04-20T09:00:00+08:00"
    return Listed("s1", "service", "户口迁入", "wangtai", state, "preapproval", "p_lin", due, at, **more)


def test_a_row_says_its_sort_its_state_and_its_last_day() -> None:
    face = present.row_face(row(waiting=True, unread=True), RULES, ZH, NOW)
    assert (face.meta, face.right, face.lamp, face.chip and face.chip.word) == ("预审批", "5月20日", "green", "办理中")
    assert face.unsent
    assert face.unread
    assert ZH("items.spoken_unsent") in face.spoken


def test_lamps_follow_the_day_and_stand_still_while_materials_are_missing() -> None:
    assert present.row_face(row(due="2026-04-24"), RULES, ZH, NOW).right == "超期 2 天"
    assert present.row_face(row(due="2026-04-28"), RULES, ZH, NOW).right == "今天到期"
    assert present.row_face(row("materials_asked", "2026-04-24"), RULES, ZH, NOW).lamp == "pause"
    assert present.row_face(row("told", ""), RULES, ZH, NOW).lamp == "done"


def test_tabs_and_sorts_are_named() -> None:
    assert [tab.id for tab in present.tabs(LIN)] == ["todo", "handling", "answered", "all"]
    assert present.first_tab(LIN) == "todo"
    assert [value for value, _ in present.sorts(RULES, LIN, ZH)] == ["", "consult", "preapproval"]
    assert present.sort_word("odd", RULES, ZH) == "odd"
