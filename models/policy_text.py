"""One policy file as text and as data, so that whatever is wrong in it can be told with its file and its line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

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
