"""Keeps what was written on a revoked desk and never sent, for its person's next desk: promise one holds for it too."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.ids import is_id
from models.problems import Refused
from models.scopes import KEPT_ROW
from models.store.portal import PortalStore
from models.store.portal_write import Writing, put_plain
from portal.entries import Entries, iso
from sync.codec import intent_of
from sync.protocol import SessionInfo
from sync.reading import Reader
from sync.server.keeping import TITLE, left_doc

MOST = 200
"""Texts of one request."""


class Leaving:
    """A text is kept under the name of its act: brought twice, it is kept once."""

    def __init__(self, store: PortalStore, now: Callable[[], datetime]) -> None:
        self._store, self._now, self._entries = store, now, Entries(store, now)

    def keep(self, session: SessionInfo, texts: Sequence[object]) -> None:
        """Refused: malformed, and not_found for a desk that nobody revoked."""
        if not session.revoked:
            raise Refused("not_found", id=session.device[:40])
        docs = {f"{session.person}.{doc['op']}": doc for doc in (self._doc(session, each) for each in texts)}
        act = self._entries.act("device.left", session.person, session.device)

        def job(writing: Writing) -> None:
            there = writing.held(KEPT_ROW, docs) if docs else {}
            puts = [put_plain(KEPT_ROW, name, doc) for name, doc in docs.items() if name not in there]
            if puts:
                writing.note(act, puts)

        self._store.write(job)

    def _doc(self, session: SessionInfo, text: object) -> Mapping[str, Any]:
        read = Reader(text, "left.text")
        intent = intent_of(read.table("intent"))
        if not is_id(intent.op):
            raise Refused("malformed", where="left.text.intent.op")
        title, at = read.text("title", "", TITLE), read.text("at", "", 40)
        return left_doc(session.person, intent, title, at or iso(self._now()), self._now())
