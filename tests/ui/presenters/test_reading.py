"""What several screens ask the desk, asked once."""

from dataclasses import replace

from models.people import Actor, Post
from tests.ui.fakes import CLERK, NOW, UNIT, FakeDesk
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
