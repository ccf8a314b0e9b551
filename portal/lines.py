"""The lines of an answer to a round, each a JSON object of its own, as the OpenAPI document describes them."""

from typing import Any, Literal

from pydantic import BaseModel, Field


class HeadLine(BaseModel):
    """The first line, once. `reset`: the rows of this answer begin at 0; `drop_scopes` are the person's no more; `last`
    is the act of this desk that was judged last before."""

    t: Literal["head"]
    epoch: str
    now: str
    reset: bool = False
    drop_scopes: list[str] = Field(default_factory=list)
    large: dict[str, int] = Field(default_factory=dict)
    schema_: int = Field(0, alias="schema")
    upload_only: bool = False
    last: str = ""
    scopes: list[str]


class VerdictLine(BaseModel):
    """The answer to one act, in the order of the acts."""

    t: Literal["verdict"]
    op: str
    result: Literal["ok", "rejected", "conflict", "waiting", "unsupported", "retry"]
    code: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
    article: list[int] = Field(default_factory=list)
    seq: int = 0


class PutLine(BaseModel):
    """A row that a scope holds."""

    t: Literal["put"]
    scope: str
    seq: int
    type: str
    id: str
    version: int
    doc: dict[str, Any]


class RemoveLine(BaseModel):
    """A row that a scope let go of."""

    t: Literal["remove"]
    scope: str
    seq: int
    type: str
    id: str
    why: str = ""


class EndLine(BaseModel):
    """The last line, once; without it nothing follows from what did not come."""

    t: Literal["end"]
    cursor: dict[str, int]
    more: bool
    retry_after: float = 0


LINES: tuple[type[BaseModel], ...] = (HeadLine, VerdictLine, PutLine, RemoveLine, EndLine)
