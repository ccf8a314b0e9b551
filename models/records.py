"""What each kind of matter is written with: the fields that come with it, those the unit writes, their fingerprint."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models import items, letters, requests, services
from models.matter import Matter
from models.problems import Refused
from models.shapes import Judge


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one kind. `received` may be set when a matter begins, `written` by its `writing` step from then
    on; `html` names those that are cleaned. The fingerprint of a step is taken over `written`. `own`: the words with
    which the matter began are themselves what is signed, so that who began it is one of its writers."""

    writing: str
    received: Mapping[str, Judge]
    written: Mapping[str, Judge]
    html: tuple[str, ...]
    own: bool = False


RECORDS: Mapping[str, Record] = {
    "item": Record("edit", items.FIELDS, items.FIELDS, ("body",), own=True),
    "letter": Record("draft_reply", letters.RECEIVED, letters.WRITTEN, ("reply", "public_body")),
    "request": Record("draft_outcome", requests.RECEIVED, requests.WRITTEN, ("notice",)),
    "service": Record("draft_result", services.RECEIVED, services.WRITTEN, ("reply",)),
}
WRITING = frozenset(record.writing for record in RECORDS.values())
"""The steps by which people write: those whose words a draft holds, that join into one, and that can clash."""
EMPTY: tuple[object, ...] = ("", [], {}, None, False)


def is_writing(act: str) -> bool:
    """Whether an act, `letter.draft_reply`, is one of those by which people write."""
    return act.partition(".")[2] in WRITING


def record_of(kind: str) -> Record:
    """The record of a kind. Refused: kind_unknown."""
    if kind not in RECORDS:
        raise Refused("kind_unknown", kind=kind[:40])
    return RECORDS[kind]


def check_fields(values: object, allowed: Mapping[str, Judge]) -> Mapping[str, Any]:
    """`values` when every field is one that people may set here and of its shape; Refused otherwise (Art. 7).

    The publication time, the index number and the unit are the portal's to set: naming them is refused, not ignored."""
    if not isinstance(values, Mapping):
        raise Refused("argument_wrong", name="fields")
    for name, value in values.items():
        judge = allowed.get(name)
        if judge is None:
            raise Refused("not_settable", (7,), field=str(name)[:40])
        if not judge(value):
            raise Refused("field_wrong", (7,), field=name)
    return values


def digest(fields: Mapping[str, Any], kind: str = "item") -> str:
    """The fingerprint of what would be signed: sha256 in hex over canonical JSON of all written fields that are set."""
    written = record_of(kind).written
    content = {name: value for name, value in fields.items() if name in written and value not in EMPTY}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(matter: Matter) -> str:
    """The fingerprint of a matter's text as it stands."""
    return digest(matter.fields, matter.kind)
