"""What the editor shows of an item: its fields, what may be done to it, and the sentence about the next step."""

import re
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

GUIDE_COLUMN = "1004"
GUIDE_FIELDS = (
    "name", "category", "basis", "conditions", "procedure", "time_limit", "materials", "office", "contact", "forms",
    "promise", "fee", "place_time", "supervision", "questions",
)  # fmt: skip
"""What a service guide says: the first ten are owed (Art. 19), the rest is what people ask for besides."""
_OWED = GUIDE_FIELDS[:10]
_DAY = re.compile(r"^\s*(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?\s*$")
_MOMENT = re.compile(r"^\s*(.*?\d日?)[\sT]+(\d{1,2})[:：点时](\d{2})分?(?::\d{2})?(?:\+08:00)?\s*$")


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
    audiences: tuple[Option, ...]
    lead_units: tuple[Option, ...]


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
    units = tuple(
        (unit.id, unit.en if words.language == "en" else unit.name)
        for unit in rules.directory.units.values()
        if unit.id != matter.unit
    )
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
        units=units,
        lead_units=(("", words("editor.properties.none")), *units),
        topics=_terms(rules.directory.topics, words),
        genres=_terms(rules.directory.genres, words),
        audiences=tuple((term.id, steps.said(term, words)) for term in rules.directory.audiences.values()),
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
        key = "read_only" if not pane.writable else "change" if pane.returned is not None else "none"
        return words(f"editor.next.{key}")
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
    for name in ("publish_at", "first_elsewhere_at"):
        if fields.get(name) and parse_moment(str(fields[name])) is None:
            found[name] = words("editor.wrong.moment")
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


def is_guide(fields: Mapping[str, Any]) -> bool:
    """Whether an item is a service guide, with the fields of article 19."""
    return fields.get("column") == GUIDE_COLUMN or fields.get("genre") == "guide" or bool(fields.get("guide"))


def guide_owes(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """What article 19 still wants of a service guide; nothing where it is complete or none at all."""
    guide = fields.get("guide") or {}
    return tuple(name for name in _OWED if not guide.get(name)) if is_guide(fields) else ()


def guide_lacks(fields: Mapping[str, Any], words: Words) -> str:
    """The same in one sentence."""
    names = [words(f"editor.fields.guide_{name}") for name in guide_owes(fields)]
    return words("editor.properties.guide_lacks", names=words.listed(names)) if names else ""


def day_in(text: str) -> str:
    """A day as people write it, `2026年4月28日`, `2026.4.28`, as it is kept: `2026-04-28`; anything else as it is."""
    found = _DAY.match(text)
    made = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return made if parse_day(made) else text.strip()


def moment_in(text: str) -> str:
    """A moment as people write it, `2026-05-06 9:00`, as it is kept, in the time of the portal; else as it is."""
    found = _MOMENT.match(text)
    made = f"{day_in(found[1])}T{int(found[2]):02}:{found[3]}:00+08:00" if found else ""
    return made if parse_moment(made) else text.strip()


def moment_out(text: str) -> str:
    """A moment that is kept, as people read it: `2026-05-06 09:00`."""
    moment = parse_moment(text)
    if moment is None or not text.endswith("+08:00"):
        return text
    return f"{moment:%Y-%m-%d %H:%M}"
