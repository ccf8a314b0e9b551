"""Findings as cards beside the text: level, what, rule, remedy, and who may let it stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.checks.finding import LEVELS, Finding
from ui.text import Words

ICONS = {"block": "close-octagon", "warn": "alert", "hint": "information", "unchecked": "help-circle-outline"}
INKS = {"block": "red", "warn": "amber", "hint": "primary", "unchecked": "text2"}
BARS = {"block": "red_lamp", "warn": "amber_lamp", "hint": "primary", "unchecked": "line_strong"}


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding as people read it; `remedy` and `keep` are button labels, empty where there is nothing to press."""

    key: str
    level: str
    level_word: str
    title: str
    rule: str
    place: str
    remedy: str = ""
    remedy_kind: str = ""
    keep: str = ""
    asks_reason: bool = False
    kept: str = ""
    spoken: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each level are still open, in the order of the summary line."""

    block: int
    warn: int
    hint: int
    unchecked: int

    def of(self, level: str) -> int:
        """The count of a level."""
        return int(getattr(self, level))

    @property
    def all(self) -> int:
        """How many there are."""
        return self.block + self.warn + self.hint + self.unchecked


def counts(findings: Sequence[Finding], kept: Iterable[str] = ()) -> Counts:
    """Open findings by level; what was kept with a reason no longer counts, the unchecked always does."""
    settled = set(kept)
    open_ = [finding.level for finding in findings if finding.key not in settled or finding.level == "unchecked"]
    return Counts(**{level: open_.count(level) for level in LEVELS})


def read_only(cards: Sequence[FindingCard]) -> tuple[FindingCard, ...]:
    """The cards for those who may only look: without anything to press."""
    return tuple(replace(card, remedy="", keep="") for card in cards)


def cards(findings: Sequence[Finding], kept: Mapping[str, str], words: Words) -> tuple[FindingCard, ...]:
    """The cards in the order of their weight, then of the text; kept ones come last."""
    rank = {level: index for index, level in enumerate(LEVELS)}
    order = sorted(findings, key=lambda one: (one.key in kept, rank[one.level], one.place.part != "body", one.place))
    return tuple(_card(finding, kept.get(finding.key, ""), words) for finding in order)


def _card(finding: Finding, kept: str, words: Words) -> FindingCard:
    title = _said(finding, "title", words)
    rule = _said(finding, "rule", words)
    level = words(f"editor.checks.{finding.level}")
    where = place(finding, words)
    may_keep = finding.keep in ("free", "reason") and not kept
    keep = words(f"editor.checks.keep_{finding.keep}") if may_keep else ""
    return FindingCard(
        key=finding.key,
        level=finding.level,
        level_word=level,
        title=title,
        rule=rule,
        place=where if where != title else "",
        remedy=_remedy(finding, words, alone=not keep),
        remedy_kind=finding.remedy.kind if finding.remedy else "",
        keep=keep,
        asks_reason=finding.keep == "reason",
        kept=words("editor.checks.kept", reason=kept) if kept else "",
        tip=_said(finding, "what", words),
        spoken=words.joined([level, title, rule, where]),
    )


def _said(finding: Finding, part: str, words: Words) -> str:
    """A sentence of the rule, filled with the finding's facts; a rule of a newer portal shows what it found."""
    key = f"checks.{finding.rule}.{part}"
    if not words.has(key):
        return finding.excerpt if part == "title" else ""
    facts = {"text": finding.excerpt, "name": finding.place.attachment, **finding.facts}
    if finding.remedy:
        facts.setdefault("put", finding.remedy.text)
    try:
        return words(key, **facts)
    except KeyError:
        return finding.excerpt


def _remedy(finding: Finding, words: Words, *, alone: bool) -> str:
    """The label of the one click: what it puts there is part of it where no other button needs the room."""
    if finding.remedy is None:
        return ""
    kind, text = finding.remedy.kind, finding.remedy.text
    if kind == "replace" and not text:
        return words("checks.remedy.remove")
    if kind == "mask" and alone and text and len(text) <= 12:
        return words("checks.remedy.mask", text=text)
    return words(f"editor.checks.{kind}")


def place(finding: Finding, words: Words) -> str:
    """`第 2 段`, `标题`, or the name of the attachment."""
    where = finding.place
    if where.attachment:
        return where.attachment
    if where.part == "title":
        return words("editor.checks.in_title")
    return words("editor.checks.in_paragraph", n=where.block + 1) if where.end or where.block else ""


def summary(count: Counts, fields: Mapping[str, Any], findings: Sequence[Finding], words: Words) -> str:
    """What was looked at, when nothing is open: never that all is well."""
    if count.block or count.warn or count.hint:
        return ""
    files = len(fields.get("attachments", ()))
    unread = len({one.place.part for one in findings if one.level == "unchecked" and one.place.attachment})
    body = str(fields.get("body", ""))
    pictures = any(one.rule == "picture_unchecked" for one in findings)
    seen = [("text", True), ("alt", "<img" in body), ("links", "<a " in body), ("attachments", files > unread)]
    unseen = [("pictures_unchecked", pictures), ("attachments_unchecked", unread > 0)]
    checked = words.listed([words(f"checks.seen.{name}", n=files - unread) for name, there in seen if there])
    unchecked = words.listed([words(f"checks.seen.{name}", n=unread) for name, there in unseen if there])
    if unchecked:
        return words("checks.looked_not", checked=checked, unchecked=unchecked)
    return words("checks.looked", checked=checked)
