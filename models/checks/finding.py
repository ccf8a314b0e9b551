"""What a check reads and what it says: the values that checks, editor, self-review and review share."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["block", "warn", "hint", "unchecked"]
Keep = Literal["free", "reason", "secrecy", "no"]
RemedyKind = Literal["replace", "mask", "attach"]

LEVELS: tuple[Level, ...] = ("block", "warn", "hint", "unchecked")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a text: `part` is "title", "body", "alt", "link" or "attachment:<name>".

    `block` counts from 0 into `blocks(body)` (for an attachment: into its pieces, for alt and link: the block of the
    body that holds the picture or link); `start` and `end` are code points of that block's text (for alt: of the alt
    text; for a link: of the words that carry it).
    """

    part: str
    block: int = 0
    start: int = 0
    end: int = 0

    @property
    def attachment(self) -> str:
        """The file's name where the place lies in an attachment, else ""."""
        return self.part.removeprefix("attachment:") if self.part.startswith("attachment:") else ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One click that mends: put `text` in the place ("replace", "mask"), or ask for a file ("attach")."""

    kind: RemedyKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check noticed; its sentences stand in `resources/text/*/checks.toml` under `checks.<rule>`.

    `keep` says who may let it stand: "free" anyone; "reason" with a reason told to the reviewer; "secrecy" not by the
    author's unit alone; "no" nobody by a click: a person must have looked (人工看过).
    """

    rule: str
    level: Level
    place: Place
    excerpt: str
    article: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    remedy: Remedy | None = None
    keep: Keep = "free"

    @property
    def key(self) -> str:
        """Stable name of this finding while its words stay the same, wherever they move within their part."""
        said = "\x1f".join((self.rule, self.excerpt, self.place.part))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of an attachment's text and where it stood: "body", "table", "comment", "inserted", "deleted",
    "header", "footer", "property", "hidden", "sheet", "hidden_sheet", "name", "page", "entry"; `label` names the
    sheet, cell or page.
    """

    where: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """What could be read of an attachment. `unreadable` is a code where all or part of it could not be (never passed);
    `pictures` counts images whose words nobody read.
    """

    name: str
    texts: tuple[Piece, ...] = ()
    unreadable: str | None = None
    pictures: int = 0
    sha256: str = ""

    def __hash__(self) -> int:
        return hash((self.name, self.sha256, len(self.texts)))


@dataclass(frozen=True, slots=True)
class Subject:
    """All that is checked of one matter; `disclosure` is proactive, on_request or none."""

    title: str
    body: str
    unit_name: str = ""
    disclosure: str = "proactive"
    consultation: bool = False
    attachments: tuple[Extract, ...] = ()
    doc_no: str = ""
    other_units: tuple[str, ...] = ()
    column_kind: int = 0
    reprint: bool = False
    attachment_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception that expires: `text` (or every text, where empty) is fine for `rule` until the ISO date `until`."""

    rule: str
    text: str
    until: str
    reason: str
