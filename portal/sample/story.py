"""What the sample is made of: people, and stories that walk items step by step through the real workflow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.people import Post


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person with an account and posts; `phone` is of a range that belongs to nobody here."""

    id: str
    account: str
    name: str
    phone: str
    posts: frozenset[Post]


@dataclass(frozen=True, slots=True)
class Trial:
    """One of the people whom the trial's sign-in offers, with the post shown and a sentence on what to try."""

    person: str
    role: str
    unit: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act in a story: `actor` (a person's id, or `portal`) does `kind` to `item` at `at` with `args`."""

    actor: str
    kind: str
    item: str
    args: Mapping[str, Any]
    at: datetime
    blobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The life of one matter, oldest step first; `ends` is the state in which the last step leaves it. `column` is
    where an item is published, a letter's mailbox, the sort of a case."""

    id: str
    template: str
    unit: str
    column: str
    title: str
    ends: str
    steps: tuple[Step, ...]
    kind: str = "item"


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything the trial starts with: items as `stories`, what citizens brought as `papers`; `blobs` are the
    attachments and images by their sha256."""

    people: tuple[Person, ...]
    trial: tuple[Trial, ...]
    stories: tuple[Story, ...]
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    papers: tuple[Story, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every act of the sample in the order of time."""
        return tuple(sorted((s for story in (*self.stories, *self.papers) for s in story.steps), key=lambda s: s.at))

    def person(self, identity: str) -> Person:
        """The person of that id."""
        return next(person for person in self.people if person.id == identity)
