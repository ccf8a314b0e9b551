"""Reads what citizens write in the sample, and what they are answered, from `resources/sample`."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.sample.bank import HERE


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its answer. `units` names units, or kinds of units with an @; `times` how often it is written in
    two years; `way` how it goes where that is part of its story; `half` an answer that comes back, and why."""

    id: str
    channel: str
    sort: str
    units: list[str]
    title: str
    body: str
    reply: str
    times: int = 2
    months: list[int] = field(default_factory=list)
    way: str = ""
    on: str = ""
    public: bool = False
    half: str = ""
    half_reason: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A disclosure request with its outcome; `give` are the words of the file handed over, `cut` why parts are not."""

    id: str
    units: list[str]
    title: str
    body: str
    code: str
    times: int = 2
    months: list[int] = field(default_factory=list)
    way: str = ""
    on: str = ""
    purpose: str = ""
    doc_hint: str = ""
    applicant: str = "citizen"
    form: str = "email"
    deliver: str = "network"
    give: str = ""
    cut: list[str] = field(default_factory=list)
    outcome: Mapping[str, str] = field(default_factory=dict)
    correct: Mapping[str, str] = field(default_factory=dict)
    consult: Mapping[str, str] = field(default_factory=dict)
    first_code: str = ""
    first_outcome: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """A question about a service, or materials handed in beforehand; `missing` are not among them at first."""

    id: str
    units: list[str]
    guide: str
    title: str
    sort: str
    body: str
    reply: str
    times: int = 2
    months: list[int] = field(default_factory=list)
    way: str = ""
    on: str = ""
    need: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    result: str = "pass"


Text = Letter | Request | Service


@dataclass(frozen=True, slots=True)
class Waiting:
    """One matter that waits on the morning the trial begins."""

    kind: str
    text: str
    unit: str
    way: str
    ago: int
    by: str = ""
    writer: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """How many matters of a kind are still open in which way, and how many days ago they came."""

    kind: str
    way: str
    count: int
    ago: Sequence[int]


@dataclass(frozen=True, slots=True)
class Voices:
    """All that the sample's letters, requests and cases draw from."""

    texts: Mapping[str, Mapping[str, Text]]
    lists: Mapping[str, list[str]]
    ways: Mapping[str, Mapping[str, int]]
    pairs: Mapping[str, int]
    home: str
    home_share: float
    open: tuple[Open, ...]
    scenes: tuple[Waiting, ...]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _by_id(texts: Iterable[Text]) -> dict[str, Text]:
    return {text.id: text for text in texts}


@lru_cache(maxsize=2)
def read_voices(folder: Path = HERE) -> Voices:
    """What citizens write in the sample, from `folder`."""
    letters = [_read(path) for path in sorted((folder / "texts").glob("letters_*.toml"))]
    plan = _read(folder / "papers.toml")
    return Voices(
        texts={
            "letter": _by_id(Letter(**each) for file in letters for each in file.get("letter", ())),
            "request": _by_id(Request(**each) for each in _read(folder / "texts" / "requests.toml")["request"]),
            "service": _by_id(Service(**each) for each in _read(folder / "texts" / "services.toml")["service"]),
        },
        lists={name: words for file in letters for name, words in file.get("letters", {}).items()},
        ways=plan["ways"],
        pairs=plan["pairs"],
        home=plan["home"],
        home_share=plan["home_share"],
        open=tuple(Open(**each) for each in plan["open"]),
        scenes=tuple(Waiting(**each) for each in plan["scene"]),
    )
