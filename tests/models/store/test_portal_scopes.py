"""What is asked of a scope as a whole is asked of what it holds now."""

import pytest

from models.store import portal_scopes
from models.store.portal_scopes import lost_since, members, places, size, touched
from tests.portal.conftest import town as town
from tests.portal.town import Town

OPEN, ARCHIVE = "u:wangtai", "u:wangtai/archive"


def test_a_scope_holds_what_the_feed_put_there_and_nothing_that_left(town: Town) -> None:
    kept, gone = town.draft(), town.signed()
    with town.portal.store.reading() as reading:
        held = {identity for type_, identity, *_ in members(reading.connection, OPEN) if type_ == "item"}
        closed = {identity for type_, identity, *_ in members(reading.connection, ARCHIVE) if type_ == "item"}
        assert (held, closed) == ({kept}, {gone})
        assert size(reading.connection, OPEN) == len(list(members(reading.connection, OPEN)))
        assert lost_since(reading.connection, OPEN, 0)
        assert not lost_since(reading.connection, OPEN, reading.head())
        assert not lost_since(reading.connection, ARCHIVE, 0)


def test_more_than_a_page_comes_whole_and_in_order(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    items = sorted(town.draft() for _ in range(5))
    monkeypatch.setattr(portal_scopes, "PAGE", 2)
    with town.portal.store.reading() as reading:
        found = list(members(reading.connection, OPEN))
    assert [identity for type_, identity, *_ in found if type_ == "item"] == items
    assert found == sorted(found)


def test_what_stands_still_and_what_moved_since_are_told_apart(town: Town) -> None:
    still = town.draft()
    with town.portal.store.reading() as reading:
        before = reading.head()
    moved = town.draft()
    with town.portal.store.reading() as reading:
        held = places(reading.connection, OPEN, before, ("", ""), 10)
        assert [identity for type_, identity, *_ in held if type_ == "item"] == [still]
        assert ("item", moved) in touched(reading.connection, OPEN, before, 10)
        assert len(touched(reading.connection, OPEN, 0, 1)) == 1
