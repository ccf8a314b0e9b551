"""Files on their way, in words: how far each has come, that it goes on by itself, and what keeps one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from models.policy import Directory
from models.problems import Refused
from ui.presenters.scopes import scope_words
from ui.text import Words


class Travelling(Protocol):
    """A file on its way, as the desk knows it: `local` ones go up, others come."""

    @property
    def sha256(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def moved(self) -> int: ...
    @property
    def problem(self) -> Refused | None: ...


class Coming(Protocol):
    """A scope of which so many rows have come or are asked about, of as many."""

    @property
    def scope(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def of(self) -> int: ...


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file on its way; `told` says how far it is, `percent` is the same for a bar, `kept` what keeps it."""

    sha256: str
    name: str
    told: str
    percent: int
    icon: str
    kept: str = ""


def size_words(size: int) -> str:
    """`2.1 MB`, `340 KB`."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"


def file_lines(files: Iterable[Travelling], words: Words) -> tuple[FileLine, ...]:
    """All files on their way."""
    return tuple(_line(one, words) for one in files)


def listing_lines(coming: Iterable[Coming], directory: Directory, words: Words) -> tuple[FileLine, ...]:
    """What is fetched for the first time, a whole part at once."""
    return tuple(_coming(one, directory, words) for one in coming)


def _coming(one: Coming, directory: Directory, words: Words) -> FileLine:
    name = words("sync.listing", where=scope_words(one.scope, directory, words))
    told = words("sync.listing_told", rows=one.rows, of=one.of) if one.of else words("sync.listing_begins")
    percent = min(99, 100 * one.rows // one.of) if one.of else 0
    return FileLine(one.scope, name, told, percent, "cloud-download-outline")


def _line(one: Travelling, words: Words) -> FileLine:
    percent = min(99, 100 * one.moved // one.size) if one.size else 0
    way = "up" if one.state == "local" else "down"
    told = words(f"sync.file_{way}", percent=percent) if one.moved else words(f"sync.file_{way}_waits")
    size = [size_words(one.size)] if one.size else []
    return FileLine(
        one.sha256,
        one.name or words("sync.file_unnamed"),
        words.joined([*size, told]),
        percent,
        "cloud-upload-outline" if way == "up" else "cloud-download-outline",
        words.refusal(one.problem) if one.problem else "",
    )
