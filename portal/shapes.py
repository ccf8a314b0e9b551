"""What each route takes and answers, as its description in the OpenAPI document says it."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from portal.door_shapes import DOOR_ANSWERS
from portal.lines import LINES
from portal.public.shapes import CREATED, PUBLIC_ANSWERS


class HelloOut(BaseModel):
    """What the portal is and allows; ranges as [least, most], sizes in bytes."""

    epoch: str
    now: str
    scopes: list[str]
    protocol: list[int]
    schema_: list[int] = Field(alias="schema")
    max_body: int
    max_blob: int
    head: int
    max_chunk: int


class ExpectIn(BaseModel):
    """What the person saw: the state, and the fingerprint of the text that a step is bound to."""

    state: str = ""
    content: str = ""


class IntentIn(BaseModel):
    """One act."""

    op: str = Field(min_length=8, max_length=40)
    kind: str
    id: str = Field(min_length=8, max_length=40)
    base: int = 0
    after: str | None = None
    line: str = ""
    expect: ExpectIn = ExpectIn()
    args: dict[str, Any] = Field(default_factory=dict)
    blobs: list[str] = Field(default_factory=list)
    made_at: str = ""


class SyncIn(BaseModel):
    """One round: acts to be judged, and for each scope the sequence up to which the desk holds everything."""

    protocol: int = 1
    schema_: int = Field(1, alias="schema")
    device: str
    epoch: str = ""
    cursor: dict[str, int] = Field(default_factory=dict)
    ops: list[IntentIn] = Field(default_factory=list, max_length=500)
    max_bytes: int = 4_000_000
    brief: bool = False
    snapshots: bool = False
    steps: bool = False


class KnownIn(BaseModel):
    """Names of acts."""

    ops: list[str] = Field(max_length=2000)


class VerdictOut(BaseModel):
    """The answer to one act."""

    op: str
    result: str
    code: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
    article: list[int] = Field(default_factory=list)
    seq: int = 0


class KnownOut(BaseModel):
    """Those of the acts that were judged."""

    verdicts: list[VerdictOut]


class BundleKeyIn(BaseModel):
    """The public half by which this desk's bundles are known, behind its algorithm's name."""

    key: str = Field(pattern="^ed25519:[0-9a-f]{64}$")


class BundleKeysOut(BaseModel):
    """The portal's public halves: one to seal for it, one to know its receipts by."""

    seal: str
    sign: str


class PresenceIn(BaseModel):
    """The matters that this desk has open now."""

    open: list[str] = Field(max_length=20)


class OtherOut(BaseModel):
    """Somebody else who has one open, and since when."""

    name: str
    since: str


class PresenceOut(BaseModel):
    """Who else has them open, by matter."""

    others: dict[str, list[OtherOut]]


class DigestIn(BaseModel):
    """A scope as it was at a sequence; `after` a row (type, id; both empty for the first) a list is given instead."""

    scope: str = Field(max_length=80)
    seq: int
    after: list[str] = Field(default_factory=list, max_length=2)


class DigestOut(BaseModel):
    """Count and sum, or places (type, id, version, sequence); `touched`: type and id of what changed since."""

    rows: int
    sum: str
    touched: list[list[str]]
    places: list[list[Any]] = Field(default_factory=list)
    more: bool = False


class WaitOut(BaseModel):
    """The last sequence that concerns the person."""

    head: int


class RefusalOut(BaseModel):
    """Why not: a code with its facts and the articles of the regulation behind it."""

    code: str
    facts: dict[str, Any] = Field(default_factory=dict)
    article: list[int] = Field(default_factory=list)


_BRINGING = (400, 401, 403, 412, 413, 415, 422)
NO = "Refused; the code says why."
ANSWERS: Mapping[str, tuple[str, type[BaseModel] | None, type[BaseModel] | None, tuple[int, ...]]] = {
    **DOOR_ANSWERS,
    "hello": ("What the portal is and allows", None, HelloOut, (401,)),
    "sync": ("Bring acts, fetch verdicts and rows as NDJSON", SyncIn, None, (400, 401, 403, 413, 426)),
    "known": ("Which acts were judged", KnownIn, KnownOut, (400, 401, 403, 413)),
    "bundle_keys": ("Exchange keys for what is carried by hand", BundleKeyIn, BundleKeysOut, (400, 401, 403, 413)),
    "presence": ("Say what is open here, hear who else has it", PresenceIn, PresenceOut, (400, 401, 403, 413)),
    "wait": ("Wait up to 45 s for a change", None, WaitOut, (400, 401, 403)),
    "snapshot": ("Fetch a large scope as one file; Range and If-Range", None, None, (400, 401, 403, 404, 416)),
    "digest": ("Compare what a scope holds", DigestIn, DigestOut, (400, 401, 403, 404, 413)),
    "upload_options": ("How files come up (tus 1.0)", None, None, ()),
    "begin_upload": ("Begin to bring a file, or find the one begun", None, None, (*_BRINGING, 429)),
    "look_at_upload": ("How far a file has come", None, None, (401, 403, 404, 410, 412)),
    "add_to_upload": ("Bring the next bytes of a file", None, None, (*_BRINGING, 404, 409, 410, 460)),
    "get_blob": ("Fetch a file or a part of it", None, None, (401, 403, 404, 416)),
    "get_small": ("Fetch a small picture of a file", None, None, (401, 403, 404)),
    **PUBLIC_ANSWERS,
}
RAW = {
    "sync": "application/x-ndjson",
    "snapshot": "application/zstd",
    "get_blob": "application/octet-stream",
    "get_small": "image/jpeg",
}
OPEN = frozenset({"session", "upload_options", *PUBLIC_ANSWERS})
BROUGHT = {"add_to_upload": "application/offset+octet-stream"}


_REF = "#/components/schemas/{model}"
_SAID = {"schema": {"type": "string"}}
HEADERS: Mapping[int, Mapping[str, Any]] = {
    204: {
        "epoch": {"description": "The name of this portal's history", **_SAID},
        "now": {"description": "The portal's time", **_SAID},
    },
    429: {"retry-after": {"description": "Seconds to wait", "required": True, **_SAID}},
    503: {"retry-after": {"description": "Seconds to wait", "required": True, **_SAID}},
}
EACH_LINE = "One JSON object a line, in this order: head, verdicts, rows by sequence, end."


def _lines() -> dict[str, Any]:
    """An answer in lines: OpenAPI knows only the whole, so what a line is stands beside it."""
    one = {"oneOf": [{"$ref": _REF.format(model=line.__name__)} for line in LINES]}
    return {"schema": {"type": "string", "description": EACH_LINE}, "x-item-schema": one}


def _responses(name: str) -> dict[int | str, dict[str, Any]]:
    _, _, given, refusals = ANSWERS[name]
    found: dict[int | str, dict[str, Any]] = {
        code: {"model": RefusalOut, "description": NO} for code in (*refusals, 503)
    }
    if given:
        found[201 if name in CREATED else 200] = {"model": given, "description": "Done"}
    elif name in RAW:
        kind = _lines() if name == "sync" else {"schema": {"type": "string", "format": "binary"}}
        found[200] = {"content": {RAW[name]: kind}, "description": "Done"}
    if name == "sync":
        found[204] = {"description": "Nothing new, to who asked to be told briefly", "headers": dict(HEADERS[204])}
    for code in {429, 503} & found.keys():
        found[code]["headers"] = dict(HEADERS[int(code)])
    return found


def described(name: str) -> dict[str, Any]:
    """What FastAPI is told of a route: summary, body, answer and refusals."""
    summary, taken, _, _ = ANSWERS[name]
    extra: dict[str, Any] = {} if name in OPEN else {"security": [{"bearer": []}]}
    if taken or name in BROUGHT:
        schema = {"$ref": _REF.format(model=taken.__name__)} if taken else {"type": "string", "format": "binary"}
        kind = BROUGHT.get(name, "application/json")
        extra["requestBody"] = {"required": True, "content": {kind: {"schema": schema}}}
    told = {"summary": summary, "responses": _responses(name), "openapi_extra": extra, "operation_id": name}
    return {**told, "response_class": Response} if name in RAW else told


def definitions() -> Mapping[str, Any]:
    """The shapes that FastAPI does not meet itself, by name: what routes read from the bytes, and the lines."""
    known = [taken for _, taken, _, _ in ANSWERS.values() if taken] + list(LINES)
    _, found = models_json_schema([(each, "validation") for each in known], ref_template=_REF)
    named: Mapping[str, Any] = found["$defs"]
    return named
