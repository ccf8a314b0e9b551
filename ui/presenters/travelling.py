"""Files on their way, in words: how far each has come, that it goes on by itself, and what keeps one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from models.problems import Refused
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
