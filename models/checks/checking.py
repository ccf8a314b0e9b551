"""Looks through the texts of a matter by every rule of the checks; pure, attachments having been read beforehand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from models.checks.case import Case
from models.checks.finding import LEVELS, Extract, Finding, Place, Subject
from models.checks.normal import Source
from models.checks.pictures import alt_findings, attachment_unchecked, picture_findings
from models.checks.rules.links import linked
from models.checks.table import TEXT_RULES
from models.checks.words import Lists
from models.content import blocks, images, links


def check(subject: Subject, lists: Lists, today: date) -> tuple[Finding, ...]:
    """All findings of a matter, gravest first, then in the order of the text. `lists` from `read_lists`."""
    case = Case(subject, lists, today)
    leaves = blocks(subject.body)
    title = Source("title", (subject.title,))
    body = Source("body", tuple(b.text for b in leaves), tuple(b.kind for b in leaves))
    found = [*_read(title, case), *_read(body, case)]
    if subject.doc_no:
        found.extend(_read(Source("doc_no", (subject.doc_no,)), case))
    found.extend(finding for link in links(subject.body) for finding in linked(link, case))
    for image in images(subject.body):
        found.extend(picture_findings(image))
        if image.alt:
            source = Source("alt", (image.alt,), first=image.block)
            found.extend(alt_findings(source, _read(source, case)))
    for extract in subject.attachments:
        found.extend(_attachment(extract, lists, today, subject.disclosure, subject.consultation))
    found.extend(_pending(subject))
    return _settled(found, case)


def _read(source: Source, case: Case) -> Iterable[Finding]:
    return [finding for rule in TEXT_RULES for finding in rule(source, case)]


@lru_cache(maxsize=16)
def _attachment(
    extract: Extract, lists: Lists, today: date, disclosure: str, consultation: bool
) -> tuple[Finding, ...]:
    """Findings of one attachment; kept, because the editor asks again at every key while the file stays the same."""
    case = Case(Subject("", "", disclosure=disclosure, consultation=consultation), lists, today)
    found: list[Finding] = []
    part = f"attachment:{extract.name}"
    pieces = tuple(piece.text.replace("\n", " ") for piece in extract.texts)
    source = Source(part, pieces, tuple(piece.where for piece in extract.texts), {"name": extract.name})
    for finding in _read(source, case):
        piece = extract.texts[finding.place.block]
        facts = {**finding.facts, "where": piece.where, "label": piece.label}
        found.append(replace(finding, facts=facts, remedy=None))
    found.extend(attachment_unchecked(extract))
    return tuple(found)


def _pending(subject: Subject) -> Iterable[Finding]:
    """Attachments that nobody has read yet are not passed."""
    read = {extract.name for extract in subject.attachments}
    for name in subject.attachment_names:
        if name not in read:
            place, facts = Place(f"attachment:{name}"), {"name": name, "text": name}
            yield Finding("unread_pending", "unchecked", place, name, "10", facts, None, "no")


def _settled(found: Iterable[Finding], case: Case) -> tuple[Finding, ...]:
    """Sorted, each once, without what an exception still in force lets pass (secrecy is never let pass)."""
    today = case.today.isoformat()
    waived = [waiver for waiver in case.lists.waivers if waiver.until >= today]

    def passes(finding: Finding) -> bool:
        if finding.keep in ("secrecy", "no"):
            return False
        return any(w.rule == finding.rule and (not w.text or w.text in finding.excerpt) for w in waived)

    unique = {(f.rule, f.place): f for f in found if not passes(f)}.values()
    return tuple(sorted(unique, key=_order))


def _order(finding: Finding) -> tuple[int, int, str, int, int]:
    place = finding.place
    rank = {"title": 0, "body": 1, "link": 1, "alt": 1}.get(place.part, 2)
    return LEVELS.index(finding.level), rank, place.part if rank == 2 else "", place.block, place.start
