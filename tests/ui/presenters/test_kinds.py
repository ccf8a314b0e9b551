"""One screen for every kind of matter: what its tabs ask, what an empty list says, what an export holds."""

import pytest

from models.people import Actor, Post
from models.store.listing import Listed
from tests.ui.fakes import CLERK, NOW, RULES, UNIT, FakeDesk, sample
from ui.presenters import kinds
from ui.presenters.kinds import KINDS
from ui.presenters.shapes import Filter
from ui.text import Words

ZH, EN = Words("zh"), Words("en")
ITEM, LETTER = KINDS["item"], KINDS["letter"]
ROLES = ("clerk", "reviewer", "leader", "dispatcher", "operator", "office", "supervisor", "inspector")


def _actor(role: str) -> Actor:
    return Actor("p", "某", frozenset({Post(UNIT, role)}))


def test_a_filter_becomes_the_question() -> None:
    query = kinds.query_of(ITEM, Filter("unit", "防汛", "0401", "draft", "p_linxm"), CLERK)
    assert (query.kind, query.tab, query.words, query.column, query.states, query.person) == (
        "item", "unit", "防汛", "0401", ("draft",), "p_linxm",
    )  # fmt: skip


def test_a_tab_may_narrow_the_states_and_a_filter_narrows_further() -> None:
    asked = kinds.query_of(LETTER, Filter("answered"), CLERK)
    assert asked.states == ("replied", "not_answered", "closed")
    assert kinds.query_of(LETTER, Filter("answered", state="closed"), CLERK).states == ("closed",)


def test_a_tab_that_asks_for_dockets_asks_for_those_of_its_kind() -> None:
    asked = kinds.query_of(LETTER, Filter("extensions"), _actor("leader"))
    assert (asked.kind, asked.tab, asked.column) == ("docket", "todo", "letter")


def test_tabs_count_what_wants_something() -> None:
    assert kinds.tab_words(ITEM, {"returned": 1}, CLERK, ZH)[-1] == ("returned", "已退回 1")
    assert kinds.tab_words(LETTER, {"letter": 7}, CLERK, ZH)[0] == ("todo", "待办 7")
    assert kinds.tab_words(LETTER, {}, CLERK, ZH)[0] == ("todo", "待办")


def test_an_empty_filter_is_another_thing_than_an_empty_list() -> None:
    assert kinds.empty_words(ITEM, Filter(words="没有"), 0, ZH)[1] == "没有符合的"
    assert kinds.empty_words(ITEM, Filter(), 0, ZH)[1] == "您还没有写信息"
    assert kinds.empty_words(LETTER, Filter("todo"), 0, ZH)[1] == "没有等您办的来信"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_every_tab_has_its_words_and_those_of_its_empty_list(kind: kinds.Kind, role: str, words: Words) -> None:
    actor = _actor(role)
    tabs = [id for id, _word in kinds.tab_words(kind, {}, actor, words)]
    assert kind.first_tab(actor) in tabs
    for tab in tabs:
        assert all(kinds.empty_words(kind, Filter(tab), 0, words))
    for name in ("title", "new", "list", "tabs", "filter", "column", "nothing_open", "nothing_open_text"):
        assert words(f"{kind.text}.{name}")
    assert words(f"{kind.text}.count", n=2)
    assert kinds.export_name(kind, words, NOW.date()).endswith("2026-04-28")


def test_an_export_has_iso_dates_and_a_head() -> None:
    table = kinds.exported(ITEM, sample()[:1], RULES, ZH)
    assert table[0][0] == "标题"
    assert table[1][:5] == [
        "2026年第二批农村危房改造补助对象公示", "草稿", "公示 0702", "p_linxm", "2026-04-28 09:41",
    ]  # fmt: skip


def test_what_has_no_screen_of_its_own_is_shown_as_an_item_is() -> None:
    assert kinds.kind_of("something") is ITEM
    assert kinds.pane_for(FakeDesk().seen("i1")) == "editor"
    assert kinds.row_face(sample()[0], RULES, ZH, NOW).right == "今天 9:41"


def test_every_state_can_be_filtered_by() -> None:
    assert ("in_hand", "承办中") in kinds.state_options(LETTER, RULES, ZH)


def test_a_docket_that_a_search_finds_says_its_kind_and_with_whom_it_lies() -> None:
    at = "2026-04-20T09:00:00+08:00"
    found = Listed("l1", "docket", "XF2026-00012", "wangtai", "in_hand", "letter", "", "2026-05-20", at)
    face = kinds.row_face(found, RULES, ZH, NOW)
    assert (face.title, face.meta, face.chip and face.chip.word) == ("XF2026-00012", "来信 · 王台镇人民政府", "承办中")


def test_a_search_that_may_find_less_than_there_is_says_so() -> None:
    found = Filter(words="防汛")
    assert "3200 篇没编进搜索" in kinds.empty_words(ITEM, found, 3200, ZH)[2].replace(",", "")
    assert kinds.empty_words(ITEM, found, 3, ZH) == kinds.empty_words(ITEM, found, 0, ZH)
    assert kinds.unindexed_words("防汛", 3200, ZH) != ""
    assert kinds.unindexed_words("", 3200, ZH) == ""
