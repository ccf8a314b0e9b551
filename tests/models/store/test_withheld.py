"""What is taken away in a mass stays until somebody says so; everything else goes as it always did."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.store.desk import DeskStore, confirmed, open_desk, row_values
from models.store.received import Gone, Put, begin_again, drop_scope, listing_complete, receive
from models.store.withheld import Guard, Withheld, asked, let_go, settle, undecided

AT, UNIT = "2026-04-28T09:00:00+08:00", "u:wangtai"
GUARD = Guard(rows=3, percent=20)
DOC = {"kind": "item", "unit": "wangtai", "state": "draft", "author": "p_a", "changed_at": AT, "fields": {}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    """An empty store."""
    made = open_desk(tmp_path / "profile")
    yield made
    made.close()


def _hold(store: DeskStore, count: int, scope: str = UNIT, type_: str = "item") -> None:
    with store.writing() as connection:
        receive(connection, [Put(scope, row_values(type_, f"i{n}", 1, DOC)) for n in range(count)], [])


def _gone(count: int, scope: str = UNIT, *, sure: bool = False) -> list[Gone]:
    return [Gone(scope, "item", f"i{n}", sure) for n in range(count)]


def _lose(store: DeskStore, count: int, own: tuple[str, ...] = (), *, sure: bool = False) -> set[str]:
    with store.writing() as connection:
        early = receive(connection, [], _gone(count, sure=sure))
        return early | settle(connection, GUARD, own, AT, last=True)


def _there(store: DeskStore) -> int:
    with store.reading() as connection:
        return len(confirmed(connection, ["item", "docket"], [f"i{n}" for n in range(100)]))


def _asked(store: DeskStore) -> list[Withheld]:
    with store.reading() as connection:
        return asked(connection)


def test_more_than_so_many_rows_and_so_much_of_a_scope_stay_and_are_asked_about(store: DeskStore) -> None:
    _hold(store, 10)
    assert _lose(store, 4) == set()
    assert _asked(store) == [Withheld(UNIT, 4, 10, 4, AT)]
    assert _there(store) == 10
    with store.writing() as connection:
        assert let_go(connection, UNIT) == {"i0", "i1", "i2", "i3"}
    assert (_asked(store), _there(store)) == ([], 6)


@pytest.mark.parametrize(("held", "lost"), [(10, 3), (40, 8), (3, 3)])
def test_less_than_either_goes_unasked(store: DeskStore, held: int, lost: int) -> None:
    _hold(store, held)
    assert len(_lose(store, lost)) == lost
    assert (_asked(store), _there(store)) == ([], held - lost)


def test_what_the_portal_means_to_take_goes_at_once_also_where_it_was_asked_about(store: DeskStore) -> None:
    _hold(store, 10)
    assert len(_lose(store, 5, sure=True)) == 5
    _hold(store, 10)
    _lose(store, 5)
    assert len(_lose(store, 5, sure=True)) == 5
    assert (_asked(store), _there(store)) == ([], 5)


def test_what_this_desks_own_acts_moved_is_no_surprise(store: DeskStore) -> None:
    _hold(store, 10)
    assert _lose(store, 5, ("i0", "i1")) == {"i0", "i1"} | {"i2", "i3", "i4"}


def test_a_letter_whose_docket_stays_is_not_missed(store: DeskStore) -> None:
    _hold(store, 10)
    _hold(store, 10, type_="docket")
    assert len(_lose(store, 10)) == 10
    assert (_asked(store), _there(store)) == ([], 10)


def test_what_comes_again_is_no_longer_asked_about(store: DeskStore) -> None:
    _hold(store, 10)
    _lose(store, 6)
    _hold(store, 2)
    with store.writing() as connection:
        assert settle(connection, GUARD, (), AT, last=True) == set()
    assert [one.rows for one in _asked(store)] == [4]
    _hold(store, 10)
    with store.writing() as connection:
        settle(connection, GUARD, (), AT, last=True)
    assert (_asked(store), _there(store)) == ([], 10)


def test_nothing_is_decided_before_the_end_of_an_answer(store: DeskStore) -> None:
    _hold(store, 10)
    for n in range(5):
        with store.writing() as connection:
            receive(connection, [], [Gone(UNIT, "item", f"i{n}", sure=False)])
            settle(connection, GUARD, (), AT, last=False)
            assert undecided(connection)
    assert (_asked(store), _there(store)) == ([], 10)
    with store.writing() as connection:
        settle(connection, GUARD, (), AT, last=True)
        assert not undecided(connection)
    assert [one.rows for one in _asked(store)] == [5]


def test_a_scope_that_is_no_longer_the_persons_takes_all_of_it_along(store: DeskStore) -> None:
    _hold(store, 10)
    _lose(store, 6)
    with store.writing() as connection:
        assert len(drop_scope(connection, UNIT)) == 10
    assert (_asked(store), _there(store)) == ([], 0)


def test_a_listing_anew_that_lacks_much_is_asked_about_and_one_without_the_scope_is_not(store: DeskStore) -> None:
    _hold(store, 10)
    _lose(store, 4)
    with store.writing() as connection:
        receive(connection, [Put("u:other", row_values("item", "i50", 1, DOC))], [])
    with store.writing() as connection:
        begin_again(connection)
    assert (_asked(store), _there(store)) == ([], 11)
    _hold(store, 1)
    with store.writing() as connection:
        listing_complete(connection, [UNIT])
        settle(connection, GUARD, (), AT, last=True)
    assert [(one.scope, one.rows, one.of) for one in _asked(store)] == [(UNIT, 9, 10)]
    assert _there(store) == 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=st.integers(1, 30),
    turns=st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 29)), st.booleans()), max_size=6),
)
def test_a_row_leaves_only_by_the_rule_or_by_a_word(
    tmp_path_factory: pytest.TempPathFactory, held: int, turns: list[tuple[bool, set[int], bool]]
) -> None:
    """Whatever is taken, brought again, said yes to: what is here is what the portal holds and what is asked about."""
    store = open_desk(tmp_path_factory.mktemp("desk"))
    _hold(store, held)
    portal, waits = set(range(held)), set[int]()
    for takes, numbers, word in turns:
        some = {n for n in numbers if n < held}
        with store.writing() as connection:
            if takes:
                receive(connection, [], [Gone(UNIT, "item", f"i{n}", sure=False) for n in some])
                portal, waits = portal - some, waits | (some & portal)
            else:
                receive(connection, [Put(UNIT, row_values("item", f"i{n}", 1, DOC)) for n in some], [])
                portal, waits = portal | some, waits - some
            known = bool(asked(connection))
            settle(connection, GUARD, (), AT, last=True)
            if waits and not known and not GUARD.stops(len(waits), len(waits | portal)):
                waits = set()
            if word:
                let_go(connection, UNIT)
                waits = set()
            here = {int(one[1:]) for one in confirmed(connection, ["item"], [f"i{n}" for n in range(30)])}
            assert here == portal | waits
            assert sum(one.rows for one in asked(connection)) == len(waits)
    store.close()
