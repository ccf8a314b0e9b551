"""The part of a desk that keeps files, has them fetched, and shows them."""

import io
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from models.problems import Refused
from models.store import files, outbox
from models.store.desk import DeskStore
from sync.client.blobs import BlobFolder
from sync.client.smalls import Smalls

MOST_SHOWN = 20_000_000
ShowFile = Callable[[BinaryIO, str], None]
"""Hands what is read to another program, under a name."""


class Filing:
    """What of a `Desk` speaks of files."""

    store: DeskStore
    blobs: BlobFolder
    smalls: Smalls
    _show_file: ShowFile | None

    def put_blob(self, data: bytes, name: str = "") -> str:
        """Keeps a file here; it goes up before the first act that speaks of it. Gives its fingerprint."""
        return self.put_file(io.BytesIO(data), name)[0]

    def put_file(self, source: BinaryIO, name: str) -> tuple[str, int]:
        """The same from a file, of which never more than a piece is held; gives fingerprint and size."""
        sha256, size = self.blobs.keep_from(source)
        with self.store.writing() as connection:
            files.note(connection, sha256, name, size, "local")
        return sha256, size

    def blob(self, sha256: str) -> bytes | None:
        """A file's bytes; None when it is not here yet, or damaged, and then it is fetched with the next round."""
        try:
            data = self.blobs.read(sha256)
        except Refused as problem:
            self._given_up(sha256, problem)
            return None
        if data is None:
            with self.store.writing() as connection:
                files.note(connection, sha256, "", 0, "remote")
        return data

    def small(self, sha256: str) -> bytes | None:
        """A picture to be shown small: what the portal made of it, or the file itself where it is here and not too
        large; None while there is none, and then it is fetched with the next round."""
        data = self.blobs.small(sha256)
        if data is None and 0 < self.blobs.size(sha256) <= MOST_SHOWN:
            with suppress(Refused):
                data = self.blobs.read(sha256)
        if data is None:
            self.smalls.want(sha256)
        return data

    def travelling(self) -> list[files.Noted]:
        """The files on their way: up, because an act that waits speaks of them, and down, because somebody looked."""
        with self.store.reading() as connection:
            named = {sha256 for one in outbox.waiting(connection) for sha256 in one.intent.blobs}
            up = [one for one in files.local(connection).values() if one.sha256 in named]
            return [*up, *files.wanted(connection).values()]

    def open_blob(self, sha256: str) -> None:
        """Shows a file with the program that the computer has for it. Refused blob_unknown when it is not here yet,
        blob_altered or blob_lost when it was damaged here."""
        with self.store.reading() as connection:
            known = files.found(connection, [sha256]).get(sha256)
        try:
            file = self.blobs.open(sha256)
            if file is not None:
                with file:
                    self._show(file, f"{sha256[:8]}-{known.name if known else ''}")
                return
        except Refused as problem:
            raise self._given_up(sha256, problem) from problem
        self.blob(sha256)
        raise Refused("blob_unknown")

    def _show(self, file: BinaryIO, name: str) -> None:
        if self._show_file is not None:
            self._show_file(file, name)

    def _given_up(self, sha256: str, problem: Refused) -> Refused:
        """What was damaged here is fetched again, where the portal has it; gives what is to be told."""
        if problem.code != "blob_altered":
            return problem
        with self.store.writing() as connection:
            known = files.found(connection, [sha256]).get(sha256)
            if known is not None and known.state == "local":
                problem = Refused("blob_lost", name=known.name)
            else:
                self.blobs.forget(sha256)
                files.note(connection, sha256, "", 0, "remote")
                files.set_state(connection, sha256, "remote")
            files.keep_back(connection, sha256, problem)
        return problem
