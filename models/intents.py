"""What a person did, as it travels: a verb on one matter with the values it needs, never a state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Expect:
    """What the person saw when deciding: the state, and the digest of the text that a step is bound to."""

    state: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """One act. `base` is the row version seen, `after` the act before it on the same matter, `line` the first act of
    the unbroken local chain (empty: this one), by which the portal knows a person's own earlier edits."""

    op: str
    kind: str
    id: str
    base: int = 0
    after: str | None = None
    line: str = ""
    expect: Expect = Expect()
    args: Mapping[str, Any] = field(default_factory=dict)
    blobs: tuple[str, ...] = ()
    made_at: str = ""

    @property
    def type(self) -> str:
        """The kind of matter, `item` in `item.submit`."""
        return self.kind.partition(".")[0]

    @property
    def verb(self) -> str:
        """The step, `submit` in `item.submit`."""
        return self.kind.partition(".")[2]

    @property
    def chain(self) -> str:
        """The name of the unbroken chain of acts that this one belongs to."""
        return self.line or self.op
