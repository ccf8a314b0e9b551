"""Keeps for its person what a batch of acts refuses, until they have dealt with it: no computer alone has it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.intents import Intent
from models.people import PUBLIC_ACTORS, Actor
from models.problems import Refused
from models.scopes import KEPT_ROW
from models.store.portal_write import Put, Writing, put_plain
from sync.codec import intent_doc, verdict_doc
from sync.protocol import CLEAR, Verdict

TITLE = 400


def left_doc(person: str, intent: Intent, title: str, at: str, now: datetime) -> dict[str, Any]:
    """The document of a refused act, or of one that was never sent. It holds what its person wrote and nothing else:
    of the matter, which may be another unit's by now, only the name (Art. 25)."""
    return {
        "person": person, "op": intent.op, "intent": intent_doc(intent), "title": title[:TITLE],
        "at": at, "changed_at": now.isoformat(timespec="seconds"),
    }  # fmt: skip


class Keeping:
    """Gathers what one batch refuses and what it puts away; `note` adds the rows to the same commit."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._kept: dict[str, Mapping[str, Any]] = {}
        self._away: list[Put] = []

    def keep(self, intent: Intent, actor: Actor, verdict: Verdict, now: datetime) -> None:
        """A person's act has its final no."""
        if actor in PUBLIC_ACTORS or intent.kind == CLEAR:
            return
        own = {**_table(intent.args.get("fields")), **_table(intent.args.get("set"))}
        at = now.isoformat(timespec="seconds")
        doc = left_doc(actor.person, intent, str(own.get("title") or ""), at, now)
        why = verdict_doc(verdict)
        self._kept[f"{actor.person}.{intent.op}"] = doc | {name: why[name] for name in ("code", "facts", "article")}

    def clear(self, op: str, actor: Actor) -> None:
        """The person has dealt with it: the text leaves all their desks and this row; that it was here stays, so that
        it is not brought a second time. Refused not_found."""
        name = f"{actor.person}.{op}"
        if name not in self._writing.held(KEPT_ROW, [name]):
            raise Refused("not_found", id=op)
        self._away.append(put_plain(KEPT_ROW, name, {"person": actor.person, "op": op, "settled": True}))

    def note(self) -> None:
        """Each row under a sequence of its own: an answer is cut between sequences, and one text may be large."""
        there = self._writing.held(KEPT_ROW, self._kept) if self._kept else {}
        puts = [put_plain(KEPT_ROW, name, doc) for name, doc in self._kept.items() if name not in there]
        for put in (*puts, *self._away):
            self._writing.note(None, [put])


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
