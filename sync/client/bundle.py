"""A round without a network: what waits leaves in a file for the portal, and its receipt is taken in like an answer."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Protocol

from models import seals
from models.crypto import usable
from models.intents import Intent
from models.items import parse_moment
from models.problems import Refused, Unreachable, unreadable
from models.scopes import granted
from models.store import carried, files, journal, outbox
from models.store.carried import Carried
from models.store.connect import Connection
from models.store.desk import recalled, remember, remembered
from models.store.outbox import Waiting
from models.store.received import cursors
from sync.bundle import (
    BACK,
    UP,
    Envelope,
    Label,
    PortalKeys,
    file_in,
    keys_doc,
    keys_of,
    new_sealing_pair,
    opened,
    records,
    said,
    write,
)
from sync.client import kept, plan
from sync.client.blobs import named_by
from sync.client.desk import Desk
from sync.client.engine import Round
from sync.client.intake import OFFERING
from sync.client.receipt import Record, take_receipt
from sync.codec import intent_doc, request_doc
from sync.protocol import SyncRequest
from sync.reading import Reader, dumps, parse

SIGNER, PORTAL = "bundle_signer", "bundle_portal"
"""Remembered in the store, which is sealed at rest: this desk's private half, and the portal's public ones."""
REMEMBERED = timedelta(days=400)
MOST = plan.Size(20_000, 60_000_000)
MOST_WANTED = 500
MOST_KNOWN = 1_000_000
LARGEST = 200_000_000
_UNSAFE = re.compile(r"[^\w-]")


class Door(Protocol):
    """A portal to which this desk can make itself known."""

    def introduce(self, key: str) -> object:
        """Tells the public half by which this desk's bundles are known; the portal's own, as JSON."""


class Carrying:
    """What one desk gives and takes by hand."""

    def __init__(self, desk: Desk, device: str) -> None:
        self._desk, self._device = desk, device

    def introduce(self, door: Door) -> None:
        """Exchanges keys over the network, which a sign-in has just proven; a portal too old for it is no fault."""
        store = self._desk.store
        with store.writing() as connection:
            private, _, public = recalled(connection, SIGNER)[0].partition(" ")
            if not private:
                private, public = seals.new_signer()
                remember(connection, SIGNER, f"{private} {public}")
        try:
            keys = keys_of(door.introduce(public))
        except Unreachable:
            raise
        except Refused as problem:
            if problem.code != "not_found":
                raise
            return
        with store.writing() as connection:
            remember(connection, PORTAL, dumps(keys_doc(keys)))

    def export(self, place: Path) -> Carried:
        """Writes what waits into a file, or into a new one in the folder. Refused: bundle_no_key before the first
        sign-in over the network, bundle_place, bundle_place_full."""
        desk = self._desk
        signer, keys = self._keys()
        for draft in desk.drafts():
            if not draft.recovered:
                self._keep(draft.id)
        with desk.store.writing() as connection:
            out, request, acts, wanted = self._gather(connection, keys)
            intents = [*(act.intent for act in acts), *kept.put_away(connection)]
            attached = {f: one.name for f, one in _named(connection, acts).items() if one.state == "local"}
            target = self._free(place, out.made_at) if place.is_dir() else place
            out = replace(out, name=target.name)
            carried.note(connection, out)
        label = Label(
            UP, keys.fingerprint, desk.actor.person, self._device, out.id, out.made_at, len(acts), len(attached)
        )  # fmt: skip
        ask = {**request_doc(request), "known": list(out.known), "want": wanted, "reply": out.key[1]}
        suite = usable(desk.rules.directory.suite)
        with ExitStack() as failing:
            failing.callback(self._never_left, out.id)
            write(target, label, signer, keys.seal, self._inside(ask, intents, attached), suite)
            failing.pop_all()
        return out

    def _keep(self, id: str) -> None:
        try:
            self._desk.keep(id)
        except Refused:
            return

    @property
    def is_known(self) -> bool:
        """Whether this desk and its portal have exchanged keys."""
        with self._desk.store.reading() as connection:
            return "" not in recalled(connection, SIGNER, PORTAL)

    def _keys(self) -> tuple[str, PortalKeys]:
        with self._desk.store.reading() as connection:
            signer, portal = recalled(connection, SIGNER, PORTAL)
        if not signer or not portal:
            raise Refused("bundle_no_key")
        return signer.partition(" ")[0], keys_of(parse(portal))

    def _gather(
        self, connection: Connection, keys: PortalKeys
    ) -> tuple[Carried, SyncRequest, Sequence[Waiting], list[str]]:
        """What the bundle asks; from here on the acts in it stay as they are."""
        desk, now = self._desk, self._desk.clock()
        made_at = desk.reminding.time.now()
        epoch, scopes, offering = recalled(connection, "epoch", "scopes", OFFERING)
        # Until it is known what an earlier portal forgot, nothing goes ahead of that.
        acts = [] if offering else plan.batch(outbox.waiting(connection), MOST)
        outbox.mark_sent(connection, [act.intent.op for act in acts])
        known = cursors(connection)
        names = parse(scopes) if scopes else granted(desk.actor)
        cursor = {scope: known.get(scope, 0) for scope in sorted(names)}
        carried.forget(connection, (made_at - REMEMBERED).isoformat(timespec="seconds"))
        out = Carried(
            id=desk.new_id(), made_at=made_at.isoformat(timespec="seconds"), acts=len(acts), clock=now.isoformat(),
            epoch=epoch, cursor=cursor, known=tuple(journal.acknowledged(connection)), portal=keys_doc(keys),
            key=new_sealing_pair(),
        )  # fmt: skip
        request = SyncRequest(self._device, epoch, cursor)
        return out, request, acts, list(files.wanted(connection))[:MOST_WANTED]

    def _free(self, folder: Path, made_at: str) -> Path:
        """A name in the folder that nothing has yet."""
        stem = suggested(self._desk, made_at)
        tried = (folder / f"{stem}{f'-{n}' if n else ''}.{UP}" for n in count())
        return next(place for place in tried if not place.exists())

    def _inside(self, ask: dict[str, object], intents: Sequence[Intent], attached: dict[str, str]) -> Iterator[bytes]:
        yield said("ask", **ask)
        for sha256, name in attached.items():
            data = self._desk.blob(sha256)
            if data is not None:
                yield from file_in(sha256, named_by(name or sha256[:8], data[:16]), data)
        for intent in intents:
            yield said("op", **intent_doc(intent))
        yield said("done")

    def _never_left(self, identity: str) -> None:
        with self._desk.store.writing() as connection:
            carried.drop(connection, identity)

    def out(self) -> list[Carried]:
        """All that left this desk, the oldest first; those without `back_at` have not come back yet."""
        with self._desk.store.reading() as connection:
            return carried.every(connection)

    def receipts_in(self, folder: Path) -> list[Path]:
        """The receipts in a folder for which this desk waits, by name. Refused receipt_none, file_unreadable."""
        waits = {one.id for one in self.out() if not one.back_at}
        try:
            found = sorted(path for path in folder.iterdir() if path.suffix == f".{BACK}" and _id_in(path) in waits)
        except OSError as fault:
            raise unreadable(folder.name, fault) from fault
        if not found:
            raise Refused("receipt_none", path=str(folder))
        return found

    def take_in(self, path: Path) -> Round:
        """Takes a receipt in. Refused: bundle_kind, bundle_other_desk, receipt_taken, receipt_unknown, receipt_void,
        bundle_other_portal, and what `sync.bundle.opened` and `Envelope.check` refuse; then nothing was changed."""
        desk = self._desk
        with opened(path) as envelope, desk.turn:
            out = self._bundle_of(envelope)
            keys = keys_of(dict(out.portal))
            envelope.check(keys.sign)
            inside = records(envelope.contents(*out.key), LARGEST)
            try:
                taken = take_receipt(desk, out, inside, MOST_KNOWN)
                self._take_files(inside)
            except Refused as problem:
                if problem.code == "receipt_void":
                    self._is_back(out)
                raise
            self._is_back(out)
        asked = parse_moment(out.clock)
        if asked is not None:
            desk.lease.count_from(asked)
        return Round(0, taken.final, taken.rows, taken.refused, taken.conflicts, taken.changed)

    def _bundle_of(self, envelope: Envelope) -> Carried:
        """The bundle that a file answers. Refused when it is not for this desk, or not for now."""
        label = envelope.label
        if label.kind != BACK:
            raise Refused("bundle_kind", name=envelope.name)
        if (label.person, label.device) != (self._desk.actor.person, self._device):
            raise Refused("bundle_other_desk", name=envelope.name)
        with self._desk.store.reading() as connection:
            out = carried.named(connection, label.id)
        if out is None:
            raise Refused("receipt_unknown", name=envelope.name)
        if out.back_at:
            raise Refused("receipt_taken", name=envelope.name, at=out.back_at)
        if label.portal != keys_of(dict(out.portal)).fingerprint:
            raise Refused("bundle_other_portal", name=envelope.name)
        return out

    def _take_files(self, inside: Iterator[Record]) -> None:
        """Keeps the files that somebody wanted to see."""
        for line, data in inside:
            if data is None:
                continue
            sha256 = Reader(parse(line), "file").text("sha256")
            if self._desk.blobs.keep(data) == sha256:
                with self._desk.store.writing() as connection:
                    files.set_state(connection, sha256, "sent")

    def _is_back(self, out: Carried) -> None:
        at, there = self._desk.clock().isoformat(timespec="seconds"), self._desk.reminding.time.now()
        with self._desk.store.writing() as connection:
            carried.came_back(connection, out, at)
            if not remembered(connection, OFFERING):
                journal.tidy(connection, there)


def _id_in(path: Path) -> str:
    """Which bundle a file answers; nothing where it is no receipt."""
    try:
        with opened(path) as envelope:
            return envelope.label.id if envelope.label.kind == BACK else ""
    except Refused:
        return ""


def suggested(desk: Desk, made_at: str) -> str:
    """What a bundle of this moment is best called, without its ending: units, person and moment, so that many lie in
    one folder side by side."""
    units = desk.rules.directory.units
    names = [units[post.unit].name for post in sorted(desk.actor.posts) if post.unit in units]
    moment = f"{made_at[:10]}_{made_at[11:16]}".replace(":", "")
    return "_".join(_UNSAFE.sub("", each) for each in (*dict.fromkeys(names[:1]), desk.actor.name, moment))


def _named(connection: Connection, acts: Sequence[Waiting]) -> dict[str, files.Noted]:
    return files.found(connection, {sha256 for act in acts for sha256 in act.intent.blobs})
