"""The portal's side of what is carried by hand: its keys, the desks that it knows, the bundles that it took."""

import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.ids import new_id
from models.late import load
from models.problems import Refused, unwritable
from models.store.portal import PortalStore
from models.store.portal_bundles import Taken, claim, key_of, put_key
from models.store.portal_log import Act
from models.store.portal_people import account_of
from portal.sessions import Sessions
from sync.protocol import SessionInfo
from sync.server.service import House

KEY_FILE = "bundle.key"


class Bundles:
    """`keys` are made at the first need and lie in the data folder, for their owner alone; desks that were told of
    them seal for no others. A desk is known from its last sign-in over the network on."""

    def __init__(self, store: PortalStore, sessions: Sessions, folder: Path, now: Callable[[], datetime]) -> None:
        self._store, self._sessions, self._place, self._now = store, sessions, folder / KEY_FILE, now

    def keys(self) -> Any:
        """The portal's own keys (`sync.server.bundles.OwnKeys`)."""
        bundle, server = load("sync.bundle"), load("sync.server.bundles")
        if not self._place.exists():
            _make(self._place)
        doc = json.loads(self._place.read_text("utf-8"))
        return server.OwnKeys(bundle.keys_of(doc), doc["opens"], doc["signs"])

    def introduce(self, session: SessionInfo, key: str) -> dict[str, str]:
        """From now on the person's bundles from this desk are known by `key`; the portal's public halves.
        Refused malformed for what is no key."""
        bundle, account, at = load("sync.bundle"), self._account(session.person), self._now()
        half = bundle.half_of(key, load("models.seals").ALGORITHM)
        with self._store.apart() as connection:
            put_key(connection, account, session.device, half, at.isoformat(timespec="seconds"))
        return dict(bundle.keys_doc(self.keys().public))

    def _account(self, person: str) -> str:
        with self._store.looking() as connection:
            found = account_of(connection, person=person)
        return found.login if found else ""

    def admit(self, person: str, device: str) -> Any:
        """Who a bundle speaks for now (`sync.server.bundles.Admitted`). Refused: bundle_unknown_desk,
        account_disabled."""
        account = self._account(person)
        with self._store.looking() as connection:
            key = key_of(connection, account, device)
        session = self._sessions.by_hand(person, device) if key else None
        if session is None or session.revoked:
            raise Refused("bundle_unknown_desk", device=device[:40])
        return load("sync.server.bundles").Admitted(session, key)

    def claim(self, label: Any, digest: str) -> bool:
        """Notes that a bundle is taken, and in the log of acts who brought it; whether just this one was before.
        Refused bundle_reused."""
        at = self._now()
        new = Taken(label.id, label.person, label.device, digest, at.isoformat(timespec="seconds"))
        with self._store.apart() as connection:
            known = claim(connection, new)
        if known is not None and (known.digest, known.person, known.device) != (digest, label.person, label.device):
            raise Refused("bundle_reused", at=known.at)
        if known is None:
            op = new_id(int(at.timestamp() * 1000), secrets.randbits(82))
            act = Act(op, label.person, label.device, "bundle.take", label.id, request_hash=digest, received=new.at)
            self._store.write(lambda writing: writing.note(act))
        return known is not None

    def exchange(self, house: House, days: int) -> Any:
        """Where bundles come in (`sync.server.bundles.Exchange`)."""
        return load("sync.server.bundles").Exchange(house, self.keys(), self, timedelta(days=days))


def _make(place: Path) -> None:
    """Makes the keys, unless another process is just as quick."""
    bundle, seals = load("sync.bundle"), load("models.seals")
    (opens, seal), (signs, sign) = bundle.new_sealing_pair(), seals.new_signer()
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"opens": opens, "seal": seal, "signs": signs, "sign": sign}, file)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, place)
    except OSError as fault:
        raise unwritable(str(place.parent), fault) from fault
    finally:
        with suppress(OSError):
            fresh.unlink()
