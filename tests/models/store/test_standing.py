"""All that is open on a desk, once each, as it is expected to become."""

from typing import Any

from models.matter import Matter
from models.store.desk import DeskStore, lay_over, row_values
from models.store.received import Put, receive
from models.store.standing import dockets, open_matters

STATES = {("item", "draft"), ("item", "in_review"), ("letter", "in_hand")}


def put(store: DeskStore, type_: str, identity: str, state: str, **more: Any) -> None:
    kind = "letter" if type_ == "docket" else type_
    doc = {"kind": kind, "unit": "wangtai", "state": state, "author": "", "fields": {}, "system": {}, **more}
    with store.writing() as connection:
        receive(connection, [Put("u:wangtai", row_values(type_, identity, 1, doc))], [])


def found(store: DeskStore) -> list[tuple[str, str, str]]:
    with store.reading() as connection:
        return sorted((one.id, one.kind, one.state) for one in open_matters(connection, STATES))


def test_what_is_closed_or_of_another_kind_is_left_out(store: DeskStore) -> None:
    put(store, "item", "a", "draft")
    put(store, "item", "b", "published")
    put(store, "item", "c", "in_hand")
    put(store, "letter", "d", "in_hand")
    assert found(store) == [("a", "item", "draft"), ("d", "letter", "in_hand")]


def test_what_lies_over_a_row_goes_before_it(store: DeskStore) -> None:
    put(store, "item", "a", "draft")
    put(store, "item", "b", "draft")
    with store.writing() as connection:
        lay_over(
            connection, [Matter("a", "item", "wangtai", "in_review", ""), Matter("b", "item", "w", "discarded", "")]
        )
    assert found(store) == [("a", "item", "in_review")]


def test_a_docket_stands_for_a_matter_that_is_not_here(store: DeskStore) -> None:
    put(store, "docket", "a", "in_hand")
    put(store, "docket", "b", "in_hand")
    put(store, "letter", "b", "in_hand", fields={"title": "题"})
    with store.reading() as connection:
        titles = {one.id: one.fields.get("title") for one in open_matters(connection, STATES)}
    assert titles == {"a": None, "b": "题"}


def test_dockets_are_given_with_what_lies_over_them_and_the_closed_ones_as_well(store: DeskStore) -> None:
    put(store, "docket", "d", "in_hand")
    put(store, "docket", "e", "closed")
    put(store, "letter", "f", "in_hand")
    with store.writing() as connection:
        over = Matter("d", "letter", "wangtai", "in_hand", "", system={"urges": [{}]}, extra={"docket": True})
        lay_over(connection, [over])
    with store.reading() as connection:
        found = {one.id: one for one in dockets(connection)}
    assert set(found) == {"d", "e"}
    assert found["d"].system["urges"]
