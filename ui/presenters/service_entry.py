"""登记: what a clerk enters of a case from the counter or the phone, and how it becomes the step (Art. 18, 20)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.services import RECEIVED, SORTS
from models.writers import CONTACT
from ui.presenters.step_sheets import Answer, FieldFace
from ui.text import Words

Options = list[tuple[str, str]]
GIVEN = ("√", "✓", "☑")
ASKED = ("name", "phone", "id_no", "address", "email", "work_unit")


def case_fields(guides: Options, kept: Mapping[str, Any], words: Words, today: date) -> tuple[FieldFace, ...]:
    """What is asked of the case; what was `kept` of an entry that was put off stands there again."""
    sorts = tuple((each, words(f"services.sort.{each}")) for each in SORTS)
    named = (("", words("services.entry.any_guide")), *guides)
    hint = words("services.entry.materials_hint")

    def face(name: str, kind: str, *, required: bool = True, hint: str = "", **more: Any) -> FieldFace:
        value = kept.get(name) or (today.isoformat() if kind == "day" else "")
        return FieldFace(name, kind, words(f"services.entry.{_word(name)}"), hint, required, value=value, **more)

    return (
        face("sort", "choice", options=sorts),
        face("received_on", "day"),
        face("guide", "choice", required=False, options=named),
        face("title", "line"),
        face("body", "text"),
        face("materials", "text", required=False, hint=hint),
    )


def _word(name: str) -> str:
    return "case_title" if name == "title" else name


def writer_fields(kept: Mapping[str, Any], words: Words) -> tuple[FieldFace, ...]:
    """What is asked of the applicant: a name and a phone, by which the result can be told."""
    needed = ("name", "phone")
    return tuple(
        FieldFace(name, "line", words(f"writer.{name}"), required=name in needed, value=kept.get(name, ""))
        for name in ASKED
    )


def materials(text: str) -> list[dict[str, Any]]:
    """The materials of a list written by hand: one in each line, given where the line begins with a tick."""
    found = {}
    for line in text.splitlines():
        bare = line.strip()
        name = bare.lstrip("".join(GIVEN)).strip()
        if name:
            found[name] = bare.startswith(GIVEN)
    return [{"name": name, "given": given} for name, given in found.items()]


def listed(names: tuple[str, ...], before: str) -> str:
    """The list with the materials of a guide behind what is written already."""
    there = {each["name"] for each in materials(before)}
    lines = [line for line in before.splitlines() if line.strip()]
    return "\n".join([*lines, *(name for name in names if name not in there)])


def arguments(answers: Mapping[str, Answer], unit: str) -> dict[str, Any]:
    """The arguments of the step: the case's fields and, apart from them, who asked."""
    said = {name: str(value).strip() for name, value in answers.items() if str(value or "").strip()}
    fields: dict[str, Any] = {name: value for name, value in said.items() if name in RECEIVED}
    listed_ = materials(said.get("materials", ""))
    fields = {name: value for name, value in fields.items() if name != "materials"}
    if listed_:
        fields["materials"] = listed_
    return {"fields": fields, "writer": {name: value for name, value in said.items() if name in CONTACT}, "unit": unit}


def typed(answers: Mapping[str, Answer]) -> bool:
    """Whether anything was written that would be missed."""
    return any(str(answers.get(name) or "").strip() for name in ("title", "body", "materials", *ASKED))
