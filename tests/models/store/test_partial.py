"""How far a file came is kept to the byte, and let go when the scope is listed or lost."""

from dataclasses import replace

from models.store.desk import DeskStore
from models.store.partial import Partial, begun_again, forget_partials, note_partial, partial, partials
from models.store.received import begin_again, drop_scope, set_cursors

HALF = Partial("e-1", "epoch", 7, 5, 100, 3, 9, 2**64 - 1, b"\0\xff")


def test_it_comes_back_as_it_was_kept(store: DeskStore) -> None:
    with store.writing() as connection:
        note_partial(connection, "u:a", HALF)
        note_partial(connection, "u:a", replace(HALF, at=200))
        assert partial(connection, "u:a") == replace(HALF, at=200)
        assert partial(connection, "u:b") is None
        forget_partials(connection, [])
        assert partials(connection) == {"u:a": replace(HALF, at=200)}


def test_what_was_begun_again_goes_on_from_where_the_first_file_stood() -> None:
    assert begun_again(HALF, "e-2") == Partial("e-2", since=5)
    assert HALF.come == 102


def test_a_scope_that_is_listed_lost_or_begun_anew_is_forgotten(store: DeskStore) -> None:
    with store.writing() as connection:
        for scope in ("u:a", "u:b", "u:c"):
            note_partial(connection, scope, HALF)
        set_cursors(connection, {"u:a": 7})
        drop_scope(connection, "u:b")
        assert set(partials(connection)) == {"u:c"}
        begin_again(connection)
        assert partials(connection) == {}
