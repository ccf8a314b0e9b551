"""The F1 sheet: commands in their groups, with their keys and words; found by any part of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ui.presenters.commands import Command
from ui.text import Words

GROUPS = ("everywhere", "list", "matter", "text", "conflict")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the sheet."""

    keys: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """One block of the sheet."""

    title: str
    lines: tuple[KeyLine, ...]


def command_words(command: Command, words: Words) -> str:
    """What a command does, in a few words."""
    return words(f"shortcuts.{command.group}.{command.id}")


def groups(
    commands: Iterable[Command], words: Words, key_words: Callable[[str], str], search: str = ""
) -> tuple[KeyGroup, ...]:
    """The blocks of the sheet; a search keeps the lines whose words or keys contain it."""
    wanted = search.strip().casefold()
    found: dict[str, list[KeyLine]] = {group: [] for group in GROUPS}
    for command in commands:
        if not command.keys or command.group not in found:
            continue
        line = KeyLine(" / ".join(key_words(key) for key in command.keys), command_words(command, words))
        if wanted in f"{line.keys} {line.words}".casefold() and line not in found[command.group]:
            found[command.group].append(line)
    return tuple(KeyGroup(words(f"shortcuts.group_{group}"), tuple(lines)) for group, lines in found.items() if lines)
