"""The list of items: rows in words, which pane opens, and what an export says."""

from dataclasses import replace

from models.people import Actor, Post
from models.workflow import Offer
from sync.client.desk import Seen
from tests.ui.fakes import NOW, RULES, STEPS, UNIT, FakeDesk, sample
from ui.presenters import items
from ui.text import Words

ZH = Words("zh")


def test_a_row_says_column_state_and_moment() -> None:
    face = items.row_face(sample()[0], RULES, ZH, NOW)
    assert (face.meta, face.right, face.unsent) == ("公示 0702", "今天 9:41", True)
    assert face.spoken == "2026年第二批农村危房改造补助对象公示，草稿，公示 0702，今天 9:41，还没送出"


def test_an_item_without_title_or_known_column_still_has_a_row() -> None:
    face = items.row_face(replace(sample()[0], title="", column="zzz", state="brand_new"), RULES, ZH, NOW)
    assert face.title == "（还没有标题）"
    assert face.chip is not None
    assert face.chip.word == "brand_new"


def test_a_step_of_the_review_opens_the_review() -> None:
    seen = FakeDesk().seen("i3")
    sign = Offer(STEPS["sign_off"])
    assert items.pane_for(Seen(seen.matter, offers=(sign,))) == "review"
    assert items.pane_for(Seen(seen.matter, offers=(Offer(STEPS["edit"]),))) == "editor"


def test_a_unit_is_offered_only_the_columns_it_keeps() -> None:
    codes = [code for code, _ in items.column_options(RULES.directory, UNIT, ZH)]
    assert "0702" in codes
    assert "0901" not in codes
    assert "07" not in codes
    assert not any(code.startswith("M") for code in codes)


def test_a_column_that_is_not_known_keeps_its_code() -> None:
    assert items.place_word("0702", RULES, ZH) == "公示 0702"
    assert items.place_word("zzz", RULES, ZH) == "zzz"


def test_a_list_begins_where_the_person_s_work_is() -> None:
    def of(role: str) -> str:
        return items.first_tab(Actor("p", "某", frozenset({Post(UNIT, role)})))

    assert [of(role) for role in ("clerk", "reviewer", "operator", "supervisor")] == [
        "mine", "in_review", "in_review", "unit",
    ]  # fmt: skip
