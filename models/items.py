"""The fields of an item of information (信息): what may be written, of which shape, and the text's fingerprint."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from models import shapes
from models.shapes import LINE_LIMIT as LINE_LIMIT
from models.shapes import Judge
from models.shapes import parse_day as parse_day
from models.shapes import parse_moment as parse_moment

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

FIELDS: Mapping[str, Judge] = {
    "title": shapes.text, "body": shapes.body, "column": shapes.text, "main_column": shapes.text,
    "disclosure": shapes.one_of(*DISCLOSURES), "disclosure_reason": shapes.text, "doc_no": shapes.text,
    "topic": shapes.text, "genre": shapes.text, "validity": shapes.one_of(*VALIDITIES),
    "term": shapes.one_of("long", "limited"), "valid_until": shapes.day, "written_on": shapes.day,
    "summary": shapes.text, "keywords": shapes.texts, "reprint": shapes.flag, "source": shapes.table,
    "lead_unit": shapes.text, "co_units": shapes.texts, "consultation": shapes.flag,
    "attachments": shapes.attachments, "publish_at": shapes.moment, "audience": shapes.texts, "guide": shapes.table,
    "contributor": shapes.text, "first_elsewhere_at": shapes.moment,
}  # fmt: skip
"""Every field that a person can set, with the judge of its shape. Nothing else can be set by anybody."""


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
