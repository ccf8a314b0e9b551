"""What the public's routes take and answer, as their description in the OpenAPI document says it."""

from typing import Any

from pydantic import BaseModel, Field

Answers = dict[str, tuple[str, type[BaseModel] | None, type[BaseModel] | None, tuple[int, ...]]]


class FileIn(BaseModel):
    """A file: its name and its bytes in base64. Its type is told by its content."""

    name: str = Field(max_length=200)
    data: str


class Brought(BaseModel):
    """What every citizen gives: words, files, and how to be reached. Only the answer's way needs the contact."""

    title: str = Field(max_length=200)
    body: str = Field(max_length=20_000)
    writer: dict[str, str] = Field(default_factory=dict)
    files: list[FileIn] = Field(default_factory=list, max_length=5)


class LetterIn(Brought):
    """A letter to one of the four mailboxes (Art. 21); `unit` for a unit's own mailbox."""

    channel: str = Field(pattern="^(mayor|unit|complaint|suggestion)$")
    sort: str = ""
    unit: str = ""
    about_unit: str = ""
    publish_consent: bool = False


class RequestIn(Brought):
    """A disclosure request to a unit (Art. 15)."""

    unit: str
    applicant: str = "citizen"
    doc_hint: str = ""
    form: str = ""
    way: str = ""
    purpose: str = ""


class MaterialIn(BaseModel):
    """A material of a case, and whether it comes with it."""

    name: str
    given: bool = False


class ServiceIn(Brought):
    """A question about a service, or papers for pre-approval (Art. 20)."""

    unit: str
    sort: str = "consult"
    guide: str = ""
    materials: list[MaterialIn] = Field(default_factory=list)


class ErrorIn(BaseModel):
    """Words that a visitor marked on the page of a published item, and what is wrong with them."""

    item: str
    words: str
    note: str = ""
    writer: dict[str, str] = Field(default_factory=dict)


class TakenOut(BaseModel):
    """The number in the register, the code to ask by, which is told once, and the last day of the answer."""

    number: str
    code: str
    due: str


class CodeIn(BaseModel):
    """The code that the writer was told."""

    code: str


class RatingIn(CodeIn):
    """How the answer was: satisfied, mostly or unsatisfied."""

    score: str
    words: str = ""


class CorrectionIn(CodeIn):
    """What the applicant says to what was unclear."""

    text: str


class MaterialsIn(CodeIn):
    """The whole list of materials, as it now stands."""

    materials: list[MaterialIn]


class StatusOut(BaseModel):
    """Where a matter stands. It names neither the writer nor who handles it."""

    kind: str
    number: str
    state: str
    unit: str
    received_on: str
    due: str
    extended: bool
    answered_at: str
    rated: str
    answer: str = ""
    asked: dict[str, Any] = Field(default_factory=dict)


_BRINGING, _ASKING = (400, 404, 413, 415, 422, 429), (400, 404, 413, 429)
PUBLIC_ANSWERS: Answers = {
    "public_letter": ("Bring a letter", LetterIn, TakenOut, _BRINGING),
    "public_request": ("Bring a disclosure request", RequestIn, TakenOut, _BRINGING),
    "public_service": ("Bring a question or papers", ServiceIn, TakenOut, _BRINGING),
    "public_error": ("Report an error on a page", ErrorIn, TakenOut, _BRINGING),
    "public_status": ("Ask where a matter stands", CodeIn, StatusOut, _ASKING),
    "public_rating": ("Say how the answer was", RatingIn, StatusOut, _ASKING),
    "public_correction": ("Correct a request", CorrectionIn, StatusOut, _ASKING),
    "public_materials": ("Hand in what was missing", MaterialsIn, StatusOut, _ASKING),
}
CREATED = frozenset(name for name, (_, _, given, _) in PUBLIC_ANSWERS.items() if given is TakenOut)
