"""The outcomes of a disclosure request (Art. 15): their cases, what each demands, and what an answer still lacks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from models.items import DOC_NO
from models.policy import Directory
from models.policy_text import read_policy, reading, records
from models.problems import BrokenPolicy
from models.shapes import LINE_LIMIT

FILE, GROUNDS = "outcomes.toml", "grounds.toml"


@dataclass(frozen=True, slots=True)
class Result:
    """One of the five outcomes; `item` is its number in Art. 15."""

    id: str
    item: int
    article: int
    name: str
    en: str


@dataclass(frozen=True, slots=True)
class Code:
    """A case of an outcome: where the yearly report counts it, its notice, its remedy, its ground and its demands;
    `also` names what may be said besides."""

    id: str
    outcome: str
    name: str
    en: str
    row: str
    notice: str
    remedy: str
    ground: str
    demands: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that an answer must say; `kind` tells how it is written down."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The words by which an article is quoted, from the day it bound."""

    id: str
    from_: date
    text: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All that the policy says of answers, in the order in which it is offered; `always` may be said in every case."""

    results: Mapping[str, Result]
    codes: Mapping[str, Code]
    demands: Mapping[str, Demand]
    always: tuple[str, ...] = ()

    def of(self, result: str) -> tuple[Code, ...]:
        """The cases of an outcome."""
        return tuple(code for code in self.codes.values() if code.outcome == result)


def outcomes(directory: Directory) -> Outcomes:
    """The outcomes that the directory's policy knows; BrokenPolicy where it names what does not exist."""
    return _outcomes(_text(directory, FILE))


def _text(directory: Directory, name: str) -> str:
    if name not in directory.texts:
        raise BrokenPolicy(name, 1, "missing")
    return directory.texts[name]


@lru_cache(maxsize=8)
def _outcomes(text: str) -> Outcomes:
    with reading(FILE):
        return _read_outcomes(text)


def _read_outcomes(text: str) -> Outcomes:
    file = read_policy(FILE, text)
    results = {each.id: each for each in records(file, "outcome", Result, Result.__slots__)}
    demands = {each.id: each for each in records(file, "demand", Demand, Demand.__slots__)}
    codes = records(file, "code", Code, Code.__slots__)
    for index, code in enumerate(codes):
        unknown = [name for name in (*code.demands, *code.also) if name not in demands]
        if unknown or code.outcome not in results:
            raise file.broken("code", index, f"{code.id}: {', '.join(unknown) or code.outcome}")
    return Outcomes(results, {code.id: code for code in codes}, demands, tuple(file.data.get("always", ())))


def ground(directory: Directory, name: str, on: date) -> str:
    """The article `name` as it is quoted on the day `on`; empty where none binds yet."""
    bound = [each for each in _grounds(_text(directory, GROUNDS))[0] if each.id == name and each.from_ <= on]
    return max(bound, key=lambda each: each.from_).text if bound else ""


def redaction_grounds(directory: Directory) -> tuple[str, ...]:
    """The grounds on which a passage may be redacted (Art. 15; 条例 37), as they are offered."""
    return _grounds(_text(directory, GROUNDS))[1]


@lru_cache(maxsize=8)
def _grounds(text: str) -> tuple[tuple[Ground, ...], tuple[str, ...]]:
    with reading(GROUNDS):
        file = read_policy(GROUNDS, text)
        found = records(file, "ground", Ground, Ground.__slots__)
        return found, tuple(file.data.get("redaction", {}).get("grounds", ()))


def answer(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer of a request as one mapping: its outcome with the information given and the redactions made."""
    kept = {name: fields[name] for name in ("information", "redactions") if fields.get(name)}
    return {**(fields.get("outcome") or {}), **kept}


def lacking(outcome: Mapping[str, Any], directory: Directory, on: date) -> tuple[str, ...]:
    """The names of everything that an `answer` still lacks on the day `on`, or says in a wrong form, at once; ("code",)
    where none is chosen."""
    code = outcomes(directory).codes.get(str(outcome.get("code") or ""))
    if code is None or not ground(directory, code.ground, on):
        return ("code",)
    known = outcomes(directory)
    said = (*code.demands, *(name for name in known.always if outcome.get(name)))
    return tuple(name for name in said if not _given(known.demands[name].kind, outcome.get(name), directory))


def _given(kind: str, value: object, directory: Directory) -> bool:
    return value in redaction_grounds(directory) if kind == "ground" else _JUDGES[kind](value)


def _words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LINE_LIMIT


def _doc_no(value: object) -> bool:
    return isinstance(value, str) and DOC_NO.match(value.strip()) is not None


def _files(value: object) -> bool:
    return bool(_tables(value)) and all(each.get("sha256") and _words(each.get("name")) for each in _tables(value))


def _redactions(value: object) -> bool:
    """Each redaction names the file it was made in and its reason, so that none is left unexplained (条例 37)."""
    return bool(_tables(value)) and all(_words(each.get("reason")) and each.get("of") for each in _tables(value))


def _tables(value: object) -> tuple[Mapping[str, Any], ...]:
    found = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else ()
    return found if all(isinstance(each, Mapping) for each in found) else ()


_JUDGES: Mapping[str, Callable[[object], bool]] = {
    "line": _words,
    "text": _words,
    "files": _files,
    "redactions": _redactions,
    "doc_no": _doc_no,
}
