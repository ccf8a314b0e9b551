"""Plain faces that several screens share: a state as a chip, a matter as a row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChipFace:
    """A state as a chip: its word, icon id and tone."""

    word: str
    icon: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class RowFace:
    """A row of a list: lamp (or none), title, state chip; under it meta and, at the right, a date in a tone.

    `spoken` is the whole row in words, for those who hear it; `copied` what Ctrl C takes."""

    id: str
    title: str
    spoken: str
    chip: ChipFace | None = None
    lamp: str = ""
    meta: str = ""
    right: str = ""
    tone: str = "text2"
    unsent: bool = False
    unread: bool = False
    copied: str = ""
