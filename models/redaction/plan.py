"""What is to be covered in a file: words wherever they stand, and areas of its pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A black area of a page; sides as parts of its width and height, from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to cover: words, however they are spaced or written, and areas."""

    words: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """A file made anew: `count` passages were covered, `left_out` are codes of what the new file does not carry
    ("links", "pictures", "comments", "revisions", "headers", "notes", "hidden", "annotations")."""

    name: str
    data: bytes
    count: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that the attack found: which of the words (or "" where what was found has no place in the file), and
    where it lay. `index` numbers the word in the plan: the word itself is not repeated in any message."""

    where: str
    index: int = -1
