"""What was written on a desk and never reached the portal, each text as the act that would have sent it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from models.intents import Intent
from models.store import drafts, outbox
from models.store.desk import DeskStore, confirmed
from sync.codec import intent_doc


def unsent(store: DeskStore, kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Acts that wait, clashes, refused acts and drafts. A text has the same name each time it is asked for, so that
    one brought twice is kept once."""
    with store.reading() as connection:
        acts = [one.intent for one in outbox.waiting(connection) if one.state != "done"]
        clashes, refused = outbox.disagreements(connection), outbox.refused(connection)
        begun = drafts.every(connection, "")
        there = confirmed(connection, kinds, {*(one.id for one in begun), *(one.id for one in acts)})
    found = [(one, one.made_at) for one in acts]
    found += [(_clash(one), one.at) for one in clashes]
    found += [(one.intent, one.at) for one in refused]
    found += [(_begun(one, one.id in there), one.saved_at) for one in begun]
    return [
        _text(one, at, str(there[one.id].fields.get("title") or "") if one.id in there else "") for one, at in found
    ]


def _clash(one: outbox.Disagreement) -> Intent:
    """A clash of a single act goes under that act's name: the portal that judged it has its words already."""
    if one.intent.args.get("set") == one.mine:
        return one.intent
    return replace(one.intent, op=_name("c", one.intent.op, one.at), args={"set": dict(one.mine)})


def _begun(one: drafts.Draft, there: bool) -> Intent:
    """A draft as the act that it would have become."""
    verb, args = ("edit", {"set": dict(one.fields)}) if there else ("create", {"fields": dict(one.fields)})
    op = _name("d", one.id, one.saved_at)
    return Intent(op, f"{one.kind}.{verb}", one.id, one.base, args=args, made_at=one.saved_at)


def _name(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"


def _text(intent: Intent, at: str, title: str) -> dict[str, Any]:
    own = {**intent.args.get("fields", {}), **intent.args.get("set", {})}
    return {"intent": intent_doc(intent), "title": str(own.get("title") or title)[:400], "at": at}
