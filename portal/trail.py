"""Anchors of the log of acts: how far it was on a day, signed, to be kept where nobody who has the portal can reach."""

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from models.ids import new_id
from models.late import load
from models.people import PORTAL
from models.problems import Refused, unwritable
from models.store.portal import PortalStore
from models.store.portal_log import PRUNE, Act, Audit, Mark, let_go
from portal.rhythm import Rhythm
from sync.protocol import Verdict

KEY_FILE, FOLDER, ENDING = "audit.key", "anchors", ".anchor"
LEAST_DAYS = 183
"""Six months (网络安全法 Art. 21): a policy may ask for more, never for less."""


def anchored(store: PortalStore, data: Path, folder: Path, at: datetime) -> Path:
    """Writes down how far the log is, signed with the portal's own key; one that is there already is left alone.

    StoreFault when the folder cannot be written."""
    seals, key = load("models.seals"), _key(data)
    with store.reading() as reading:
        mark = reading.marked()
    bare = {"name": "audit", "text": json.dumps(asdict(mark)), "at": at.isoformat(timespec="seconds")}
    doc = {**seals.sealed(key, bare), "public": seals.public_half(key)}
    place = folder / f"{at:%Y-%m-%d}-{mark.n}{ENDING}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not place.exists():
            fresh = place.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(doc, indent=1), "utf-8")
            fresh.replace(place)
    except OSError as fault:
        raise unwritable(str(folder), fault) from fault
    return place


def marks_in(places: Iterable[Path], data: Path) -> tuple[Mark, ...]:
    """What anchors say, each a file or a folder of them, after the seal of each was looked at.

    Refused file_unreadable, anchor_damaged, or anchor_foreign for one that this portal's key did not sign."""
    public = _public(data)
    files = [file for place in places for file in (sorted(place.glob(f"*{ENDING}")) if place.is_dir() else [place])]
    return tuple(_mark(file, public) for file in files)


def _mark(file: Path, public: str) -> Mark:
    seals = load("models.seals")
    try:
        doc = json.loads(file.read_text("utf-8"))
        whole = seals.genuine(doc["public"], doc) and doc["name"] == "audit"
        mark = Mark(**json.loads(doc["text"]))
    except OSError as fault:
        raise Refused("file_unreadable", name=file.name) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused("anchor_damaged", name=file.name) from fault
    if not whole:
        raise Refused("anchor_damaged", name=file.name)
    if doc["public"] != public:
        raise Refused("anchor_foreign", name=file.name)
    return mark


def verified(store: PortalStore, data: Path, places: Iterable[Path] = ()) -> Audit:
    """Reads the whole log against the anchors given and those in the portal's own folder."""
    own = data / FOLDER
    marks = marks_in([*places, *([own] if own.is_dir() else [])], data)
    with store.reading() as reading:
        return reading.audit(marks)


def note_reading(store: PortalStore, by: str, asked: Mapping[str, object], at: datetime) -> None:
    """Notes in the log that somebody reads in it, and what they asked for (GB/T 22239-2019, 8.1.5.2)."""
    op = new_id(int(at.timestamp() * 1000), secrets.randbits(82))
    body = json.dumps(asked, ensure_ascii=False)
    act = Act(op, by, "portal", "audit.read", "portal", body=body, received=at.isoformat(timespec="seconds"))
    store.write(lambda writing: writing.note(act))


def pruned(store: PortalStore, data: Path, anchor: Path, days: int, at: datetime, by: str = PORTAL.person) -> Audit:
    """Lets go of all that an anchor vouches for, once every entry of it is older than `days`; the log says so itself.

    A prune that was cut off is taken up again. Refused audit_unsound where the log is not as it was written,
    audit_young where it must still be kept."""
    found = verified(store, data, [anchor])
    if found.wrong:
        raise Refused("audit_unsound", entry=found.at)
    (mark,) = marks_in([anchor], data)
    oldest = at - timedelta(days=max(days, LEAST_DAYS))
    with store.reading() as reading:
        last = reading.newest(mark.n)
    if last and datetime.fromisoformat(last) > oldest:
        raise Refused("audit_young", day=f"{oldest:%Y-%m-%d}", days=max(days, LEAST_DAYS))
    received = at.isoformat(timespec="seconds")
    act = Act(f"prune-{mark.n}", by, "portal", PRUNE, "portal", body=json.dumps(asdict(mark)), received=received)
    with store.reading() as reading:
        noted = bool(reading.judged([act.op]))
    if not noted:
        store.write(lambda writing: writing.note(act))
    with store.apart() as connection:
        let_go(connection, mark)
    return verified(store, data, [anchor])


def _public(data: Path) -> str:
    place = data / KEY_FILE
    return str(load("models.seals").public_half(place.read_text("utf-8"))) if place.exists() else ""


def _key(data: Path) -> str:
    """The portal's key for anchors, readable by its owner alone; made with the first one."""
    place = data / KEY_FILE
    if not place.exists():
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(str(load("models.seals").new_key()))
    return place.read_text("utf-8")


class Anchoring(Rhythm):
    """Writes the anchor of each day into a folder: best on another machine's disk."""

    def __init__(self, store: PortalStore, data: Path, now: Callable[[], datetime], every: float) -> None:
        super().__init__(every)
        self._store, self._data, self._now = store, data, now
        self.folder = data / FOLDER

    def due(self) -> tuple[Verdict, ...]:
        """The first look of a day makes its anchor."""
        at = self._now()
        if not any(self.folder.glob(f"{at:%Y-%m-%d}-*{ENDING}")):
            anchored(self._store, self._data, self.folder, at)
        return ()
