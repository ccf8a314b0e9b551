"""Keeps the keys of desks' stores, sealed: a desk that lost its own gets it back when its person signs in there."""

from typing import Protocol

from models.problems import Refused
from models.store.portal import PortalStore
from models.store.portal_people import account_of
from models.store.portal_sessions import exchange_key

LENGTH = 64
"""Signs of a key in hex."""


class Box(Protocol):
    """Seals with a key that lies beside the database."""

    def seal(self, plain: bytes, bound: str) -> bytes: ...
    def unseal(self, sealed: bytes, bound: str) -> bytes: ...


class Escrow:
    """One key for each person at each desk; it goes when the desk is revoked."""

    def __init__(self, store: PortalStore, box: Box) -> None:
        self._store, self._box = store, box

    def exchange(self, person: str, desk: str, key: str) -> str:
        """Keeps a key, if one is given, and gives the one that was kept before; empty: none was.

        Refused malformed for what is no key, key_lost when the portal's own key is gone."""
        if key and (len(key) != LENGTH or not set(key) <= set("0123456789abcdef")):
            raise Refused("malformed", where="key")
        bound = f"{person}/{desk}"
        sealed = self._box.seal(bytes.fromhex(key), bound).hex() if key else ""
        with self._store.apart() as connection:
            account = account_of(connection, person=person)
            kept = exchange_key(connection, account.login if account else "", desk, sealed)
        return self._box.unseal(bytes.fromhex(kept), bound).hex() if kept else ""
