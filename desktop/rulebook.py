"""The rules in force at a desk: the portal's policy rows over what the program brings, read anew when a row changes."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from models.checks import Extract, read_lists
from models.checks.inspecting import inspector
from models.holidays import BrokenNotice
from models.imported import believed
from models.late import load
from models.policy import Directory, shipped
from models.problems import BrokenPolicy, Refused
from models.rules import load_rules
from models.steps import Rules
from models.store.desk import DeskStore, documents, remember, remembered, stamp

TOLD = "policy_told"
EXTRACTS = 64


class Rulebook:
    """What a newer portal sent and this program cannot read is passed over for the program's own, and told once."""

    def __init__(self, store: DeskStore, now: Callable[[], datetime], fetch: Callable[[str], bytes | None]) -> None:
        self._store, self._now, self._fetch = store, now, fetch
        self._stamp = ""
        self._broken: BrokenPolicy | None = None

    def read(self) -> Rules:
        """The rules as they stand. BrokenPolicy when the program's own files cannot be used."""
        texts, self._broken = self._texts()
        try:
            return self._made(texts)
        except BrokenPolicy as fault:
            own = dict(shipped())
            if own == texts:
                raise
            self._broken = fault
            return self._made(own)

    def renewed(self) -> Rules | None:
        """The rules when the rows are no longer those that were read last."""
        with self._store.reading() as connection:
            same = stamp(connection, "policy") == self._stamp
        return None if same else self.read()

    def untold(self) -> Refused | None:
        """That the portal's rules were passed over; said once for each set of rows, however often they are read."""
        if self._broken is None:
            return None
        with self._store.reading() as connection:
            if remembered(connection, TOLD) == self._stamp:
                return None
        with self._store.writing() as connection:
            remember(connection, TOLD, self._stamp)
        return Refused("policy_passed_over", (), **self._broken.facts)

    def _texts(self) -> tuple[Mapping[str, str], BrokenPolicy | None]:
        """The policy texts as the portal has them, those that this program brings where it has sent none; and the fault
        of an imported notice whose seal is not the portal's, which is left out."""
        with self._store.reading() as connection:
            self._stamp = stamp(connection, "policy")
            sent = {row["id"]: json.loads(row["doc"]) for row in documents(connection, "policy")}
        own = shipped()
        texts, foreign = believed(sent, own)
        fault = BrokenNotice("notice_seal", foreign[0], 1) if foreign else None
        return {**own, **texts}, fault

    def _made(self, texts: Mapping[str, str]) -> Rules:
        fetch, now = self._fetch, self._now

        @lru_cache(maxsize=EXTRACTS)
        def extracted(sha256: str, name: str, _size: int) -> Extract | None:
            data = fetch(sha256)
            found: Extract | None = load("models.checks.attachments").extract(name, data) if data is not None else None
            return found

        def read(sha256: str, name: str) -> Extract | None:
            data = fetch(sha256)
            return None if data is None else extracted(sha256, name, len(data))

        return load_rules(texts, inspector(Directory(texts), read_lists(texts), lambda: now().date(), read))
