"""One policy file as text and as data, so that whatever is wrong in it can be told with its file and its line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import tomli

from models.problems import BrokenPolicy

T = TypeVar("T")


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

    def line_with(self, words: str) -> int:
        """The last line that holds `words` (1 when none does): where a value is said twice, the second is the fault."""
        return max((n for n, line in enumerate(self.text.splitlines(), 1) if words in line), default=1)


def read_policy(name: str, text: str) -> PolicyFile:
    """The parsed policy file; BrokenPolicy with the line when it is not TOML."""
    try:
        return PolicyFile(name, text, tomli.loads(text))
    except tomli.TOMLDecodeError as fault:
        message = str(fault)
        line = message.rpartition("(at line ")[2].partition(",")[0]
        raise BrokenPolicy(name, int(line) if line.isdigit() else text.count("\n") + 1, message) from fault


def records(file: PolicyFile, table: str, make: Callable[..., T], names: Iterable[str]) -> tuple[T, ...]:
    """One record per `[[table]]`; only `names` are taken from it, so that a newer file with more keys still reads."""
    wanted, hints = set(names), get_type_hints(make)
    entries = file.data.get(table, ())
    if not isinstance(entries, list | tuple) or not all(isinstance(entry, dict) for entry in entries):
        raise BrokenPolicy(file.name, file.line_with(table), f"{table} is no [[{table}]]")
    made: list[T] = []
    for index, entry in enumerate(entries):
        values = {_python_name(key): value for key, value in entry.items() if _python_name(key) in wanted}
        wrong = [name for name, value in values.items() if not fits(value, hints.get(name, Any))]
        if wrong:
            raise file.broken(table, index, f"{', '.join(wrong)}: not of the kind wanted here")
        try:
            made.append(make(**values))
        except (TypeError, ValueError) as fault:
            raise file.broken(table, index, str(fault)) from fault
    return tuple(made)


def fits(value: object, hint: Any) -> bool:
    """Whether a value read from TOML is what a record's field is declared as."""
    outer, inner = get_origin(hint), get_args(hint)
    if hint is Any or outer is Literal:
        return hint is Any or value in inner
    if outer in (Union, UnionType):
        return any(fits(value, each) for each in inner)
    if outer in (list, tuple, Sequence):
        return isinstance(value, list) and all(fits(each, inner[0]) for each in value)
    if outer in (dict, Mapping):
        return isinstance(value, dict) and all(fits(each, inner[1]) for each in value.values())
    if hint in (int, float):
        return type(value) is int or (hint is float and type(value) is float)
    return isinstance(value, hint)


UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, OverflowError)
"""What is raised where a value is of another shape than its reader takes for granted."""


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turns what reading a file of another shape raises into BrokenPolicy: a person may have written it."""
    try:
        yield
    except UNREADABLE as fault:
        raise BrokenPolicy(name, 1, f"{type(fault).__name__} {fault}"[:200]) from fault


def _python_name(key: str) -> str:
    return f"{key}_" if key == "from" else key
