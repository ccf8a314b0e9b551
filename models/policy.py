"""Reads the policy files (units, columns, workflows, …) and refuses a broken one with its file, line and reason."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from models.people import Unit
from models.problems import BrokenPolicy

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


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """One policy file: its name, its text (for lines), and what it says."""

    name: str
    text: str
    data: Mapping[str, Any]

    def broken(self, table: str, index: int, reason: str) -> BrokenPolicy:
        """The fault for the `index`-th `[[table]]` of this file."""
        return BrokenPolicy(self.name, self.line_of(table, index), reason)

    def line_of(self, table: str, index: int) -> int:
        """The line on which the `index`-th `[[table]]` opens (1 when there is none)."""
        heads = [n for n, line in enumerate(self.text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
        return heads[index] if index < len(heads) else 1


def read_policy(name: str, text: str) -> PolicyFile:
    """The parsed policy file; BrokenPolicy with the line when it is not TOML."""
    try:
        return PolicyFile(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        message = str(fault)
        line = message.rpartition("(at line ")[2].partition(",")[0]
        raise BrokenPolicy(name, int(line) if line.isdigit() else text.count("\n") + 1, message) from fault


def records(file: PolicyFile, table: str, make: Callable[..., T], names: Iterable[str]) -> tuple[T, ...]:
    """One record per `[[table]]`; only `names` are taken from it, so that a newer file with more keys still reads."""
    wanted = set(names)
    made: list[T] = []
    for index, entry in enumerate(file.data.get(table, ())):
        values = {_python_name(key): value for key, value in entry.items() if _python_name(key) in wanted}
        try:
            made.append(make(**values))
        except (TypeError, ValueError) as fault:
            raise file.broken(table, index, str(fault)) from fault
    return tuple(made)


def _python_name(key: str) -> str:
    return f"{key}_" if key == "from" else key


def shipped(folder: Path = HERE) -> Mapping[str, str]:
    """The texts of all policy files that this program brings, by their path below the policy folder."""
    texts = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        try:
            texts[name] = path.read_text("utf-8")
        except UnicodeDecodeError as fault:
            raise BrokenPolicy(name, fault.object[: fault.start].count(b"\n") + 1, "not UTF-8") from fault
    return texts


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
