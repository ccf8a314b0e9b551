"""What goes on paper of an item: the head of an official document, and the approval sheet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.content import plain
from models.items import fingerprint
from models.matter import Entry, Matter
from models.records import digest
from models.workflow import Rules
from ui.presenters import editing, steps
from ui.presenters.self_reviewing import CONTENT, FORBIDDEN
from ui.printing.approval import Approval
from ui.printing.official import Official
from ui.text import Words

_GIST = 100
"""Characters of what the sheet says of a text."""


def official(matter: Matter, fields: Mapping[str, Any], rules: Rules, words: Words) -> Official:
    """The item as an official document; what is not known yet is left open, never invented."""
    unit = rules.directory.units.get(matter.unit)
    topic = rules.directory.topics.get(str(fields.get("topic", "")))
    number = str(matter.system.get("index_no") or editing.provisional(matter))
    rows = (
        (words("printing.index_no"), number, words("printing.doc_no"), str(fields.get("doc_no", ""))),
        (
            words("printing.unit"),
            steps.said(unit, words) if unit else "",
            words("printing.written_on"),
            str(fields.get("written_on", "")),
        ),
        (
            words("printing.topic"),
            steps.said(topic, words) if topic else "",
            words("printing.disclosure"),
            _disclosure(fields, words),
        ),
    )
    names = tuple(str(file["name"]).rpartition(".")[0] or str(file["name"]) for file in fields.get("attachments", ()))
    return Official(
        rows, str(fields.get("title", "")), str(fields.get("body", "")), names, words("printing.attachments")
    )


def _disclosure(fields: Mapping[str, Any], words: Words) -> str:
    given = fields.get("disclosure")
    return words(f"editor.disclosure.{given}") if given else ""


def approval(matter: Matter, rules: Rules, words: Words, now: datetime) -> Approval:
    """The approval sheet of an item, from its trail alone."""
    fields, columns = matter.fields, rules.directory.columns
    unit = rules.directory.units.get(matter.unit)
    column = columns.get(str(fields.get("column", "")))
    writer = next((entry.name for entry in matter.trail if entry.by == matter.author), "")
    table = rules.workflow(matter.kind).steps
    return Approval(
        heading=words("printing.approval"),
        rows=(
            (words("printing.unit"), steps.said(unit, words) if unit else "", words("printing.writer"), writer),
            (
                words("printing.number"),
                str(matter.system.get("index_no") or editing.provisional(matter)),
                words("printing.state"),
                steps.state_face(matter, rules, words).word,
            ),
            (
                words("printing.column"),
                editing.column_path(columns, column, words) if column else "",
                words("printing.disclosure"),
                _disclosure(fields, words),
            ),
            (
                words("printing.responsible"),
                str(matter.system.get("responsible", "")),
                words("printing.published_at"),
                _time(str(matter.system.get("published_at", ""))),
            ),
        ),
        wide=_wide(matter, words),
        trail_head=(words("printing.step"), words("printing.person"), words("printing.time"), words("printing.note")),
        trail=tuple((_verb(entry, table, words), entry.name, _time(entry.at), entry.note) for entry in matter.trail),
        foot=words("printing.foot", mark=fingerprint(digest(fields)), time=now.strftime("%Y-%m-%d %H:%M")),
    )


def _wide(matter: Matter, words: Words) -> tuple[tuple[str, str], ...]:
    """The lines that want the whole width."""
    fields = matter.fields
    return (
        (words("printing.title"), str(fields.get("title", ""))),
        (words("printing.gist"), _gist(fields)),
        (words("printing.source"), _source(fields, words)),
        (words("printing.secrecy"), _secrecy(matter, words)),
        (words("printing.reviewed"), _reviewed(matter, words)),
    )


def _verb(entry: Entry, table: Mapping[str, Any], words: Words) -> str:
    return steps.said(table[entry.verb], words) if entry.verb in table else entry.verb


def _time(text: str) -> str:
    return text[:16].replace("T", " ")


def _gist(fields: Mapping[str, Any]) -> str:
    """What it is about: the summary that was written, else how the text begins."""
    text = str(fields.get("summary", "")) or " ".join(plain(str(fields.get("body", ""))).split())
    return text if len(text) <= _GIST else f"{text[: _GIST - 1]}…"


def _source(fields: Mapping[str, Any], words: Words) -> str:
    source = fields.get("source") or {}
    if not fields.get("reprint"):
        return words("editor.review.own")
    return words.joined([str(source.get(name, "")) for name in ("name", "url", "date")])


def _secrecy(matter: Matter, words: Words) -> str:
    """The sentence of the trade, once the writer has answered for it."""
    review = matter.system.get("self_review") or {}
    if "no_secret" not in review.get("ticks", ()):
        return words("review.not_reviewed")
    return words("printing.no_secret", time=_time(str(review.get("at", ""))))


def _reviewed(matter: Matter, words: Words) -> str:
    """Every tick by its words, and each finding that was kept with its reason."""
    review = matter.system.get("self_review") or {}
    ticked = review.get("ticks", ())
    ticks = [words(f"editor.review.{tick}") for tick in CONTENT if tick in ticked]
    without = [words(f"editor.review.{tick}") for tick in FORBIDDEN if tick in ticked]
    lines = [words.listed(ticks), words("printing.without", names=words.listed(without))]
    kept = [words("printing.kept", reason=reason) for reason in (review.get("kept") or {}).values() if reason != "seen"]
    return "\n".join([*lines, *kept]) if ticked else words("review.not_reviewed")
