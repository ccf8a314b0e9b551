"""What a desk has open replaces what it had; nobody else's rows are touched."""

from models.store.portal_presence import Present, present, put_present
from tests.portal.conftest import town as town
from tests.portal.town import Town


def _one(id: str, seen: float, person: str = "p_lin", since: str = "a") -> Present:
    return Present(id, person, "desk", since, seen)


def test_a_desk_replaces_its_own_and_keeps_the_first_moment_unless_it_was_silent(town: Town) -> None:
    with town.portal.store.apart() as connection:
        put_present(connection, [_one("i1", 100.0), _one("i2", 100.0)], "p_lin", "desk", 90.0)
        put_present(connection, [_one("i1", 100.0, "p_zhou")], "p_zhou", "desk", 90.0)
        put_present(connection, [_one("i1", 110.0, since="b")], "p_lin", "desk", 90.0)
        found = present(connection, ["i1", "i2"], "p_lin", "desk")
        assert [(one.id, one.person, one.since, one.seen) for one in found] == [
            ("i1", "p_lin", "a", 110.0), ("i1", "p_zhou", "a", 100.0)
        ]  # fmt: skip
        put_present(connection, [_one("i1", 200.0, since="c")], "p_lin", "desk", 190.0)
        assert present(connection, ["i1"], "p_lin", "desk")[-1].since == "c"
        put_present(connection, [], "p_lin", "desk", 190.0)
        assert [one.person for one in present(connection, ["i1"], "p_lin", "desk")] == ["p_zhou"]


def test_whatever_a_desk_has_open_is_found_without_asking_for_it(town: Town) -> None:
    with town.portal.store.apart() as connection:
        put_present(connection, [_one("i9", 100.0)], "p_lin", "desk", 90.0)
        assert [one.id for one in present(connection, [], "p_lin", "desk")] == ["i9"]
