"""Puts one person's desk together out of a profile folder, without a window: for the window and the command line."""

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from models.checks import Extract, read_lists
from models.checks.inspecting import inspector
from models.ids import NewId, is_id, new_id
from models.late import load
from models.people import Actor
from models.policy import Directory, read_policy, shipped
from models.problems import BrokenPolicy
from models.rules import load_rules
from models.steps import Rules
from models.store.desk import DeskStore, documents, open_desk
from sync.client.blobs import BlobFolder
from sync.client.desk import Desk
from sync.client.lease import Lease

PEOPLE = "people"
DEVICE = "device.txt"
EXTRACTS = 64
SESSIONS = "passwords.toml"


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's desk, and the name under which the portal knows this computer."""

    desk: Desk
    device: str

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


def open_seat(
    folder: Path,
    actor: Actor,
    now: Callable[[], datetime],
    show_file: Callable[[Path, str], None] | None = None,
    lease: int = 0,
) -> Seat:
    """The desk of `actor` in a profile; `lease` is the days that a sign-in over the network has just given.

    StoreFault or BrokenPolicy when it cannot be opened as it is, Refused lease_ended when it was offline too long."""
    store = open_desk(folder / PEOPLE / actor.person)
    with ExitStack() as failing:
        failing.callback(store.close)
        texts = texts_in(store)
        _lease(Lease(store, now), lease, texts)
        rules = rules_from(texts, now, BlobFolder(store.folder).read)
        failing.pop_all()
    return Seat(Desk(store, actor, rules, now, ids(now), show_file), actor.device)


def _lease(lease: Lease, days: int, texts: Mapping[str, str]) -> None:
    """Begins the lease that a sign-in gave, or looks whether the one begun before still runs."""
    if days:
        lease.begin(days)
    else:
        lease.check(int(read_policy(SESSIONS, texts[SESSIONS]).data["session"]["lease_days"]))


def texts_in(store: DeskStore) -> dict[str, str]:
    """The policy texts as the portal has them, those that this program brings where it has sent none."""
    with store.reading() as connection:
        sent = {row["id"]: json.loads(row["doc"]) for row in documents(connection, "policy")}
    texts = {name: doc["text"] for name, doc in sent.items() if isinstance(doc.get("text"), str)}
    return {**shipped(), **texts}


def rules_from(texts: dict[str, str], now: Callable[[], datetime], fetch: Callable[[str], bytes | None]) -> Rules:
    """The rules in these texts. What a newer portal sent and this program cannot read is passed over for its own."""

    @lru_cache(maxsize=EXTRACTS)
    def extracted(sha256: str, name: str, _size: int) -> Extract | None:
        data = fetch(sha256)
        found: Extract | None = load("models.checks.attachments").extract(name, data) if data is not None else None
        return found

    def read(sha256: str, name: str) -> Extract | None:
        data = fetch(sha256)
        return None if data is None else extracted(sha256, name, len(data))

    def made(these: dict[str, str]) -> Rules:
        directory = Directory(these)
        return load_rules(these, inspector(directory, read_lists(these), lambda: now().date(), read))

    try:
        return made(texts)
    except BrokenPolicy:
        own = dict(shipped())
        if own == texts:
            raise
        return made(own)


def roles(actor: Actor) -> Iterable[str]:
    """The posts of a person as `unit:role`."""
    return [f"{post.unit}:{post.role}" for post in sorted(actor.posts)]
