"""The records that the tables of work are made of: states, steps, a case to judge, what a step changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.intents import Intent
from models.matter import Matter
from models.people import Actor
from models.policy import Column, Directory
from models.problems import Refused


@dataclass(frozen=True, slots=True)
class State:
    """A state with its words; `tone` and `icon` say how it looks, `closed` that nobody waits for it any more, `waits`
    which roles it waits for."""

    id: str
    zh: str
    en: str
    tone: str
    icon: str
    closed: bool = False
    waits: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a table: who may take `verb` from which states to which, under which guards, by which article.

    `guards` are judged before a step is offered and again when it is taken, `asks` only when it is taken, since they
    need its arguments; `effects` write what the step changes. `to` may name a target rule as `@rule`."""

    verb: str
    zh: str
    en: str
    from_: list[str]
    to: str
    by: list[str]
    icon: str
    guards: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    args: dict[str, str] = field(default_factory=dict)
    article: list[int] = field(default_factory=list)
    why: str = ""
    style: str = "plain"
    told: bool = False


@dataclass(frozen=True, slots=True)
class Workflow:
    """The table of one kind of matter."""

    kind: str
    states: Mapping[str, State]
    steps: Mapping[str, Step]

    def waiting_for(self, role: str) -> tuple[str, ...]:
        """The states in which a matter waits for this role."""
        return tuple(state.id for state in self.states.values() if role in state.waits)


def nobody(_matter: str) -> Mapping[str, str]:
    """Nothing is known of the writer."""
    return {}


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a judgement needs besides the matter: the tables, the directory, the checks, the portal's stamps.

    `inspect` gives the findings of a text (its unit, its fields); `contact` what is known of the writer of a matter
    where this person may hold it. `stamp`, `register` and `same` are the portal's alone: they allot the index number
    for a unit, a column and a moment, the number of a letter of a kind at a moment, and the keyed marks by which two
    letters of one writer are known. On a desk they are None, and what they give stays open."""

    workflows: Mapping[str, Workflow]
    directory: Directory
    inspect: Callable[[str, Mapping[str, Any]], tuple[Any, ...]]
    stamp: Callable[[str, str, datetime], str] | None = None
    register: Callable[[str, datetime], str] | None = None
    same: Callable[[Mapping[str, str]], list[str]] | None = None
    contact: Callable[[str], Mapping[str, str]] = nobody

    def workflow(self, kind: str) -> Workflow:
        """The table of `kind`; Refused when this program does not know the kind."""
        if kind not in self.workflows:
            raise Refused("kind_unknown", kind=kind[:40])
        return self.workflows[kind]

    def column(self, code: str) -> Column:
        """The column of `code`; Refused when there is none (Art. 9, 35)."""
        column = self.directory.columns.get(code)
        if column is None:
            raise Refused("column_unknown", (9,), column=code[:40])
        return column


@dataclass(frozen=True, slots=True)
class Case:
    """One step about to be taken: all that guards and effects may look at."""

    intent: Intent
    step: Step
    matter: Matter
    others: Mapping[str, Matter]
    actor: Actor
    rules: Rules
    now: datetime

    @property
    def at(self) -> str:
        """The moment of the step as it is written down."""
        return self.now.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Version:
    """A text that somebody saved, kept beside its matter for comparing and restoring."""

    item: str
    digest: str
    fields: Mapping[str, Any]
    why: str
    by: str
    name: str
    at: str

    @property
    def id(self) -> str:
        """The row id: one row per matter and text."""
        return f"{self.item}.{self.digest[:12]}"


@dataclass(frozen=True, slots=True)
class Child:
    """A row that belongs to a matter, apart from it because fewer people may hold it."""

    type: str
    matter: str
    doc: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The row id: one row of a type for each matter."""
        return f"{self.matter}.{self.type}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step changes: whole matters in their new form, texts to keep, and rows that belong to a matter."""

    changed: tuple[Matter, ...]
    versions: tuple[Version, ...] = ()
    children: tuple[Child, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a person may take here; `missing` lists at once all that stands in its way."""

    step: Step
    missing: tuple[Refused, ...] = ()

    @property
    def verb(self) -> str:
        """The step's verb."""
        return self.step.verb


Guard = Callable[[Case], None]
Effect = Callable[[Case, Matter], Matter]
Target = Callable[[Case, Matter], str]


@dataclass(frozen=True, slots=True)
class Parts:
    """The named guards, effects, targets and relations that the tables may speak of."""

    guards: Mapping[str, Guard]
    effects: Mapping[str, Effect]
    targets: Mapping[str, Target]
    relations: Mapping[str, Callable[[Matter, Actor], bool]]
    arguments: Mapping[str, Callable[[object], bool]]
    others: Mapping[str, Callable[[Case, Matter], tuple[Matter, ...]]]
    children: Mapping[str, Callable[[Case, Matter], Child]]
    versions: Callable[[Case, Matter], tuple[Version, ...]]
