"""Accounts as they are kept."""

from models.store.portal_people import Account, account_of, put_accounts
from tests.portal.conftest import town as town
from tests.portal.town import Town


def test_an_account_is_kept_whole(town: Town) -> None:
    kept = Account("someone", "p_some", "hash", True, "2026-04-28", False, ("old", "older"))
    with town.portal.store.apart() as connection:
        put_accounts(connection, [kept])
        assert account_of(connection, "someone") == account_of(connection, person="p_some") == kept
