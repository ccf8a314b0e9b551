"""The fields of an item of information (信息): what may be written, of which shape, and the text's fingerprint."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from models.problems import Refused

DOC_NO = re.compile(r"^[\u4e00-\u9fff]{2,12}〔(?:19|20)\d{2}〕[1-9]\d*号$")
"""Syntax of a document number by GB/T 9704-2012: hexagonal brackets, no 第, no leading zero."""

DISCLOSURES = ("proactive", "on_request", "none")
VALIDITIES = ("valid", "invalid", "repealed")
TICKS = (
    "accurate", "complete", "timely", "authoritative", "no_secret",
    "art10_1", "art10_2", "art10_3", "art10_4", "art10_5",
)  # fmt: skip
WITHDRAWALS = ("error", "expired", "merged", "leak", "violation")
TITLE_LIMIT = 200
BODY_LIMIT = 4_000_000
LINE_LIMIT = 20_000


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LINE_LIMIT


def _body(value: object) -> bool:
    return isinstance(value, str) and len(value) <= BODY_LIMIT


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _texts(value: object) -> bool:
    return isinstance(value, list) and len(value) <= 100 and all(_text(each) for each in value)


def _day(value: object) -> bool:
    return value == "" or (isinstance(value, str) and parse_day(value) is not None)


def _moment(value: object) -> bool:
    return value == "" or (isinstance(value, str) and parse_moment(value) is not None)


def _table(value: object) -> bool:
    return isinstance(value, dict) and len(value) <= 40 and all(_text(k) and _text(v) for k, v in value.items())


def _attachments(value: object) -> bool:
    return isinstance(value, list) and len(value) <= 100 and all(_attachment(each) for each in value)


def _attachment(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("sha256"), str)
        and re.fullmatch(r"[0-9a-f]{64}", value["sha256"]) is not None
        and isinstance(value.get("size"), int)
        and _text(value.get("name"))
        and not re.search(r"[/\\\x00-\x1f]", value["name"])
    )


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: value == "" or value in allowed


FIELDS: Mapping[str, Callable[[object], bool]] = {
    "title": _text, "body": _body, "column": _text, "main_column": _text,
    "disclosure": _one_of(*DISCLOSURES), "disclosure_reason": _text, "doc_no": _text, "topic": _text, "genre": _text,
    "validity": _one_of(*VALIDITIES), "term": _one_of("long", "limited"), "valid_until": _day, "written_on": _day,
    "summary": _text, "keywords": _texts, "reprint": _flag, "source": _table, "lead_unit": _text, "co_units": _texts,
    "consultation": _flag, "attachments": _attachments, "publish_at": _moment, "audience": _texts, "guide": _table,
    "contributor": _text, "first_elsewhere_at": _moment,
}  # fmt: skip
"""Every field that a person can set, with the judge of its shape. Nothing else can be set by anybody."""


def parse_day(text: str) -> date | None:
    """The day that an ISO date names, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """The moment that an ISO date-time with its offset names, or None."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def check_fields(values: object) -> Mapping[str, Any]:
    """`values` when every field is one that people may set and of its shape; Refused otherwise (Art. 7).

    The publication time, the index number and the unit are the portal's to set: naming them is refused, not ignored."""
    if not isinstance(values, Mapping):
        raise Refused("argument_wrong", name="fields")
    for name, value in values.items():
        judge = FIELDS.get(name)
        if judge is None:
            raise Refused("not_settable", (7,), field=str(name)[:40])
        if not judge(value):
            raise Refused("field_wrong", (7,), field=name)
    return values


def digest(fields: Mapping[str, Any]) -> str:
    """The fingerprint of what would be published: sha256 in hex over canonical JSON of all fields that are set."""
    content = {
        name: value for name, value in fields.items() if name in FIELDS and value not in ("", [], {}, None, False)
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(content: str) -> str:
    """A digest as people compare it, `7F3A·21C9`."""
    return f"{content[:4]}·{content[4:8]}".upper()


def lacking(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of what is still missing or wrong before the text can be self-reviewed (Art. 7, 13, 14)."""
    wants = {
        "title": bool(str(fields.get("title", "")).strip()),
        "title_length": len(fields.get("title", "")) <= TITLE_LIMIT,
        "body": bool(fields.get("body") or fields.get("attachments") or fields.get("guide")),
        "column": bool(fields.get("column")),
        "disclosure": fields.get("disclosure") in ("proactive", "on_request"),
        "disclosure_reason": fields.get("disclosure") != "on_request" or bool(fields.get("disclosure_reason")),
        "doc_no": not fields.get("doc_no") or DOC_NO.match(fields["doc_no"]) is not None,
        "valid_until": fields.get("term") != "limited" or bool(fields.get("valid_until")),
        "source": not fields.get("reprint") or _filled(fields.get("source", {}), ("name", "url", "date")),
    }
    return tuple(name for name, there in wants.items() if not there)


def _filled(table: Mapping[str, str], names: Iterable[str]) -> bool:
    return all(table.get(name, "").strip() for name in names)
