"""Puts one person's desk together out of a profile folder, without a window: for the window and the command line."""

import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.rulebook import Rulebook
from models.ids import NewId, is_id, new_id
from models.people import Actor
from models.policy import read_policy, shipped_text
from models.problems import Refused, StoreFault
from models.store.desk import NAME, open_desk
from models.store.sealing import fresh_key, is_sealed, opens
from sync.client.beside import in_threads
from sync.client.blobs import BlobFolder
from sync.client.desk import Desk
from sync.client.engine import Round
from sync.client.filing import ShowFile
from sync.client.lease import Lease
from sync.client.plain_files import seal_all

PEOPLE = "people"
DEVICE = "device.txt"
SESSIONS = "passwords.toml"


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's desk, and the name under which the portal knows this computer."""

    desk: Desk
    device: str
    book: Rulebook

    def follow(self, done: Round) -> Round:
        """After a round: other policy rows take effect at once, and what could not be read of them is said."""
        renewed = self.book.renewed()
        if renewed is not None:
            self.desk.adopt(renewed)
            done.rules = True
        done.passed_over = self.book.untold()
        return done

    def close(self) -> None:
        """Lets go of the store."""
        self.desk.store.close()


def ids(now: Callable[[], datetime]) -> NewId:
    """A source of fresh ids."""
    return lambda: new_id(int(now().timestamp() * 1000), secrets.randbits(82))


def device_of(folder: Path, now: Callable[[], datetime]) -> str:
    """The name of this profile towards the portal; made once."""
    place = folder / DEVICE
    if place.exists() and is_id(known := place.read_text(encoding="utf-8").strip()):
        return known
    folder.mkdir(parents=True, exist_ok=True)
    device = ids(now)()
    fresh = place.with_suffix(f".{os.getpid()}")
    fresh.write_text(device, encoding="utf-8")
    fresh.replace(place)
    return device


def own_name(folder: Path, device: str, now: Callable[[], datetime], done: Round) -> Round:
    """After a round: Refused desk_copied where another computer acts under this one's name. From then on this one has
    a name of its own, which holds from the next sign-in on; until then that is said after every round."""
    renamed = device_of(folder, now) != device
    if not done.copied and not renamed:
        return done
    if not renamed:
        (folder / DEVICE).unlink()
        device_of(folder, now)
    raise Refused("desk_copied")


class Keeper(Protocol):
    """A portal that keeps the key of this desk's store (`sync.client.remote.Remote`)."""

    def store_key(self, key: str = "") -> str: ...


def store_key(folder: Path, person: str, portal: Keeper, known: str) -> str:
    """The key of a person's store, in hex: what this computer knows of it, else what the portal kept, else a new one.

    The portal keeps it for the day on which this computer has lost it. StoreFault store_key when none of them opens
    the store."""
    kept, store = "", folder / PEOPLE / person / NAME
    with suppress(Refused):  # an older portal keeps none; one that is out of reach does at the next sign-in
        kept = portal.store_key(known)
    key = known or kept or fresh_key()
    if is_sealed(store):
        key = next((one for one in (known, kept) if one and opens(store, bytes.fromhex(one))), "")
    if not key:
        raise StoreFault("store_key", path=str(store))
    if key != known:
        with suppress(Refused):
            portal.store_key(key)
    return key


def open_seat(
    folder: Path,
    actor: Actor,
    now: Callable[[], datetime],
    show_file: ShowFile | None = None,
    lease: int = 0,
    key: bytes = b"",
) -> Seat:
    """The desk of `actor` in a profile; `lease` is the days that a sign-in over the network has just given, `key` opens
    the store.

    StoreFault or BrokenPolicy when it cannot be opened as it is, Refused lease_ended when it was offline too long."""
    store = open_desk(folder / PEOPLE / actor.person, key)
    with ExitStack() as failing:
        failing.callback(store.close)
        blobs = BlobFolder(store.folder, store.file_key)
        seal_all(store.folder, blobs)
        book = Rulebook(store, now, partial(_read, blobs))
        _lease(Lease(store, now), lease, book)
        rules = book.read()
        failing.pop_all()
    desk = Desk(store, actor, rules, now, ids(now), show_file)
    desk.beside = in_threads()
    return Seat(desk, actor.device, book)


def _read(blobs: BlobFolder, sha256: str) -> bytes | None:
    """A file to be checked; one that does not open is as good as not here."""
    with suppress(Refused):
        return blobs.read(sha256)
    return None


def _lease(lease: Lease, days: int, book: Rulebook) -> None:
    """Begins the lease that a sign-in gave, or looks whether the one begun before still runs."""
    if days:
        lease.begin(days)
    elif lease.until() is not None:
        lease.check()
    else:
        lease.begin(int(read_policy(SESSIONS, shipped_text(SESSIONS)).data["session"]["lease_days"]))


def roles(actor: Actor) -> Iterable[str]:
    """The posts of a person as `unit:role`."""
    return [f"{post.unit}:{post.role}" for post in sorted(actor.posts)]
