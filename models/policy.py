"""Reads the policy files (units, columns, workflows, …) and refuses a broken one with its file, line and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from models.people import Unit
from models.policy_text import PolicyFile as PolicyFile
from models.policy_text import read_policy as read_policy
from models.policy_text import records as records
from models.problems import BrokenPolicy
from models.suites import POLICY, suite_in
from models.workdays import FESTIVALS, Calendar, calendar_in

HERE = Path(__file__).resolve().parent.parent / "resources" / "policy"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of the catalogue. `kind` is the number in Art. 9, `limit` how long it may stand unchanged."""

    code: str
    name: str
    en: str
    parent: str = ""
    kind: int = 0
    limit: str = ""
    applies: str | list[str] = "all"
    site: str = "unit"
    duty: tuple[str, ...] = ()

    def applies_to(self, unit: str) -> bool:
        """Whether `unit` must keep this column (the applicability matrix of Art. 9, 12)."""
        return self.applies == "all" or unit in self.applies


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a plain list: a topic or genre class."""

    id: str
    name: str
    en: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A number that a unit must keep to, in force from a day on, with its article."""

    id: str
    number: int
    unit: str
    article: int
    from_: date
    name: str = ""
    en: str = ""
    profile: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """Which clock a kind of matter has from a day on: the duty it counts, and the duty that limits its extension."""

    kind: str
    id: str
    duty: str
    from_: date
    extension: str = ""


@cache
def shipped(folder: Path = HERE) -> Mapping[str, str]:
    """The texts of all policy files that this program brings, by their path below the policy folder; read once."""
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.toml")))
    return MappingProxyType({name: shipped_text(name, folder) for name in names})


def shipped_text(name: str, folder: Path = HERE) -> str:
    """One of these texts, for whoever needs no other."""
    try:
        return (folder / name).read_text("utf-8")
    except UnicodeDecodeError as fault:
        raise BrokenPolicy(name, fault.object[: fault.start].count(b"\n") + 1, "not UTF-8") from fault


@dataclass(frozen=True)
class Directory:
    """The district's units, columns and lists, read from the policy files on first use."""

    texts: Mapping[str, str]

    def _list(self, name: str, table: str, make: type[T]) -> tuple[T, ...]:
        if name not in self.texts:
            raise BrokenPolicy(name, 1, "missing")
        slots = [f.name for f in fields(make)]  # type: ignore[arg-type]  # every record here is a dataclass
        return records(read_policy(name, self.texts[name]), table, make, slots)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Units by id (Art. 32)."""
        return {unit.id: unit for unit in self._list("units.toml", "unit", Unit)}

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Columns by code (Art. 9, 35)."""
        return {column.code: column for column in self._list("columns.toml", "column", Column)}

    @cached_property
    def topics(self) -> Mapping[str, Term]:
        """The topic classes by id."""
        return {term.id: term for term in self._list("topics.toml", "topic", Term)}

    @cached_property
    def genres(self) -> Mapping[str, Term]:
        """The genre classes by id."""
        return {term.id: term for term in self._list("genres.toml", "genre", Term)}

    @cached_property
    def audiences(self) -> Mapping[str, Term]:
        """For whom an item is written, by id (Art. 18)."""
        return {term.id: term for term in self._list("audiences.toml", "audience", Term)}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The numbers that units must keep to, with dates and articles."""
        return self._list("profiles.toml", "duty", Duty)

    def duty(self, identity: str, on: date) -> Duty | None:
        """The number in force on a day, None before its first."""
        bound = [duty for duty in self.duties if duty.id == identity and duty.from_ <= on]
        return max(bound, key=lambda duty: duty.from_, default=None)

    @cached_property
    def clock_rules(self) -> tuple[ClockRule, ...]:
        """The clocks of each kind of matter, the one that binds the unit first."""
        return self._list("profiles.toml", "clock", ClockRule)

    @cached_property
    def calendar(self) -> Calendar:
        """The working days, by the notices among these texts."""
        return calendar_in(self.texts)

    @cached_property
    def suite(self) -> str:
        """By which algorithms things are sealed from now on."""
        return suite_in(self.texts.get(POLICY, ""))

    def proven(self) -> "Directory":
        """This directory with its calendar and suite read: a broken file stops the start, never a screen later on."""
        if not self.calendar.festivals.rules:
            raise BrokenPolicy(FESTIVALS, 1, "no festival")
        suite_in(self.texts.get(POLICY, ""))
        return self
