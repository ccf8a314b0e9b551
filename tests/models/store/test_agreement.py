"""What is here through a scope, and how a difference is put right."""

from models.store.agreement import fetch_from, let_go, versions_in
from models.store.desk import DeskStore
from models.store.received import cursors, set_cursors
from models.store.withheld import GUARD, settle
from tests.models.store.conftest import Fill


def test_every_row_of_a_scope_is_named_with_its_version(store: DeskStore, fill: Fill) -> None:
    fill("i1", version=3)
    fill("i2", scope="u:other")
    with store.reading() as connection:
        assert versions_in(connection, "u:wangtai") == {("item", "i1"): 3}


def test_what_a_scope_does_not_hold_goes_unless_another_holds_it(store: DeskStore, fill: Fill) -> None:
    fill("i1"), fill("i2")
    fill("i2", scope="desk:operator")
    with store.writing() as connection:
        let_go(connection, "u:wangtai", [("item", "i1"), ("item", "i2")])
        assert settle(connection, GUARD, (), "", last=True) == {"i1"}
        assert versions_in(connection, "desk:operator") == {("item", "i2"): 1}


def test_the_feed_is_asked_again_and_never_a_step_ahead(store: DeskStore, fill: Fill) -> None:
    fill("i1", version=90), fill("i2", version=2)
    with store.writing() as connection:
        set_cursors(connection, {"u:wangtai": 50, "pub": 50})
        fetch_from(connection, "u:wangtai", {("item", "i1"): 7, ("item", "i2"): 7}, 7)
        assert versions_in(connection, "u:wangtai") == {("item", "i1"): 7, ("item", "i2"): 2}
        assert cursors(connection) == {"u:wangtai": 6, "pub": 50}
        fetch_from(connection, "u:wangtai", {}, 20)
        assert cursors(connection)["u:wangtai"] == 6
