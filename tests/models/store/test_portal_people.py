"""Accounts, sessions and guesses as they are kept."""

from models.store.portal_people import (
    Account,
    Session,
    account_of,
    clear_sessions,
    close_sessions,
    knows_device,
    last_seen,
    open_session,
    put_accounts,
    session_of,
)
from tests.portal.conftest import town as town
from tests.portal.town import Town


def _session(token: str, device: str = "desk", expires: str = "2026-05-28") -> Session:
    return Session(token, "p_lin", device, "2026-04-28", "2026-04-28", expires)


def test_an_account_is_kept_whole(town: Town) -> None:
    kept = Account("someone", "p_some", "hash", True, "2026-04-28", False, ("old", "older"))
    with town.portal.store.apart() as connection:
        put_accounts(connection, [kept])
        assert account_of(connection, "someone") == account_of(connection, person="p_some") == kept


def test_a_desk_has_one_session_of_a_person_and_is_remembered(town: Town) -> None:
    with town.portal.store.apart() as connection:
        open_session(connection, _session("one"), "lin", "10.0.0.9")
        open_session(connection, _session("two"), "lin", "10.0.0.9")
        assert session_of(connection, "one") is None
        found = session_of(connection, "two")
        assert found is not None
        assert found[1].login == "lin"
        assert knows_device(connection, "lin", "desk")
        assert knows_device(connection, "lin", "@10.0.0.9")
        assert not knows_device(connection, "zhou", "desk")


def test_sessions_end_one_by_one_by_person_and_by_time(town: Town) -> None:
    with town.portal.store.apart() as connection:
        for name in ("a", "b", "c"):
            open_session(connection, _session(name, name), "lin", "10.0.0.9")
        close_sessions(connection, token_hash="a")
        close_sessions(connection, person="p_lin", but="c")
        assert [session_of(connection, name) is None for name in "abc"] == [True, True, False]
        clear_sessions(connection, "2026-06-01")
        assert session_of(connection, "c") is None


def test_a_person_was_last_seen_where_any_desk_of_theirs_spoke(town: Town) -> None:
    with town.portal.store.apart() as connection:
        assert "p_lin" not in last_seen(connection)
        open_session(connection, _session("one"), "lin", "10.0.0.9")
        assert last_seen(connection)["p_lin"] == "2026-04-28"
        close_sessions(connection, token_hash="one")
        assert last_seen(connection)["p_lin"] == "2026-04-28"
