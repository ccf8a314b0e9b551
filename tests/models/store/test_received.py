"""Rows stay as long as one scope holds them, and go with all that was derived from them."""

from sqlalchemy import func, select

from models.store import search
from models.store.desk import DeskStore, confirmed
from models.store.desk_tables import search_text
from models.store.queries import Term
from models.store.received import (
    Gone,
    begin_again,
    cursors,
    drop_scope,
    holding,
    listing_complete,
    receive,
    set_cursors,
)
from tests.models.store.conftest import Fill


def _there(store: DeskStore, *ids: str) -> list[str]:
    with store.reading() as connection:
        return sorted(confirmed(connection, ["item"], ids))


def test_a_row_in_two_scopes_stays_until_the_last_lets_go(store: DeskStore, fill: Fill) -> None:
    fill("i1", "u:a")
    fill("i1", "desk:operator")
    with store.writing() as connection:
        receive(connection, [], [Gone("u:a", "item", "i1")])
    assert _there(store, "i1") == ["i1"]
    with store.writing() as connection:
        assert receive(connection, [], [Gone("desk:operator", "item", "i1")]) == {"i1"}
    assert _there(store, "i1") == []


def test_an_erased_row_leaves_no_word_in_the_index(store: DeskStore, fill: Fill) -> None:
    fill("i1", "u:a", title="移交的来信", body="<p>不该留下的话</p>")
    with store.writing() as connection:
        search.follow(connection, 10)
        receive(connection, [], [Gone("u:a", "item", "i1")])
        assert search.match(connection, search.expression("留下", (Term(),)), 0, 5) == []
        assert connection.execute(select(func.count()).select_from(search_text)).scalar() == 0


def test_a_dropped_scope_takes_only_what_no_other_scope_holds(store: DeskStore, fill: Fill) -> None:
    fill("i1", "u:a")
    fill("i2", "u:a")
    fill("i2", "u:b")
    with store.writing() as connection:
        set_cursors(connection, {"u:a": 5, "u:b": 5})
        assert drop_scope(connection, "u:a") == {"i1"}
        assert cursors(connection) == {"u:b": 5}
    assert _there(store, "i1", "i2") == ["i2"]


def test_a_listing_from_zero_erases_nothing_before_it_is_complete(store: DeskStore, fill: Fill) -> None:
    fill("i1", "u:a")
    fill("i2", "u:a")
    with store.writing() as connection:
        set_cursors(connection, {"u:a": 9})
        begin_again(connection)
        assert cursors(connection) == {}
    fill("i2", "u:a", version=2)
    assert _there(store, "i1", "i2") == ["i1", "i2"]
    with store.writing() as connection:
        assert listing_complete(connection, []) == {"i1"}
    assert _there(store, "i1", "i2") == ["i2"]


def test_what_is_held_only_from_before_a_change_of_portal_is_not_counted_as_here(store: DeskStore, fill: Fill) -> None:
    fill("i1", version=4)
    fill("i2", version=5)
    with store.writing() as connection:
        assert holding(connection, ["i1", "i2", "i3"]) == {("item", "i1"): 4, ("item", "i2"): 5}
        begin_again(connection)
        assert holding(connection, ["i1"]) == {}
    fill("i1", version=2)
    with store.reading() as connection:
        assert holding(connection, ["i1", "i2"]) == {("item", "i1"): 2}
