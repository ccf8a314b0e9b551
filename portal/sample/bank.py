"""Reads the sample's texts, places, words and people from `resources/sample`, where a writer can change them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.people import Post
from portal.sample.story import Person, Trial

HERE = Path(__file__).resolve().parent.parent.parent / "resources" / "sample"


@dataclass(frozen=True, slots=True)
class Template:
    """One text with gaps, and where, when and how often it may be used. `times` is per unit and year; `shape` and
    `words` say how its item goes when that is part of the text's story."""

    id: str
    column: str
    genre: str
    title: str
    body: str
    keywords: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    charging: bool = False
    months: list[int] = field(default_factory=list)
    times: int = 1
    on: str = ""
    topic: str = ""
    doc: bool = False
    reprint: bool = False
    source: Mapping[str, str] = field(default_factory=dict)
    consultation: bool = False
    main: str = ""
    audience: list[str] = field(default_factory=list)
    files: list[Mapping[str, str]] = field(default_factory=list)
    photo: str = ""
    guide: Mapping[str, str] = field(default_factory=dict)
    contributor: str = ""
    disclosure: str = "proactive"
    disclosure_reason: str = ""
    term: str = "long"
    co: list[str] = field(default_factory=list)
    shape: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """One item that is still on its way today: which text, whose, how far it got, and how many days ago it began.

    `main` says that it is written for the main site's column alone."""

    text: str
    unit: str
    shape: str
    ago: int
    by: str = ""
    main: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bank:
    """All that the sample draws from."""

    templates: Mapping[str, Template]
    scenes: tuple[Scene, ...]
    departments: Mapping[str, Mapping[str, Any]]
    townships: Mapping[str, Mapping[str, Any]]
    lists: Mapping[str, list[str]]
    plan: Mapping[str, Any]
    people: tuple[Person, ...]
    trial: tuple[Trial, ...]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@lru_cache(maxsize=2)
def read_bank(folder: Path = HERE) -> Bank:
    """The bank of texts in `folder`."""
    texts = [_read(path) for path in sorted((folder / "texts").glob("*.toml"))]
    templates = [Template(**entry) for text in texts for entry in text.get("template", ())]
    scenes = _read(folder / "scenes.toml")
    return Bank(
        templates={template.id: template for template in templates},
        scenes=tuple(Scene(**entry) for entry in scenes["scene"]),
        departments=_read(folder / "departments.toml"),
        townships=_read(folder / "townships.toml"),
        lists=_read(folder / "lists.toml"),
        plan=_read(folder / "plan.toml"),
        people=people(folder),
        trial=tuple(
            Trial(entry["id"], entry["role"], entry["unit"], entry["zh"], entry["en"]) for entry in _trial(folder)
        ),
    )


def people(folder: Path = HERE) -> tuple[Person, ...]:
    """The invented people with their posts."""
    return tuple(
        Person(
            entry["id"],
            entry["account"],
            entry["name"],
            entry["phone"],
            frozenset(Post(**post) for post in entry["posts"]),
        )
        for entry in _read(folder / "people.toml")["person"]
    )


def _trial(folder: Path) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = _read(folder / "trial.toml")["person"]
    return entries
