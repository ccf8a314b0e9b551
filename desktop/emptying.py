"""Empties a desk that was revoked: what was never sent goes to the portal first, and only then is anything erased.

Wherever it is cut off, it goes on at the next start: a mark in the profile says whose it is and how far it came."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from desktop.backups import PLACE
from desktop.opened import Opened
from desktop.paths import Profile
from desktop.seat import DEVICE, PEOPLE
from desktop.session import drop_session
from models.late import load
from models.problems import Refused
from models.store.desk import NAME, open_desk
from sync.client.care import Care
from sync.client.leaving import unsent

MARK, SIGNED = "revoked.json", "signed_in.json"
KINDS = ("item", "letter", "request", "service")


class Memory(Protocol):
    """As much of `desktop.secrets.Secrets` as is used."""

    def drop(self, account: str) -> None: ...
    def key_of(self, account: str, password: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Order:
    """Whose it is to be emptied of, the session by which it was told so, and how many texts the portal keeps since."""

    account: str
    person: str
    token: str
    portal: str
    kept: int = -1


def order(profile: Path, given: Order) -> None:
    """From now on what this person has here is shut, and goes as soon as the portal has what was not sent; the sign-in
    no longer says that they can work here without a network."""
    known = pending(profile)
    if known is not None and known.person == given.person:
        given = replace(given, kept=known.kept)
    _write(profile, given)
    (profile / SIGNED).unlink(missing_ok=True)


def pending(profile: Path) -> Order | None:
    """What is still to be emptied."""
    try:
        return Order(**json.loads((profile / MARK).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def empty(
    profile: Path, memory: Memory, care: Callable[[Order], Care], keys: Mapping[str, str] | None = None
) -> Order | None:
    """Goes on where it stopped; gives what was done, or None when there is nothing to do. Off the main thread. `keys`
    of stores, by account, beside those that the memory knows without a password.

    Unreachable without the portal; StoreFault when the store cannot be read: then nothing is erased."""
    known = pending(profile)
    if known is None:
        return None
    portal, place = care(known), profile / PEOPLE / known.person
    if known.kept < 0:
        key = (keys or {}).get(known.account) or memory.key_of(known.account, "")
        known = replace(known, kept=_left(place, portal, key))
        _write(profile, known)
    memory.drop(known.account)
    Opened(profile).clear()
    for folder in (place, profile / PLACE / known.person):
        shutil.rmtree(folder, ignore_errors=True)
    if place.exists():
        raise Refused("not_emptied", path=str(place))
    if not any((profile / PEOPLE).glob("*")):
        (profile / DEVICE).unlink(missing_ok=True)
    _said(portal)
    (profile / MARK).unlink(missing_ok=True)
    return known


def at_line(place: Profile, session: Mapping[str, Any]) -> int | None:
    """The same for a desk without a window, which keeps its session in a file: that goes too."""
    account, person, token, portal = (str(session[name]) for name in ("account", "person", "token", "portal"))
    order(place.folder, Order(account, person, token, portal))
    memory: Memory = load("desktop.secrets").Secrets(place.secrets, load("desktop.ring").find)
    remote = load("sync.client.remote").Remote
    keys = {account: str(session.get("key") or "")}
    done = empty(place.folder, memory, lambda known: Care(remote(known.portal, known.token, place.authority)), keys)
    drop_session(place.folder)
    return None if done is None else done.kept


def _write(profile: Path, known: Order) -> None:
    fresh = profile / f"{MARK}.new"
    fresh.write_text(json.dumps(asdict(known)), encoding="utf-8")
    fresh.replace(profile / MARK)


def _left(place: Path, portal: Care, key: str) -> int:
    """How many texts the portal keeps now."""
    if not (place / NAME).exists():
        return 0
    store = open_desk(place, bytes.fromhex(key))
    try:
        texts = unsent(store, KINDS)
    finally:
        store.close()
    portal.leave(texts)
    return len(texts)


def _said(portal: Care) -> None:
    """A portal that has let go of the session already needs no word."""
    try:
        portal.emptied()
    except Refused as no:
        if no.code not in ("signed_out", "not_found"):
            raise
