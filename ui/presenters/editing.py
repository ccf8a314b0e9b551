"""What the editor shows of an item: its fields, what may be done to it, and the sentence about the next step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.checks.finding import Finding
from models.items import DOC_NO, FIELDS, parse_day, parse_moment
from models.matter import Matter
from models.policy import Column
from models.workflow import Offer, Rules
from ui.presenters import steps
from ui.presenters.faces import ChipFace
from ui.presenters.steps import StepFace, TrailLine
from ui.text import Words

Option = tuple[str, str]
SHOWN_STEPS = frozenset({"create", "edit", "return", "sign_off", "countersign"})
"""Verbs that need no button here: writing is the edit itself, and signing off has a view of its own."""


@dataclass(frozen=True, slots=True)
class Returned:
    """Why a text came back: who, when, the opinion, and the place if one was marked."""

    title: str
    opinion: str
    place: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class EditorPane:
    """Everything on the editor's screen that does not change while one types."""

    id: str
    fields: Mapping[str, Any]
    state: ChipFace
    number: str
    number_label: str
    writable: bool
    returned: Returned | None
    steps: tuple[StepFace, ...]
    trail: tuple[TrailLine, ...]
    columns: tuple[Option, ...]
    main_columns: tuple[Option, ...]
    units: tuple[Option, ...]
    topics: tuple[Option, ...]
    genres: tuple[Option, ...]


def present(
    matter: Matter,
    fields: Mapping[str, Any],
    offers: Sequence[Offer],
    waiting: Iterable[str],
    rules: Rules,
    words: Words,
    now: datetime,
) -> EditorPane:
    """The editor's pane; `fields` are those of the newest text that the person has, saved or not yet sent."""
    faces = steps.step_faces(matter, offers, words)
    index = str(matter.system.get("index_no", ""))
    return EditorPane(
        id=matter.id,
        fields=fields,
        state=steps.state_face(matter, rules, words),
        number=index or provisional(matter),
        number_label=words("editor.head.index_no" if index else "editor.head.provisional_no"),
        writable=steps.find(faces, "edit") is not None,
        returned=_returned(matter, words, now),
        steps=(preview_step(words), *(face for face in faces if face.verb not in SHOWN_STEPS)),
        trail=steps.trail(matter, rules, dict.fromkeys(waiting), words, now),
        columns=column_options(rules.directory.columns, matter.unit, "unit", words),
        main_columns=(
            ("", words("editor.properties.none")),
            *column_options(rules.directory.columns, "", "main", words),
        ),
        units=tuple(
            (unit.id, unit.en if words.language == "en" else unit.name)
            for unit in rules.directory.units.values()
            if unit.id != matter.unit
        ),
        topics=_terms(rules.directory.topics, words),
        genres=_terms(rules.directory.genres, words),
    )


def preview_step(words: Words) -> StepFace:
    """Looking at the pages is no step of the work, but stands with the steps."""
    return StepFace("preview", "", words("printing.preview"), "printer-outline", "quiet")


def provisional(matter: Matter) -> str:
    """The number that an item carries until the portal allots one, `暂-0428-07`."""
    return str(matter.system.get("provisional_no", ""))


def _terms(terms: Mapping[str, Any], words: Words) -> tuple[Option, ...]:
    return (("", words("editor.properties.none")), *((term.id, steps.said(term, words)) for term in terms.values()))


def column_options(columns: Mapping[str, Column], unit: str, site: str, words: Words) -> tuple[Option, ...]:
    """The leaves of the column tree as `0702 公告公示 › 公示`, those first that the unit must keep."""
    parents = {column.parent for column in columns.values()}
    leaves = [column for column in columns.values() if column.code not in parents and column.site in (site, "both")]
    leaves.sort(key=lambda column: (bool(unit) and not column.applies_to(unit), column.code))
    return tuple((column.code, column_path(columns, column, words)) for column in leaves)


def column_path(columns: Mapping[str, Column], column: Column, words: Words) -> str:
    """`0702 公告公示 › 公示`."""
    parent = columns.get(column.parent)
    above = f"{steps.said(parent, words)} › " if parent else ""
    return f"{column.code} {above}{steps.said(column, words)}"


def _returned(matter: Matter, words: Words, now: datetime) -> Returned | None:
    """The last return, as long as its text has not gone up again."""
    given = matter.system.get("returned")
    if not given or matter.state not in ("returned", "draft"):
        return None
    name = str(given.get("name", ""))
    when = steps.moment(str(given.get("at", "")), words, now)
    return Returned(
        words("editor.returned.title", name=name, when=when), str(given.get("reason", "")), given.get("place")
    )


def next_line(pane: EditorPane, findings: Sequence[Finding], kept: Iterable[str], words: Words) -> str:
    """`下一步：改好 1 处阻断 → 自审 → 审核人审签`: what comes, and whose turn it then is."""
    settled = set(kept)
    blocking = sum(1 for finding in findings if finding.level == "block" and finding.key not in settled)
    step = steps.primary(pane.steps)
    if step is None:
        return words(f"editor.next.{'read_only' if not pane.writable else 'none'}")
    parts = [words("editor.next.mend", n=blocking)] if blocking else []
    parts.append(step.label)
    if words.has(f"editor.next.after_{step.verb}"):
        parts.append(words(f"editor.next.after_{step.verb}"))
    return words("editor.next.line", steps=" → ".join(parts))


def wrong_fields(fields: Mapping[str, Any], words: Words) -> Mapping[str, str]:
    """What is wrong in the form, by field: a sentence that says the remedy. Nothing is wrong in an empty field."""
    found: dict[str, str] = {}
    number = str(fields.get("doc_no", ""))
    if number and not DOC_NO.match(number):
        found["doc_no"] = words("editor.wrong.doc_no")
    for name in ("written_on", "valid_until"):
        if fields.get(name) and parse_day(str(fields[name])) is None:
            found[name] = words("editor.wrong.day")
    if fields.get("publish_at") and parse_moment(str(fields["publish_at"])) is None:
        found["publish_at"] = words("editor.wrong.moment")
    if len(str(fields.get("title", ""))) > 200:
        found["title"] = words("editor.wrong.title", n=len(str(fields["title"])))
    if len(str(fields.get("summary", ""))) > 100:
        found["summary"] = words("editor.wrong.summary", n=len(str(fields["summary"])))
    return found | _wrong_source(fields, words)


def _wrong_source(fields: Mapping[str, Any], words: Words) -> dict[str, str]:
    source = fields.get("source") or {}
    found = {}
    if source.get("date") and parse_day(str(source["date"])) is None:
        found["source.date"] = words("editor.wrong.day")
    url = str(source.get("url", ""))
    if url and not url.startswith(("http://", "https://")):
        found["source.url"] = words("editor.wrong.url")
    if fields.get("disclosure") == "on_request" and not fields.get("disclosure_reason"):
        found["disclosure_reason"] = words("editor.wrong.disclosure_reason")
    return found


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were changed; not set and empty are the same."""
    return {
        name: value
        for name, value in now.items()
        if name in FIELDS and (value or before.get(name)) and value != before.get(name)
    }
