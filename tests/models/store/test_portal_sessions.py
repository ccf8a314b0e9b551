"""Sessions, and the desks that they are held from."""

from models.store.portal_sessions import (
    ID,
    Session,
    clear_sessions,
    close_sessions,
    end_session,
    forget_device,
    is_revoked,
    knows_device,
    last_seen,
    open_session,
    revoke,
    session_of,
    standing,
)
from tests.portal.conftest import town as town
from tests.portal.town import Town


def _session(token: str, device: str = "desk", expires: str = "2026-05-28") -> Session:
    return Session(token, "p_lin", device, "2026-04-28", "2026-04-28", expires)


def test_a_desk_has_one_session_of_a_person_and_is_remembered(town: Town) -> None:
    with town.portal.store.apart() as connection:
        open_session(connection, _session("one"), "lin", "10.0.0.9", "PC-3")
        open_session(connection, _session("two"), "lin", "10.0.0.9", "PC-3")
        assert session_of(connection, "one") is None
        found = session_of(connection, "two")
        assert found is not None
        assert found.account.login == "lin"
        assert knows_device(connection, "lin", "desk")
        assert knows_device(connection, "lin", "@10.0.0.9")
        assert not knows_device(connection, "zhou", "desk")


def test_sessions_end_one_by_one_by_person_and_by_time(town: Town) -> None:
    with town.portal.store.apart() as connection:
        for name in ("a", "b", "c"):
            open_session(connection, _session(name, name), "lin", "10.0.0.9", "PC-3")
        close_sessions(connection, token_hash="a")
        close_sessions(connection, person="p_lin", but="c")
        assert [session_of(connection, name) is None for name in "abc"] == [True, True, False]
        clear_sessions(connection, "2026-06-01")
        assert session_of(connection, "c") is None


def test_a_person_was_last_seen_where_any_desk_of_theirs_spoke(town: Town) -> None:
    with town.portal.store.apart() as connection:
        assert "p_lin" not in last_seen(connection)
        open_session(connection, _session("one"), "lin", "10.0.0.9", "PC-3")
        assert last_seen(connection)["p_lin"] == "2026-04-28"
        close_sessions(connection, token_hash="one")
        assert last_seen(connection)["p_lin"] == "2026-04-28"


def test_only_a_desk_beside_others_is_new(town: Town) -> None:
    with town.portal.store.apart() as connection:
        opened = [
            open_session(connection, _session(name, desk), "lin", "10.0.0.9", "PC-3")
            for name, desk in (("a", "one"), ("b", "one"), ("c", "two"))
        ]
    assert opened == [False, False, True]


def test_desks_are_found_by_name_account_computer_and_address(town: Town) -> None:
    with town.portal.store.apart() as connection:
        open_session(connection, _session("a" * 64, "one"), "lin", "10.0.0.9", "王台-3号机 100%")
        for search in ("lin", "王台", "10.0.0", "100%", ""):
            (found,) = standing(connection, search=search)
            assert (found.account, found.name, found.device, found.session) == ("lin", "lin", "one", "a" * ID)
        assert standing(connection, search="_") == ()
        assert standing(connection, person="p_zhou") == ()
        assert standing(connection, person="p_lin") == (found,)


def test_a_session_is_ended_by_its_name_by_nobody_elses_hand(town: Town) -> None:
    with town.portal.store.apart() as connection:
        open_session(connection, _session("a" * 64), "lin", "10.0.0.9", "")
        assert end_session(connection, "a" * ID, "p_zhou") is None
        assert end_session(connection, "a", "p_lin") is None
        assert end_session(connection, "a" * ID, "p_lin") == ("p_lin", "desk")
        assert session_of(connection, "a" * 64) is None
        assert [one.session for one in standing(connection)] == [""]


def test_a_revoked_desk_is_known_as_such_until_it_is_empty(town: Town) -> None:
    with town.portal.store.apart() as connection:
        open_session(connection, _session("one"), "lin", "10.0.0.9", "")
        assert not revoke(connection, "lin", "@10.0.0.9", "2026-04-29")
        assert not revoke(connection, "zhou", "desk", "2026-04-29")
        assert revoke(connection, "lin", "desk", "2026-04-29")
        assert is_revoked(connection, "lin", "desk")
        found = session_of(connection, "one")
        assert found is not None
        assert found.revoked
        open_session(connection, _session("two"), "lin", "10.0.0.9", "")
        assert is_revoked(connection, "lin", "desk")
        forget_device(connection, "lin", "desk")
        assert not is_revoked(connection, "lin", "desk")
        assert not knows_device(connection, "lin", "desk")
