"""Reads the dated word lists of `resources/policy/words/` and finds their words by first two characters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast, get_args

from models.checks.finding import Keep, Level, Waiver
from models.policy_text import PolicyFile, read_policy, reading
from models.problems import BrokenPolicy

FOLDER = "words/"
TITLE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed word: what to put instead, the words that make a sentence innocent, and the list it came from."""

    text: str
    put: str
    unless: tuple[str, ...]
    rule: str
    level: Level
    keep: Keep
    article: str
    dated: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording that needs a pattern; `quick` must stand in the text before the pattern is tried."""

    quick: str
    find: re.Pattern[str]
    put: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Leader:
    """Who held which post from when to when (ISO dates, "" = open): titles are right or wrong by date."""

    name: str
    title: str
    from_: str = ""
    until: str = ""


@dataclass(frozen=True, eq=False)
class Lists:
    """All that rules look up; `words` is the index by first two characters, longest word first."""

    words: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    leaders: tuple[Leader, ...] = ()
    allowed_hosts: tuple[str, ...] = ("gov.cn", "xn--zfr164b.cn")
    denied_hosts: tuple[str, ...] = ()
    short_hosts: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    title_limit: int = TITLE_LIMIT


def find(lists: Lists, lower: str) -> Iterator[tuple[int, int, Entry]]:
    """The listed words in a folded, lower-case text: places and entries, the longest where several begin alike."""
    words = lists.words
    at, last = 0, len(lower) - 1
    while at < last:
        bucket = words.get(lower[at : at + 2])
        if bucket is not None:
            for entry in bucket:
                if lower.startswith(entry.text, at):
                    yield at, at + len(entry.text), entry
                    at += len(entry.text) - 1
                    break
        at += 1


def index(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """The entries by their first two characters, longest first; of equal words the first listed counts."""
    buckets: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        buckets.setdefault(entry.text[:2], {}).setdefault(entry.text, entry)
    return {head: sorted(found.values(), key=lambda e: -len(e.text)) for head, found in buckets.items()}


def read_lists(texts: Mapping[str, str], waivers: Iterable[Waiver] = ()) -> Lists:
    """The lists of all policy files named "words/…"; BrokenPolicy with file and line where one is broken."""
    files = [_read(name, text) for name, text in sorted(texts.items()) if name.startswith(FOLDER)]
    limits = [file.limit for file in files if file.limit]
    return Lists(
        index(entry for file in files for entry in file.entries),
        tuple(pattern for file in files for pattern in file.patterns),
        tuple(leader for file in files for leader in file.leaders),
        tuple(host for file in files for host in file.allowed) or Lists().allowed_hosts,
        tuple(host for file in files for host in file.denied),
        tuple(host for file in files for host in file.short),
        (*waivers, *(waiver for file in files for waiver in file.waivers)),
        min(limits, default=TITLE_LIMIT),
    )


@dataclass(frozen=True, slots=True)
class _File:
    entries: tuple[Entry, ...]
    patterns: tuple[Pattern, ...]
    leaders: tuple[Leader, ...]
    waivers: tuple[Waiver, ...]
    allowed: tuple[str, ...]
    denied: tuple[str, ...]
    short: tuple[str, ...]
    limit: int


def _read(name: str, text: str) -> _File:
    file = read_policy(name, text)
    with reading(name):
        allowed, denied, short = (_hosts(file, f"{sort}_hosts") for sort in ("allowed", "denied", "short"))
        parts = tuple(_entries(file)), tuple(_patterns(file)), tuple(_leaders(file)), tuple(_waivers(file))
        return _File(*parts, allowed, denied, short, int(file.data.get("title_limit") or 0))


def _waivers(file: PolicyFile) -> Iterator[Waiver]:
    """The exceptions of a file; each must say until when it holds and why."""
    for n, entry in enumerate(file.data.get("waiver", ())):
        until, reason = entry.get("until"), str(entry.get("reason", "")).strip()
        if not isinstance(until, date) or not reason or not isinstance(entry.get("rule"), str):
            raise file.broken("waiver", n, "an exception needs its rule, its last day (until) and its reason")
        yield Waiver(entry["rule"], str(entry.get("text", "")), until.isoformat(), reason)


def _line(file: PolicyFile, needle: str) -> int:
    lines = file.text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if needle in line), 1)


def _head(file: PolicyFile) -> tuple[str, Level, Keep, str, str]:
    """Rule, level, keep, article and date of a list; every list says where it comes from and since when."""
    data = file.data
    if not isinstance(data.get("source"), str) or not isinstance(data.get("date"), date):
        raise BrokenPolicy(file.name, 1, "a word list needs its source and its date")
    level, keep = data.get("level", "hint"), data.get("keep", "free")
    if level not in get_args(Level):
        raise BrokenPolicy(file.name, _line(file, "level"), f"level {level!r} is none of {', '.join(get_args(Level))}")
    if keep not in get_args(Keep):
        raise BrokenPolicy(file.name, _line(file, "keep"), f"keep {keep!r} is none of {', '.join(get_args(Keep))}")
    rule, article = str(data.get("rule", "")), str(data.get("article", ""))
    return rule, cast(Level, level), cast(Keep, keep), article, data["date"].isoformat()


def _entries(file: PolicyFile) -> Iterator[Entry]:
    rule, level, keep, article, dated = _head(file)
    for n, word in enumerate(file.data.get("words", ())):
        yield _entry(
            file, {"text": word} if isinstance(word, str) else word, ("words", n), (rule, level, keep, article, dated)
        )
    for n, word in enumerate(file.data.get("word", ())):
        yield _entry(file, word, ("word", n), (rule, level, keep, article, dated))


def _entry(file: PolicyFile, word: Any, where: tuple[str, int], head: tuple[str, Level, Keep, str, str]) -> Entry:
    text = word.get("text") if isinstance(word, dict) else None
    if not isinstance(text, str) or len(text) < 2:
        line = _line(file, f'"{text}"') if where[0] == "words" else file.line_of(*where)
        raise BrokenPolicy(file.name, line, "a listed word needs a text of two characters or more")
    rule, level, keep, article, dated = head
    unless = tuple(str(u).lower() for u in word.get("unless", ()))
    named = str(word.get("level", level))
    if named not in get_args(Level):
        raise file.broken(*where, f"level {named!r} is none of {', '.join(get_args(Level))}")
    return Entry(text.lower(), str(word.get("put", "")), unless, rule, cast(Level, named), keep, article, dated)


def _patterns(file: PolicyFile) -> Iterator[Pattern]:
    head = _head(file)
    for n, entry in enumerate(file.data.get("pattern", ())):
        try:
            find_ = re.compile(entry["find"])
        except (KeyError, TypeError, re.error) as fault:
            raise file.broken("pattern", n, f"the pattern cannot be used: {fault}") from fault
        quick = str(entry.get("quick", ""))
        shown = _entry(file, {"text": entry.get("name", quick), **entry}, ("pattern", n), head)
        yield Pattern(quick, find_, str(entry.get("put", "")), shown)


def _leaders(file: PolicyFile) -> Iterator[Leader]:
    for n, entry in enumerate(file.data.get("leader", ())):
        if not entry.get("name") or not entry.get("title"):
            raise file.broken("leader", n, "a leader needs a name and a title")
        yield Leader(entry["name"], entry["title"], str(entry.get("from", "")), str(entry.get("until", "")))


def _hosts(file: PolicyFile, key: str) -> tuple[str, ...]:
    return tuple(str(host).lower().strip(".") for host in file.data.get(key, ()))
