"""登记: what is asked when a request came by letter, fax or in person, and how it becomes the step that enters it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from models import requests
from models.writers import CONTACT
from ui.presenters.editing import Option
from ui.presenters.step_sheets import Answer, FieldFace
from ui.text import Words

ON_PAPER = tuple(each for each in requests.CHANNELS if each != "web")
ASKED = ("name", "phone", "address", "email", "id_no", "work_unit", "org_code", "legal_person")


def request_fields(words: Words, today: date) -> tuple[FieldFace, ...]:
    """What is asked of the request."""
    return (
        FieldFace("channel", "choice", _label("channel", words), options=_coded("channel", ON_PAPER, words)),
        FieldFace(
            "received_on", "day", words("steps.arg.received_on"), words("steps.arg.received_on_hint"),
            value=today.isoformat(),
        ),
        FieldFace("title", "line", _label("title", words), words("requests.intake.title_hint")),
        FieldFace("body", "text", _label("body", words)),
        FieldFace("doc_hint", "line", words("requests.fact.doc_hint"), required=False),
        FieldFace("form", "choice", words("requests.fact.form"), options=_coded("form", requests.FORMS, words)),
        FieldFace("way", "choice", words("requests.fact.way"), options=_coded("way", requests.WAYS, words)),
        FieldFace("purpose", "line", words("requests.fact.purpose"), required=False),
    )  # fmt: skip


def writer_fields(words: Words) -> tuple[FieldFace, ...]:
    """What is asked of the applicant (条例 29): a name and one way to reach them at least."""
    kinds = _coded("applicant_kind", requests.APPLICANTS, words)
    needed = ("name", "phone", "address")
    return (
        FieldFace("applicant", "choice", words("requests.fact.applicant"), options=kinds),
        *(FieldFace(name, "line", words(f"writer.{name}"), required=name in needed) for name in ASKED),
    )


def _label(name: str, words: Words) -> str:
    return words(f"requests.intake.{name}")


def _coded(group: str, values: tuple[str, ...], words: Words) -> tuple[Option, ...]:
    return tuple((value, words(f"requests.{group}.{value}")) for value in values)


def arguments(answers: Mapping[str, Answer], scans: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The arguments of the step: the request's fields with what was scanned and, apart from them, who asked."""
    said = {name: str(value).strip() for name, value in answers.items() if str(value or "").strip()}
    fields: dict[str, Any] = {name: value for name, value in said.items() if name in requests.RECEIVED}
    if scanned := [dict(each) for each in scans]:
        fields["attachments"] = scanned
    return {"fields": fields, "writer": {name: value for name, value in said.items() if name in CONTACT}}
