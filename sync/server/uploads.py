"""Files on their way up, piece by piece: begun, gone on with, ended, and forgotten when nobody comes back to them."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from models.problems import Refused, StoreFault
from models.store import portal_uploads as noted
from models.store.portal import PortalStore
from models.store.portal_blobs import Filed, file
from models.store.portal_uploads import GOING, KNOWN, OPEN, WHOLE, Upload
from sync.protocol import Underway
from sync.server.blobs import Files
from sync.server.parts import Parts

MOST = 500
TRIES = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """`a_day`: bytes that one person may begin to bring in a day. `keep`: how long what was begun waits to be ended.
    `unused`: how long a file stays that no act ever spoke of."""

    a_day: int
    keep: timedelta
    unused: timedelta

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Bounds":
        """The bounds in an `[uploads]` table."""
        return cls(
            int(table["a_day"]), timedelta(hours=int(table["keep_hours"])), timedelta(days=int(table["unused_days"]))
        )


class Uploads:
    """What is on its way to `files`; all that is known of it lies in the database and the folder of its parts."""

    def __init__(
        self, store: PortalStore, files: Files, parts: Parts, bounds: Bounds, now: Callable[[], datetime]
    ) -> None:
        self._store, self._files, self._parts, self._bounds, self._now = store, files, parts, bounds, now

    def begin(self, person: str, sha256: str, size: int, name: str, known: bool) -> Underway:
        """Begins an upload, or finds the one begun before: its name follows from person and content. `known`: the file
        is here and the person may see it, so that nothing need come.

        Refused: malformed, too_large, blob_name, blob_type, upload_quota, and whatever a whole file is refused for."""
        self._files.judge_head(sha256, size, name)
        identity = hashlib.sha256(f"{person}\0{sha256}\0{size}".encode()).hexdigest()[:32]
        fresh = Upload(identity, person, sha256, size, name, self._at(), KNOWN if known else OPEN)
        with self._store.apart() as connection:
            before = noted.find(connection, identity)
            goes_on = before is not None and before.state == OPEN and not self._is_over(before) and not known
            was_mine = before is not None and before.state == WHOLE and known
            one = replace(before, name=name) if before and (goes_on or was_mine) else fresh
            if one.state == OPEN and not goes_on:
                self._allow(noted.brought(connection, person, self._midnight()), size)
            noted.put(connection, one)
        if not goes_on:
            self._parts.drop(identity)
        return self._told(one)

    def look(self, person: str, identity: str) -> Underway:
        """How far an upload has come. Refused: not_found, upload_expired."""
        return self._told(self._mine(person, identity))

    def add(self, person: str, identity: str, offset: int, data: bytes) -> Underway:
        """Takes the bytes that follow on those which are here. StoreFault store_full: nothing of them was kept.

        Refused: not_found, upload_expired, offset_wrong, too_large, and whatever the whole file is refused for."""
        one = self._mine(person, identity)
        if one.state != OPEN:
            raise Refused("offset_wrong", offset=one.size)
        if offset + len(data) > one.size:
            raise Refused("too_large", most=one.size)
        if offset == 0 and data:
            self._ending(one, lambda: self._files.judge_start(data[:64], one.name))
        with self._parts.held(identity) as part:
            here = part.seek(0, os.SEEK_END)
            if here != offset:
                raise Refused("offset_wrong", offset=here)
            self._parts.append(part, data)
        return self._told(one)

    def tidy(self) -> int:
        """Takes away what was begun and never ended, what came and was never used, and what nobody knows; how many."""
        now, count = self._now(), self._files.sweep()
        with self._store.looking() as connection:
            over = noted.begun_before(connection, OPEN, self._at(now - self._bounds.keep), MOST)
            over += noted.begun_before(connection, KNOWN, self._at(now - self._bounds.keep), MOST)
            known = noted.all_names(connection)
            old = noted.begun_before(connection, WHOLE, self._at(now - self._bounds.unused), MOST)
            going = noted.begun_before(connection, GOING, self._at(now - timedelta(hours=1)), MOST)
        for one in over:
            self._drop(one)
        for one in old:
            with self._store.apart() as connection:
                if not noted.let_go(connection, one, self._at(now)):
                    noted.drop(connection, one.id)
        for one in going:
            self._take_away(one)
        return count + len(over) + len(going) + self._parts.sweep(known, (now - self._bounds.keep).timestamp())

    def _take_away(self, one: Upload) -> None:
        """While this transaction is open nobody notes the file anew; who does so later looks whether it is there."""
        with self._store.apart() as connection:
            noted.drop(connection, one.id)
            if noted.take_away(connection, one.sha256):
                self._files.forget(one.sha256)

    def _told(self, one: Upload) -> Underway:
        offset = one.size
        if one.state == OPEN:
            offset = self._parts.size(one.id)
            if offset >= one.size:
                self._finish(one)
        return Underway(one.id, offset, one.size, self._over(one).isoformat(timespec="seconds"))

    def _finish(self, one: Upload) -> None:
        """All bytes are here: the file is judged, kept, and noted as brought by this person. It waits where it lies
        until all of that is done, so that whoever dies on the way can begin with this step again."""
        with self._parts.held(one.id) as part:
            if part.seek(0, os.SEEK_END) != one.size:
                return  # somebody else was faster
            kind = self._ending(one, lambda: self._files.judge_whole(part, one.name))
            for _ in range(TRIES):
                self._ending(one, lambda: self._files.take(one.sha256, part))
                file(self._store, Filed(one.sha256, one.size, kind, one.person, self._at()))
                if self._files.has(one.sha256):
                    break
            with self._store.apart() as connection:
                noted.put(connection, replace(one, state=WHOLE))
        self._parts.drop(one.id)

    def _ending(self, one: Upload, judge: Callable[[], Any]) -> Any:
        """What is refused for its content has no business here any more; a full disk is no refusal."""
        try:
            return judge()
        except StoreFault:
            raise
        except Refused:
            self._drop(one)
            raise

    def _drop(self, one: Upload) -> None:
        with self._store.apart() as connection:
            noted.drop(connection, one.id)
        self._parts.drop(one.id)

    def _mine(self, person: str, identity: str) -> Upload:
        with self._store.looking() as connection:
            one = noted.find(connection, identity)
        if one is None or one.person != person or one.state == GOING:
            raise Refused("not_found", id=identity[:64])
        if one.state == OPEN and self._is_over(one):
            raise Refused("upload_expired", id=identity)
        return one

    def _is_over(self, one: Upload) -> bool:
        return self._over(one) <= self._now()

    def _over(self, one: Upload) -> datetime:
        return datetime.fromisoformat(one.at) + self._bounds.keep

    def _allow(self, brought: int, size: int) -> None:
        if brought + size > self._bounds.a_day:
            now = self._now()
            left = datetime.fromisoformat(self._midnight()) + timedelta(days=1) - now
            raise Refused("upload_quota", most=self._bounds.a_day, retry_after=int(left.total_seconds()) + 1)

    def _midnight(self) -> str:
        return self._at(self._now().replace(hour=0, minute=0, second=0, microsecond=0))

    def _at(self, moment: datetime | None = None) -> str:
        return (moment or self._now()).isoformat(timespec="seconds")
