"""Finds faults of form: document numbers, impossible dates, attachments named but absent, blank or overlong parts."""

import re
from collections.abc import Iterator
from datetime import date

from models.checks.case import Case
from models.checks.finding import Finding, Place, Remedy
from models.checks.normal import Source

RIGHT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)\d{2}〕[1-9]\d*号")
NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,12})\s?([\[【(〔〈<{﹝])\s?((?:19|20)\d{2})\s?([\]】)〕〉>}﹞])\s?(第?)(0*)([1-9]\d*)\s?号"
)
FULL_DATE = re.compile(r"(?<!\d)(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日")
SHORT_DATE = re.compile(r"(?<![\d年-])(\d{1,2})月\s?(\d{1,2})日")
ISO_DATE = re.compile(r"(?<![\d-])((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?![\d-])")
LEAP_YEAR = 2000
ATTACHMENT = re.compile(
    r"(?:见|详见|按|填写|附上|及)?(?<![\u4e00-\u9fff]{2}的)附件\s?(\d{1,2})?(?=[\s:、。,;.)》”\"]|\d|$|所|的|中)|见附表|附:\s*\S"
)
INLINE_HEAD = re.compile(r"附件\s?\d{0,2}\s*:?\s*")
TITLES_OF_ACTS = re.compile(r"《[^》\n]*$")


def document_number(source: Source, case: Case) -> Iterator[Finding]:
    """A document number that is not written as GB/T 9704 asks: six-cornered brackets, no 第, no leading nought."""
    for found in NUMBER.finditer(source.text):
        right = f"{found[1]}〔{found[3]}〕{found[7]}号"
        if found[0] == right and RIGHT_NUMBER.fullmatch(right):
            continue
        span = (found.start(2), found.end())
        remedy = Remedy("replace", f"〔{found[3]}〕{found[7]}号")
        yield source.finding("document_number", "warn", span, "7", remedy=remedy, put=right)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def impossible_date(source: Source, case: Case) -> Iterator[Finding]:
    """A day that no calendar has."""
    for pattern in (FULL_DATE, ISO_DATE):
        for found in pattern.finditer(source.text):
            if not _exists(int(found[1]), int(found[2]), int(found[3])):
                yield source.finding("impossible_date", "warn", found.span(), "7")
    for found in SHORT_DATE.finditer(source.text):
        if not _exists(LEAP_YEAR, int(found[1]), int(found[2])):
            yield source.finding("impossible_date", "warn", found.span(), "7")


def attachment_absent(source: Source, case: Case) -> Iterator[Finding]:
    """The body names an attachment (or one more) than are attached; one that follows in the body itself is there."""
    subject = case.subject
    if source.part != "body":
        return
    there = max(len(subject.attachments), len(subject.attachment_names))
    inline = sum(bool(INLINE_HEAD.fullmatch(line.strip())) for line in source.lines[1:-1])
    for found in ATTACHMENT.finditer(source.text):
        if INLINE_HEAD.fullmatch(source.lines[source.block_at(found.start())].strip()):
            continue
        number = int(found[1] or 1)
        if number > there + inline and not TITLES_OF_ACTS.search(
            source.text, max(0, found.start() - 30), found.start()
        ):
            start = found.start() + found[0].find("附")
            yield source.finding(
                "attachment_absent",
                "warn",
                (start, found.end()),
                "7",
                remedy=Remedy("attach"),
                number=str(number),
                there=str(there),
            )
            return


def title_form(source: Source, case: Case) -> Iterator[Finding]:
    """A title that is blank or longer than the limit."""
    if source.part != "title":
        return
    title = source.text.strip()
    if not title:
        yield Finding("title_blank", "warn", Place("title"), "", "7")
    elif len(title) > case.lists.title_limit:
        limit = case.lists.title_limit
        span = (limit, len(source.text))
        yield source.finding("title_long", "warn", span, "7", length=str(len(title)), limit=str(limit))


def body_blank(source: Source, case: Case) -> Iterator[Finding]:
    """A body without words, where no attachment says it all."""
    if source.part == "body" and not source.text.replace("\ufffc", "").strip():
        yield Finding("body_blank", "warn", Place("body"), "", "7")
