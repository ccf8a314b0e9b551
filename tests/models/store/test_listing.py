"""Lists answer who sees what, in which order and how much, over rows and what lies over them."""

import pytest

from models.people import Actor, Post
from models.store import listing
from models.store.desk import DeskStore, confirmed, lay_over
from models.store.queries import Query, terms
from tests.models.store.conftest import Fill

CLERK = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}))
REVIEWER = Actor("p_chen", "陈", frozenset({Post("wangtai", "reviewer")}))
PARTNER = Actor("p_cai", "财", frozenset({Post("finance", "reviewer")}))
OPERATOR = Actor("p_op", "操", frozenset({Post("digital", "operator")}))


@pytest.fixture
def filled(store: DeskStore, fill: Fill) -> DeskStore:
    """One item of many kinds."""
    day = "2026-04-{:02d}T09:00:00+08:00".format
    fill("draft", at=day(1), title="草", column="0702")
    fill("returned", at=day(2), state="returned", column="0401")
    fill("review", at=day(3), state="in_review")
    fill("theirs", at=day(4), state="in_review", author="p_chen")
    fill("signed", at=day(5), state="countersign", unit="housing", co_units=["finance"])
    fill("offered", at=day(6), state="with_portal", unit="housing")
    fill("out", at=day(7), state="published", column="0702", system={"edition_at": day(7)})
    fill("gone", at=day(8), state="discarded")
    fill("taken", at=day(9), system={"absorbed_into": "out"})
    return store


def _ids(store: DeskStore, query: Query, actor: Actor = CLERK) -> list[str]:
    wanted = terms(query, actor)
    with store.reading() as connection:
        ids = listing.page_ids(connection, wanted, query.sort, 0, 50)
        assert listing.count(connection, wanted) == len(ids)
        return ids


def test_the_last_change_comes_first_and_what_was_discarded_or_taken_in_is_left_out(filled: DeskStore) -> None:
    assert _ids(filled, Query(tab="all")) == ["out", "offered", "signed", "theirs", "review", "returned", "draft"]
    assert _ids(filled, Query(tab="all", sort="oldest"))[0] == "draft"
    assert _ids(filled, Query(tab="all", states=("discarded",))) == ["gone"]


def test_each_tab_gives_each_person_what_is_theirs(filled: DeskStore) -> None:
    assert _ids(filled, Query(tab="mine")) == ["out", "offered", "signed", "review", "returned", "draft"]
    assert _ids(filled, Query(tab="returned")) == ["returned"]
    assert _ids(filled, Query(tab="to_review"), REVIEWER) == ["review"]
    assert _ids(filled, Query(tab="in_review"), REVIEWER) == ["theirs", "review"]
    assert _ids(filled, Query(tab="to_review"), PARTNER) == ["signed"]
    assert _ids(filled, Query(tab="to_review"), OPERATOR) == ["offered"]
    assert _ids(filled, Query(tab="today")) == ["returned", "draft"]


def test_filters_narrow_a_tab_and_never_widen_it(filled: DeskStore) -> None:
    assert _ids(filled, Query(tab="unit", column="0702")) == ["out", "draft"]
    assert _ids(filled, Query(tab="unit", states=("draft", "returned"))) == ["returned", "draft"]
    assert _ids(filled, Query(tab="mine", person="p_chen")) == []
    assert _ids(filled, Query(tab="unit", person="p_chen")) == ["theirs"]
    assert _ids(filled, Query(tab="returned", states=("draft",))) == []


def test_pages_follow_each_other_without_gap_or_double(filled: DeskStore) -> None:
    wanted = terms(Query(tab="all"), CLERK)
    with filled.reading() as connection:
        pages = [listing.page_ids(connection, wanted, "changed", at, 2) for at in range(0, 8, 2)]
    assert [one for page in pages for one in page] == _ids(filled, Query(tab="all"))


def test_what_lies_over_a_row_stands_in_its_place_once(filled: DeskStore) -> None:
    with filled.writing() as connection:
        row = confirmed(connection, ["item"], ["draft"])["draft"]
        lay_over(connection, [row.with_fields({"title": "改过的草"}, "c")])
        (one,) = listing.listed(connection, ["draft"])
    assert one.title == "改过的草"
    assert _ids(filled, Query(tab="all")).count("draft") == 1


def test_last_editions_and_authors_are_known(filled: DeskStore) -> None:
    with filled.reading() as connection:
        assert listing.last_published(connection, "wangtai") == {"0702": "2026-04-07T09:00:00+08:00"}
        assert listing.published_since(connection, "wangtai", "2026-04-08") == 0
        assert listing.published_since(connection, "wangtai", "2026-01-01") == 1
        assert {id_ for id_, _ in listing.authors(connection, "item")} == {"p_linxm", "p_chen"}


def test_an_item_that_its_unit_published_waits_for_the_operator_while_it_is_offered_to_the_main_site(
    store: DeskStore, fill: Fill
) -> None:
    offered = {"placements": [{"site": "main", "column": "M01", "state": "offered"}]}
    fill("both", at="2026-04-09T09:00:00+08:00", state="published", unit="housing", system=offered)
    fill("own", at="2026-04-10T09:00:00+08:00", state="published", unit="housing")
    assert _ids(store, Query(tab="to_review"), OPERATOR) == ["both"]
    assert _ids(store, Query(tab="to_review"), REVIEWER) == []


def test_a_list_can_ask_for_what_is_due_within_some_days_and_leave_states_out(store: DeskStore, fill: Fill) -> None:
    day = "2026-04-09T09:00:00+08:00"
    for name, due in (("late", "2026-04-01"), ("today", "2026-04-28"), ("far", "2026-05-20"), ("none", None)):
        fill(name, at=day, state="in_hand", system={"due_at": due} if due else {})
    fill("paused", at=day, state="correction", system={"due_at": "2026-04-02"})
    assert _ids(store, Query(due=("0", "2026-04-27"), sort="due")) == ["late", "paused"]
    assert _ids(store, Query(due=("2026-04-28", "2026-04-28"))) == ["today"]
    assert _ids(store, Query(due=("0", "9"), not_states=("correction",), sort="due")) == ["late", "today", "far"]
