"""Keys by desk and person, and one content only under one name, on both databases."""

from dataclasses import replace

from models.store.portal import open_portal
from models.store.portal_bundles import Taken, claim, forget_keys, key_of, put_key

ONE = Taken("bundle-1", "p_lin", "desk-1", "aa", "2026-04-28T09:00:00+08:00")


def test_a_desk_has_the_key_that_it_told_last_until_it_is_forgotten(database_url: str) -> None:
    store = open_portal(database_url)
    with store.apart() as connection:
        for account, device, key in (("lin", "a", "1"), ("lin", "a", "2"), ("lin", "b", "3"), ("chen", "a", "4")):
            put_key(connection, account, device, key, "2026-04-28")
        assert [key_of(connection, *who) for who in (("lin", "a"), ("lin", "b"), ("chen", "a"), ("chen", "b"))] == [
            "2", "3", "4", "",
        ]  # fmt: skip
        forget_keys(connection, "lin", but="b")
        assert (key_of(connection, "lin", "a"), key_of(connection, "lin", "b")) == ("", "3")
        forget_keys(connection, "lin", device="b")
        assert (key_of(connection, "lin", "b"), key_of(connection, "chen", "a")) == ("", "4")
    store.close()


def test_a_name_is_claimed_once(database_url: str) -> None:
    store = open_portal(database_url)
    with store.apart() as connection:
        assert claim(connection, ONE) is None
        assert claim(connection, ONE) == ONE
        assert claim(connection, replace(ONE, digest="bb")) == ONE
    store.close()
