"""The list of letters: its tabs by role, and rows that say how near the last day is and never who wrote."""

from typing import Any

from models.people import Actor, Post
from sync.client.desk import Listed
from tests.ui.fakes import NOW, RULES, UNIT
from ui.presenters import letters_list
from ui.text import Words

ZH = Words("zh")


def _row(**more: Any) -> Listed:
    given = {
        "id": "l1", "kind": "letter", "title": "村道路灯损坏三个月无人维修", "unit": UNIT, "state": "in_hand",
        "column": "complaint", "author": "p_linxm", "due": "2026-04-27", "changed_at": "2026-04-20T10:00:00+08:00",
    }  # fmt: skip
    return Listed(**{**given, **more})


def _tabs(*roles: str) -> list[str]:
    return [tab.id for tab in letters_list.tabs(Actor("p", "某", frozenset(Post(UNIT, role) for role in roles)))]


def test_a_unit_has_its_answers_and_a_leader_those_who_ask_for_time() -> None:
    assert _tabs("clerk") == ["todo", "signing", "answered", "all"]
    assert _tabs("leader") == ["todo", "extensions", "all"]
    assert _tabs("dispatcher") == _tabs("operator") == ["todo", "all"]


def test_a_row_says_its_lamp_in_words_too() -> None:
    face = letters_list.row_face(_row(), RULES, ZH, NOW)
    assert (face.lamp, face.right, face.tone, face.meta) == ("red", "超期 1 天", "red", "网上投诉")
    assert face.spoken == "已超期，村道路灯损坏三个月无人维修，承办中，网上投诉，最后一天 4月27日 周一"


def test_a_row_of_the_last_day_and_one_of_a_day_ahead() -> None:
    assert letters_list.row_face(_row(due="2026-04-28"), RULES, ZH, NOW).right == "今天到期"
    ahead = letters_list.row_face(_row(due="2026-05-21"), RULES, ZH, NOW)
    assert (ahead.lamp, ahead.right, ahead.tone) == ("green", "5月21日", "text2")


def test_an_answered_letter_has_no_last_day_any_more() -> None:
    face = letters_list.row_face(_row(due="", state="replied"), RULES, ZH, NOW)
    assert (face.lamp, face.right) == ("done", "4月20日")


def test_a_docket_names_its_unit_and_its_number() -> None:
    face = letters_list.row_face(_row(kind="docket", column="letter", title="XF2026-00012"), RULES, ZH, NOW)
    assert (face.title, face.meta) == ("XF2026-00012", "台账 · 王台镇人民政府")


def test_mailboxes_are_filtered_by_their_names() -> None:
    assert letters_list.channels(RULES, Actor("p", "某"), ZH)[1] == ("mayor", "区长信箱")
    assert letters_list.channel_word("later", RULES, ZH) == "later"


def test_everyone_begins_with_what_waits() -> None:
    assert letters_list.first_tab(Actor("p", "某")) == "todo"
