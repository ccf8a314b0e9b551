"""What the self-review sheet asks: ticks one by one, what the checks found, what a person must look at, the source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.checks.finding import Finding
from models.items import fingerprint
from models.matter import Matter
from models.records import digest
from ui.presenters import findings as found
from ui.text import Words

CONTENT = ("accurate", "complete", "timely", "authoritative")
FORBIDDEN = ("art10_1", "art10_2", "art10_3", "art10_4", "art10_5")
SECRECY = ("no_secret",)


@dataclass(frozen=True, slots=True)
class TickLine:
    """One thing to confirm, and what helps to judge it."""

    id: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of what the checks found: `tone` green or amber."""

    words: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something no check could read: a person must look at it. `sha256` is empty for what is no file."""

    key: str
    name: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet."""

    title: str
    content: tuple[TickLine, ...]
    secrecy: tuple[TickLine, ...]
    forbidden: tuple[TickLine, ...]
    results: tuple[Result, ...]
    unseen: tuple[Unseen, ...]
    source: tuple[tuple[str, str], ...]
    bound: str


def present(matter: Matter, findings: Sequence[Finding], kept: Mapping[str, str], writer: str, words: Words) -> Sheet:
    """The sheet for the text as it stands; `writer` is the person's name."""
    fields = matter.fields
    return Sheet(
        title=words("editor.review.title", title=str(fields.get("title", ""))),
        content=tuple(_tick(each, words) for each in CONTENT),
        secrecy=tuple(_tick(each, words) for each in SECRECY),
        forbidden=tuple(_tick(each, words) for each in FORBIDDEN),
        results=_results(findings, kept, words),
        unseen=unseen(findings, fields),
        source=_source(fields, writer, words),
        bound=words("editor.review.bound", mark=fingerprint(digest(fields))),
    )


def _tick(name: str, words: Words) -> TickLine:
    hint = f"editor.review.{name}_hint"
    return TickLine(name, words(f"editor.review.{name}"), words(hint) if words.has(hint) else "")


def _results(findings: Sequence[Finding], kept: Mapping[str, str], words: Words) -> tuple[Result, ...]:
    open_ = found.counts(findings, kept)
    lines = []
    for level in ("block", "warn", "hint"):
        count = open_.of(level)
        settled = sum(1 for one in findings if one.level == level and one.key in kept)
        text = f"{words(f'editor.checks.{level}')} {count}"
        if settled:
            text = words.joined([text, words("editor.review.kept", n=settled)])
        lines.append(Result(text, "amber" if count else "green", "alert" if count else "check-circle-outline"))
    names = words.listed([one.name for one in unseen(findings, {})][:3])
    if open_.unchecked:
        text = words("editor.review.unchecked", n=open_.unchecked, names=names)
        lines.append(Result(text, "amber", "help-circle-outline"))
    return tuple(lines)


def unseen(findings: Iterable[Finding], fields: Mapping[str, Any]) -> tuple[Unseen, ...]:
    """What nobody has looked at yet, with the file where it is one."""
    files = {str(file["name"]): str(file["sha256"]) for file in fields.get("attachments", ())}
    made = []
    for one in findings:
        if one.level == "unchecked":
            name = one.place.attachment or one.excerpt
            made.append(Unseen(one.key, name, one.facts.get("sha256", "") or files.get(name, "")))
    return tuple(made)


def _source(fields: Mapping[str, Any], writer: str, words: Words) -> tuple[tuple[str, str], ...]:
    source = fields.get("source") or {}
    first = words("editor.review.own")
    if fields.get("reprint"):
        first = words.joined([source.get("name", ""), source.get("url", ""), source.get("date", "")])
    rows = [(words("editor.review.source"), first), (words("editor.review.writer"), writer)]
    if fields.get("contributor"):
        rows.append((words("editor.fields.contributor"), str(fields["contributor"])))
    return tuple(rows)


def missing(sheet: Sheet, ticked: Iterable[str], looked: Iterable[str], words: Words) -> str:
    """`还差 2 项：第十条（四）、（五）`, or nothing when the sheet is complete."""
    have, seen = set(ticked), set(looked)
    names = [line.words for line in (*sheet.content, *sheet.secrecy) if line.id not in have]
    clauses = [line.id[-1] for line in sheet.forbidden if line.id not in have]
    if clauses:
        numbers = words.listed([words(f"editor.review.clause_{clause}") for clause in clauses])
        names.append(words("editor.review.clauses", numbers=numbers))
    unlooked = [one for one in sheet.unseen if one.key not in seen]
    if unlooked:
        names.append(words("editor.review.looking"))
    count = len(sheet.content) + len(sheet.secrecy) + len(sheet.forbidden) - len(have) + bool(unlooked)
    return words("editor.review.missing", n=count, names=words.listed(names)) if count else ""


def arguments(sheet: Sheet, ticked: Sequence[str], looked: Iterable[str], kept: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of the step."""
    seen = set(looked)
    return {
        "ticks": list(ticked),
        "kept": dict(kept),
        "seen": [one.sha256 or one.key for one in sheet.unseen if one.key in seen],
    }


def recalled(notes: Mapping[str, Any], content: str) -> tuple[list[str], list[str]]:
    """What was ticked and looked at before, as long as it was for the very text that has this fingerprint."""
    made = notes.get("answers") or {}
    if made.get("digest") != content:
        return [], []
    return list(made.get("ticks", ())), list(made.get("looked", ()))


def noted(notes: Mapping[str, Any], content: str, ticked: Iterable[str], looked: Iterable[str]) -> dict[str, Any]:
    """The notes beside a text, with these answers in them."""
    return {**notes, "answers": {"digest": content, "ticks": list(ticked), "looked": list(looked)}}
