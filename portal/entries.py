"""Notes what happens at the doors in the log of acts, and tells the person whom it concerns."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime

from models.ids import new_id
from models.store.portal import PortalStore
from models.store.portal_log import Act
from models.store.portal_write import Put, put_plain

NOBODY = "-"
TOLD = "account"
"""The type of the rows that tell a person what was done with their account."""


def iso(moment: datetime) -> str:
    """A moment as the portal writes it."""
    return moment.isoformat(timespec="seconds")


class Entries:
    """`by` is who acted, where that is another than the person concerned."""

    def __init__(self, store: PortalStore, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def act(self, kind: str, person: str, device: str = "", by: str = "") -> Act:
        """An entry about a person."""
        now, subject = self._now(), person or NOBODY
        op = new_id(int(now.timestamp() * 1000), secrets.randbits(82))
        return Act(op, by or subject, device, kind, subject, received=iso(now))

    def note(self, kind: str, person: str, device: str = "", by: str = "", puts: Iterable[Put] = ()) -> None:
        """Writes one."""
        act = self.act(kind, person, device, by)
        self._store.write(lambda writing: writing.note(act, puts))

    def tell(self, kind: str, person: str, device: str = "", by: str = "", label: str = "") -> None:
        """Writes one, and tells the person with their next round."""
        act = self.act(kind, person, device, by)
        doc = {"person": person, "why": kind, "device": device, "label": label, "by": by, "at": act.received}
        self._store.write(lambda writing: writing.note(act, [put_plain(TOLD, f"{person}.{act.op}", doc)]))
