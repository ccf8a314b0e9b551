"""Tells who else has the same matter open: only those who hold it through a scope that both are granted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from models.ids import is_id
from models.people import Actor
from models.problems import Refused
from models.scopes import granted
from models.store.portal import PortalStore, Reading
from models.store.portal_presence import Present, put_present
from sync.protocol import Other, Others

MOST_OPEN = 20
EXPIRES = timedelta(seconds=35)
WRITTEN_EVERY = timedelta(seconds=15)
"""A desk speaks every ten seconds; every second word is written down."""


class Presence:
    """Kept in the database, so that all processes of one portal know the same."""

    def __init__(self, store: PortalStore) -> None:
        self._store = store

    def told(self, actor: Actor, ids: Sequence[str], kinds: Iterable[str], now: datetime) -> Others:
        """This desk has these matters open, and no others; who else has them. Refused: malformed.

        A matter that the person may not see is passed over as if it were not there."""
        if len(ids) > MOST_OPEN or not all(is_id(each) for each in ids):
            raise Refused("malformed", where="open")
        before = (now - EXPIRES).timestamp()
        with self._store.reading() as reading:
            held = _held(reading, ids, kinds)
            mine = {each: scopes & granted(actor) for each, scopes in held.items() if scopes & granted(actor)}
            there = [one for one in reading.present(mine, actor.person, actor.device) if one.seen >= before]
            others = _named(reading, [one for one in there if one.person != actor.person], mine)
        self._note(actor, mine, [one for one in there if _own(one, actor)], now)
        return others

    def _note(self, actor: Actor, ids: Iterable[str], known: Sequence[Present], now: datetime) -> None:
        at, fresh = now.timestamp(), (now - WRITTEN_EVERY).timestamp()
        if {one.id for one in known} == set(ids) and all(one.seen > fresh for one in known):
            return
        since = now.isoformat(timespec="seconds")
        open_ = [Present(each, actor.person, actor.device, since, at) for each in ids]
        with self._store.apart() as connection:
            put_present(connection, open_, actor.person, actor.device, at - EXPIRES.total_seconds())


def _own(one: Present, actor: Actor) -> bool:
    return (one.person, one.device) == (actor.person, actor.device)


def _held(reading: Reading, ids: Sequence[str], kinds: Iterable[str]) -> dict[str, frozenset[str]]:
    """Which scopes hold each of these matters."""
    return {each: scopes for kind in kinds for each, scopes in reading.holders(kind, ids).items()}


def _named(reading: Reading, there: Iterable[Present], mine: Mapping[str, frozenset[str]]) -> Others:
    others: dict[str, dict[str, Other]] = {}
    people: dict[str, Actor | None] = {}
    for one in there:
        if one.person not in people:
            people[one.person] = reading.actor(one.person)
        person = people[one.person]
        if person is not None and granted(person) & mine.get(one.id, frozenset()):
            others.setdefault(one.id, {}).setdefault(one.person, Other(person.name, one.since))
    return {each: tuple(found.values()) for each, found in others.items()}
