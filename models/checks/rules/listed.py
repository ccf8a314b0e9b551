"""Finds what the dated lists name: typos, wordings, sensitive and undecided matters, leaders' titles."""

import re
from collections.abc import Iterator

from models.checks.case import Case
from models.checks.finding import Finding, Remedy
from models.checks.normal import Source
from models.checks.words import Entry, find

CHIEFS = ("书记", "区长", "市长", "县长", "主任", "主席", "局长", "镇长", "乡长", "部长")
TITLES = (*CHIEFS, *(f"副{chief}" for chief in CHIEFS), "常委")
TITLE_BEFORE = re.compile(r"([\u4e00-\u9fff]{2,12})$")
OFF_IN_CONSULTATION = frozenset(("undecided",))


def listed_words(source: Source, case: Case) -> Iterator[Finding]:
    """Every listed word whose sentence holds nothing that makes it innocent."""
    for start, end, entry in find(case.lists, source.lower):
        if case.subject.consultation and entry.rule in OFF_IN_CONSULTATION:
            continue
        if entry.unless and _innocent(entry, source.sentence(start, end)):
            continue
        yield _listed(source, (start, end), entry, entry.put)


def _innocent(entry: Entry, sentence: str) -> bool:
    return any(word in sentence for word in entry.unless)


def _listed(source: Source, span: tuple[int, int], entry: Entry, put: str) -> Finding:
    remedy = Remedy("replace", put) if put else None
    return source.finding(
        entry.rule, entry.level, span, entry.article, keep=entry.keep, remedy=remedy, put=put, dated=entry.dated
    )


def listed_patterns(source: Source, case: Case) -> Iterator[Finding]:
    """Listed wordings that only a pattern can tell."""
    for pattern in case.lists.patterns:
        if pattern.quick and pattern.quick not in source.text:
            continue
        for found in pattern.find.finditer(source.text):
            if not _innocent(pattern.entry, source.sentence(*found.span())):
                put = found.expand(pattern.put) if pattern.put else ""
                yield _listed(source, found.span(), pattern.entry, put)


def leaders_title(source: Source, case: Case) -> Iterator[Finding]:
    """A leader's name behind a title that the dated table does not give to that name today."""
    today = case.today.isoformat()
    names = {leader.name for leader in case.lists.leaders}
    for name in sorted(names):
        held = {
            leader.title
            for leader in case.lists.leaders
            if leader.name == name and leader.from_ <= today and (not leader.until or today <= leader.until)
        }
        yield from _wrong_titles(source, name, held)


def _wrong_titles(source: Source, name: str, held: set[str]) -> Iterator[Finding]:
    for found in re.finditer(re.escape(name), source.text):
        before = TITLE_BEFORE.search(source.text, max(0, found.start() - 12), found.start())
        said = before[1] if before else ""
        title = max((t for t in TITLES if said.endswith(t)), key=len, default="")
        if title and not any(_fits(said, title, right) for right in held):
            span = (found.start() - len(title), found.end())
            titles = "、".join(sorted(held))
            yield source.finding("leaders_title", "block", span, "7", keep="reason", name=name, titles=titles)


def _fits(said: str, title: str, right: str) -> bool:
    """Whether the title said is the one held, or its short form ("区长" of "延平区区长", never of "副区长")."""
    return said.endswith(right) or (right.endswith(title) and not right.removesuffix(title).endswith("副"))
