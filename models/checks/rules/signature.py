"""Reads the foot of a text: who signed it and when (Art. 7, 13)."""

import re
from collections.abc import Iterator

from models.checks.case import Case
from models.checks.finding import Finding
from models.checks.normal import Source

DATE = re.compile(
    r"\s*(?:\d{4}年\s?\d{1,2}月\s?\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*"
)
ORGAN = re.compile(
    r"[\u4e00-\u9fff()]{2,28}(?:人民政府|政府|局|委员会|办公室|中心|指挥部|委|办事处|工作组|领导小组|街道|党组|法院|检察院|联合会|社|处|站|所)"
)
PREFIX = re.compile(r"^(?:福建省|南平市|延平区|中共|市|区)+")
FOOT = 6
SENTENCE = re.compile(r"[。!?;:,、]")


def _bare(unit: str) -> str:
    return PREFIX.sub("", re.sub(r"\s", "", unit)).removesuffix("人民政府").removesuffix("办事处").removesuffix("室")


def _same(signed: str, unit: str) -> bool:
    mine, theirs = _bare(signed), _bare(unit)
    return bool(mine and theirs) and (mine in theirs or theirs in mine)


def _foot(source: Source) -> list[tuple[int, int, str]]:
    """The last lines with their stretches, from the last upward; notes in brackets and attachments below count out."""
    spans: list[tuple[int, int, str]] = []
    at = 0
    for line in source.text.split("\n"):
        spans.append((at, at + len(line), line.strip()))
        at += len(line) + 1
    return [span for span in spans if span[2] and not span[2].startswith(("(此件", "(联系", "附件", "附:"))][-FOOT:][
        ::-1
    ]


def _organs(lines: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    found = []
    for span in lines:
        if SENTENCE.search(span[2]) or not ORGAN.fullmatch(span[2].replace(" ", "")):
            break
        found.append(span)
    return found


def signature_unit(source: Source, case: Case) -> Iterator[Finding]:
    """The organ that signed is not the one that publishes, nor one of its partners."""
    unit = case.subject.unit_name
    if source.part != "body" or not unit or case.subject.reprint:
        return
    foot = _foot(source)
    dates = [n for n, span in enumerate(foot) if DATE.fullmatch(span[2])]
    signed = _organs(foot[dates[0] + 1 :]) if dates else []
    known = (unit, *case.subject.other_units)
    if signed and not any(_same(span[2], name) for span in signed for name in known):
        start, end, name = signed[0]
        yield source.finding("signature_unit", "warn", (start, end), "13", signed=name, unit=unit)


def undated(source: Source, case: Case) -> Iterator[Finding]:
    """Signed, but without a day: what bears no date counts as not updated."""
    if source.part != "body":
        return
    foot = _foot(source)
    signed = _organs(foot[:1])
    if signed and len(foot) > 1:
        yield source.finding("undated", "warn", signed[0][:2], "7")
