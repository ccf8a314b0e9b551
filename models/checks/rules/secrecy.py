"""Finds marks of secrecy, military places, and a disclosure attribute that the text itself denies (Art. 10 (1))."""

import re
from collections.abc import Iterator

from models.checks.case import Case
from models.checks.finding import Finding, Remedy
from models.checks.normal import BIDI, UNSEEN, Source

ARTICLE = "10.1"
MARK = re.compile(r"(?:绝密|机密|秘密)\s*[★☆*](?:\s*(?:\d{1,2}年|\d{1,2}个月|长期|启用前|解密))?")
TERM = re.compile(r"^ *(?:绝密|机密|秘密) *(?:\d{1,2}年|\d{1,2}个月|长期|启用前|解密) *$", re.MULTILINE)
ALONE = re.compile(r"^ *(?:密级 *:? *)?(绝密|机密|秘密)(?: *(?:特急|加急|急件))? *$", re.MULTILINE)
COPY_NUMBER = re.compile(r"^ *(?:份号 *:? *)?(\d{6}) *$", re.MULTILINE)
FIRST_LINES, TOP_LINES = 15, 4
CLASH = re.compile(r"此件[^。\n]{0,4}?(?:不予公开|依申请公开|不公开|不宜公开|删减后公开)")
QUOTING = re.compile(r"(?:标注|注明|写明|字样|标明|载明)[^。\n]{0,6}$")
UNIT_CODE = re.compile(r"\d{5}\s*部队")
MILITARY = re.compile(r"军事(?:管理|禁)区|弹药库|军用机场|军事设施|导弹阵地|军用仓库|战备(?:仓库|物资库)")
POSITION = re.compile(r"(?:东经|北纬)\s*\d{1,3}(?:\.\d{4,}|[°度]\s*\d{1,2}[′'分])")
FRIENDLY = re.compile(r"双拥|慰问|共建|拥军|优属|退役|参军|征兵|军民|联欢|八一")
PROTECTING = re.compile(r"保护|办法|条例|规定|法律|国防教育|宣传|依法")


def secret_mark(source: Source, case: Case) -> Iterator[Finding]:
    """A mark of secrecy with its star, or with its term alone on a line."""
    for pattern in (MARK, TERM):
        for found in pattern.finditer(source.text):
            yield source.finding("secret_mark", "block", _trimmed(found), ARTICLE, keep="secrecy")


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    text = found[0]
    return found.start() + len(text) - len(text.lstrip()), found.end() - len(text) + len(text.rstrip())


def secret_line(source: Source, case: Case) -> Iterator[Finding]:
    """A word of secrecy alone on one of the first lines, where official documents carry it."""
    for found in ALONE.finditer(source.text):
        if source.block_at(found.start(1)) < FIRST_LINES:
            yield source.finding("secret_line", "block", found.span(1), ARTICLE, keep="secrecy")


def copy_number(source: Source, case: Case) -> Iterator[Finding]:
    """Six digits alone at the very top: the copy number of a classified document."""
    if source.part in ("title", "alt", "doc_no"):
        return
    for found in COPY_NUMBER.finditer(source.text):
        block = source.block_at(found.start(1))
        if block < TOP_LINES and source.kind_at(found.start(1)) in ("p", "body", "header"):
            yield source.finding("copy_number", "warn", found.span(1), ARTICLE, keep="reason")


def disclosure_clash(source: Source, case: Case) -> Iterator[Finding]:
    """The text says that it is not public while 主动公开 was chosen."""
    if case.subject.disclosure != "proactive":
        return
    for found in CLASH.finditer(source.text):
        if not QUOTING.search(source.text, max(0, found.start() - 16), found.start()):
            yield source.finding("disclosure_clash", "block", found.span(), "10.5", keep="reason")


def military(source: Source, case: Case) -> Iterator[Finding]:
    """Numbers of units and names of places; news of supporting the troops and rules that protect them are fine."""
    for pattern, innocent in ((UNIT_CODE, FRIENDLY), (MILITARY, PROTECTING)):
        for found in pattern.finditer(source.text):
            if not innocent.search(source.sentence(*found.span())):
                yield source.finding("military", "warn", found.span(), ARTICLE, keep="reason")


def position(source: Source, case: Case) -> Iterator[Finding]:
    """Coordinates exact enough to find a place: only a hint, for most are of mines and rain gauges."""
    for found in POSITION.finditer(source.text):
        yield source.finding("position", "hint", found.span(), ARTICLE)


def unseen_marks(source: Source, case: Case) -> Iterator[Finding]:
    """Characters that nobody sees, or that turn the order of words around: they hide words from readers and checks."""
    for n, line in enumerate(source.lines):
        if line.isascii() or UNSEEN.isdisjoint(line):
            continue
        for found in UNSEEN_RUN.finditer(line):
            yield _unseen(source, n, line, found)


UNSEEN_RUN = re.compile("[" + "".join(sorted(UNSEEN)) + "]+")


def _unseen(source: Source, n: int, line: str, found: re.Match[str]) -> Finding:
    start = sum(len(before) + 1 for before in source.lines[:n])
    around = UNSEEN_RUN.sub("", line[max(0, found.start() - 6) : found.end() + 6])
    codes = " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(found[0]))
    rule = "bidi_mark" if set(found[0]) & set(BIDI) else "zero_width"
    place = source.written_place(start + found.start(), start + found.end())
    return Finding(
        rule,
        "warn",
        place,
        around,
        "7",
        {**source.facts, "text": around, "codes": codes},
        Remedy("replace", ""),
        "free",
    )
