"""Carries files between desk and portal beside the acts: what they wait for never holds up anything else."""

from collections.abc import Iterable

from models.problems import Refused, Unreachable
from models.store import files, outbox
from models.store.connect import Connection
from models.store.outbox import Waiting
from sync.client.desk import Desk
from sync.protocol import Portal

FETCHED = 20
SHUT = frozenset({"signed_out", "throttled"})
"""Refusals that are not about one file: nothing else would be heard either."""


def short_of_files(connection: Connection, acts: Iterable[Waiting]) -> set[str]:
    """The acts that speak of a file which is only on this desk yet, by op."""
    local = files.local(connection)
    return {act.intent.op for act in acts if not local.keys().isdisjoint(act.intent.blobs)} if local else set()


class Carrier:
    """Brings the files that waiting acts speak of, and fetches those that somebody wanted to see."""

    def __init__(self, desk: Desk, portal: Portal) -> None:
        self._desk, self._portal = desk, portal

    def bring(self) -> bool:
        """Brings files up; whether an act may go now that could not before."""
        with self._desk.store.reading() as connection:
            local = files.local(connection)
            acts = outbox.waiting(connection) if local else []
        wanted = dict.fromkeys(sha256 for act in acts for sha256 in act.intent.blobs if sha256 in local)
        return any([self._bring(sha256, local[sha256]) for sha256 in wanted])

    def _bring(self, sha256: str, name: str) -> bool:
        data = self._desk.blobs.read(sha256)
        try:
            if data is not None:
                self._portal.put_blob(sha256, data, name)
        except Unreachable:
            return False
        except Refused as problem:
            if problem.code in SHUT:
                raise
            return False
        with self._desk.store.writing() as connection:
            files.set_state(connection, sha256, "sent")
        return True

    def fetch(self) -> None:
        """Fetches the files that somebody wanted to see; what cannot be had now is asked for again."""
        with self._desk.store.reading() as connection:
            wanted = files.wanted(connection, FETCHED)
        for sha256 in wanted:
            try:
                data = self._portal.get_blob(sha256)
            except Refused:
                continue
            if self._desk.blobs.keep(data) == sha256:
                with self._desk.store.writing() as connection:
                    files.set_state(connection, sha256, "sent")
