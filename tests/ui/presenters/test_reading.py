"""What several screens ask the desk, asked once."""

from dataclasses import replace

from models.people import Actor, Post
from sync.client.desk import Listed, Query
from tests.ui.fakes import CLERK, NOW, UNIT, FakeDesk
from tests.ui.mailroom import CLERK as LETTERS
from tests.ui.mailroom import Mailroom
from ui.presenters import reading
from ui.text import Words


def test_the_unit_chosen_counts_only_while_the_person_has_a_post_there() -> None:
    actor = Actor("p", "周敏", frozenset({Post("a", "clerk"), Post("b", "clerk")}))
    assert reading.unit_of(actor, "b") == "b"
    assert reading.unit_of(actor, "gone") == "a"


def test_own_texts_in_review_are_not_asked_of_their_author() -> None:
    rows = reading.today_pane(FakeDesk(), CLERK, UNIT, Words("zh"), NOW).rows
    assert "i3" not in [row.id for row in rows]


def test_the_queue_of_a_reviewer_stands_in_today() -> None:
    desk = FakeDesk()
    desk.rows = [replace(one, author="p_zhoumin") if one.id == "i3" else one for one in desk.rows]
    rows = reading.today_pane(desk, CLERK, UNIT, Words("zh"), NOW).rows
    assert "i3" in [row.id for row in rows]


def test_columns_of_a_unit_know_the_drafts_that_are_open() -> None:
    states = {one.column.code: one for one in reading.columns(FakeDesk(), UNIT, NOW.date())}
    assert states["0401"].usable[0].id == "i2"


def test_letters_stand_in_today_by_their_last_day_with_the_step_that_comes_next() -> None:
    pane = reading.today_pane(Mailroom(), LETTERS, UNIT, Words("zh"), NOW)
    first = pane.rows[0]
    assert (first.title, first.meta, first.step) == ("村道路灯损坏三个月无人维修", "来信 · 网上投诉 · 承办中", "拟答复")
    assert (first.lamp, first.note) == ("red", "已超期 1 个工作日")
    steps = {row.id: row.step for row in pane.rows}
    assert (steps["l3"], steps["l4"]) == ("送审", "签收")
    assert [row.id for row in pane.rows][:3] == ["l1", "l3", "l6"]
    assert any("咨询城乡居民医保" in one.text for one in pane.waiting)


def test_a_docket_that_waits_for_a_decision_stands_in_today_and_no_matter_stands_there_twice() -> None:
    asked = Listed(
        "d1", "docket", "YS2026-00060", UNIT, "in_hand", "request", "", "2026-05-06", "2026-04-27T09:00:00+08:00"
    )

    class Office(FakeDesk):
        def page(self, query: Query, offset: int, limit: int) -> list[Listed]:
            kinds = ("docket", "letter") if query.tab == "todo" else ()
            return [asked] if query.kind in kinds else []

    rows = reading.today_pane(Office([asked]), CLERK, UNIT, Words("zh"), NOW).rows
    assert [(row.kind, row.title, row.meta) for row in rows] == [
        ("docket", "YS2026-00060", "依申请公开 · 王台镇人民政府 · 办理中")
    ]
