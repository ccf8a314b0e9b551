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
    for group, line in _lines(tuple(commands), words, key_words):
        if group in found and wanted in f"{line.keys} {line.words}".casefold() and line not in found[group]:
            found[group].append(line)
    return tuple(KeyGroup(words(f"shortcuts.group_{group}"), tuple(lines)) for group, lines in found.items() if lines)


def columns(blocks: tuple[KeyGroup, ...]) -> tuple[tuple[KeyGroup, ...], tuple[KeyGroup, ...]]:
    """The blocks in two columns of about the same height, in order."""
    total = sum(len(block.lines) + 2 for block in blocks)
    left: list[KeyGroup] = []
    height = 0
    for block in blocks:
        if left and height + (len(block.lines) + 2) / 2 > total / 2:
            break
        left.append(block)
        height += len(block.lines) + 2
    return tuple(left), tuple(blocks[len(left) :])


def _lines(
    commands: tuple[Command, ...], words: Words, key_words: Callable[[str], str]
) -> Iterable[tuple[str, KeyLine]]:
    """One line for each command with a key; the places of the rail share one."""
    places = [one for one in commands if one.id.startswith("go_") and one.keys[:1] and one.keys[0].startswith("Alt+")]
    for command in commands:
        if command in places[:1]:
            keys = f"{key_words(places[0].keys[0])} … {places[-1].keys[0][-1]}"
            yield command.group, KeyLine(keys, words.listed([command_words(one, words) for one in places]))
        elif command.keys and command not in places:
            keys = " / ".join(key_words(key) for key in command.keys if not key.endswith(("+=", "+Enter")))
            yield command.group, KeyLine(keys, command_words(command, words))
