"""The notices of holidays (放假通知), read strictly: one that contradicts itself must not move anybody's last day."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from models.policy_text import PolicyFile, read_policy, reading
from models.problems import BrokenPolicy, Refused

FOLDER = "calendar/"
ARTICLES = (16, 20, 26)
"""The articles whose days are counted by a calendar."""
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)\d{2}〕[1-9]\d*号")
"""A document number of the standard (GB/T 9704): authority, year in hexagonal brackets, number."""
ONE_DAY = timedelta(days=1)
LONGEST = 31

Name: TypeAlias = tuple[str, str]
"""A festival's name in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: which days are off, and which days of rest are worked for them. A special one changes a year that has
    its notice already. A local one (台风停工) moves the clocks of the law only where it says so itself."""

    number: str
    title: str
    issued: date
    year: int
    off: Mapping[date, Name]
    work: Mapping[date, Name]
    special: bool = False
    local: bool = False
    statutory: bool = True
    numbered: bool = True
    file: str = ""
    text: str = ""

    @property
    def annual(self) -> bool:
        """Whether this is the notice that makes its year certain."""
        return not (self.special or self.local)


class BrokenNotice(BrokenPolicy):
    """A notice that cannot be believed, with the file, the line and the facts of its sentence."""

    def __init__(self, code: str, file: str, line: int, **facts: str | int) -> None:
        Refused.__init__(self, code, ARTICLES, file=file, line=line, **facts)


def read_notice(name: str, text: str) -> Notice:
    """The notice in a file. BrokenPolicy when it is not TOML, BrokenNotice when it contradicts itself."""
    with reading(name):
        return _notice(name, text)


def _notice(name: str, text: str) -> Notice:
    file = read_policy(name, text)
    number, year = _value(file, "number", str), _value(file, "year", int)
    local = file.data.get("scope", "national") == "local"
    notice = Notice(
        number=number,
        title=str(file.data.get("title", "")),
        issued=_value(file, "issued", date),
        year=year,
        off=dict(_days(file, "off")),
        work=dict(_days(file, "work")),
        special=file.data.get("special") is True,
        local=local,
        statutory=file.data.get("statutory", not local) is True,
        numbered=file.data.get("numbered", True) is True,
        file=name,
        text=text,
    )
    _judge(file, notice)
    return notice


def _value(file: PolicyFile, name: str, kind: type[Any]) -> Any:
    value = file.data.get(name)
    if not isinstance(value, kind) or isinstance(value, (bool, datetime)):
        raise BrokenNotice("notice_incomplete", file.name, file.line_with(f"{name} ="), name=name)
    return value


def _days(file: PolicyFile, key: str) -> Iterator[tuple[date, Name]]:
    """Each day of all `[[rest]]` under `key`: `off` is written as the span from … to, `work` as a list."""
    rests = file.data.get("rest")
    if not isinstance(rests, list) or not rests:
        raise BrokenNotice("notice_incomplete", file.name, 1, name="[[rest]]")
    for index, rest in enumerate(rests):
        days = _span(file, index, rest) if key == "off" else rest.get("work", [])
        name = (rest.get("name"), rest.get("en"))
        if not all(isinstance(part, str) and part for part in name):
            raise BrokenNotice("notice_incomplete", file.name, file.line_of("rest", index), name="name, en")
        if not isinstance(days, list) or not all(type(day) is date for day in days):
            raise BrokenNotice("notice_incomplete", file.name, file.line_of("rest", index), name="from, to, work")
        yield from ((day, name) for day in days)


def _span(file: PolicyFile, index: int, rest: Mapping[str, Any]) -> list[Any]:
    first, last = rest.get("from"), rest.get("to", rest.get("from"))
    if first is None and rest.get("work"):
        return []
    if type(first) is not date or type(last) is not date or not 0 <= (last - first).days < LONGEST:
        raise BrokenNotice("notice_incomplete", file.name, file.line_of("rest", index), name="from, to")
    return [first + step * ONE_DAY for step in range((last - first).days + 1)]


def _judge(file: PolicyFile, notice: Notice) -> None:
    if notice.numbered and not NUMBER.fullmatch(notice.number):
        raise BrokenNotice("notice_number", file.name, file.line_with("number ="), number=notice.number[:60])
    for day in notice.off.keys() & notice.work.keys():
        raise BrokenNotice("notice_both", file.name, file.line_with(day.isoformat()), day=day.isoformat())
    if notice.annual and not notice.year - 1 <= notice.issued.year <= notice.year:
        raise BrokenNotice("notice_year", file.name, file.line_with("year ="), year=notice.year, day=str(notice.issued))
    for day in sorted(notice.off.keys() | notice.work.keys()):
        if day.year != notice.year and not (day.year == notice.year - 1 and day.month == 12):
            line = max(file.line_with(day.isoformat()), file.line_with("year ="))
            raise BrokenNotice("notice_year", file.name, line, year=notice.year, day=day.isoformat())
    for day in sorted(notice.work) if notice.annual else ():
        if day.weekday() < 5:
            raise BrokenNotice("notice_make_up", file.name, file.line_with(day.isoformat()), day=day.isoformat())


def notices_in(texts: Mapping[str, str]) -> tuple[Notice, ...]:
    """All notices among policy texts, in the order in which they bind: the later one has the last word on a day."""
    ordered = in_order(read_notice(name, text) for name, text in texts.items() if name.startswith(FOLDER))
    agree(ordered)
    return ordered


def in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices by the day of issue; a special one behind the notice of its year where both came on one day."""
    return tuple(sorted(notices, key=lambda notice: (notice.issued, notice.special, notice.number)))


def agree(notices: Iterable[Notice]) -> None:
    """BrokenNotice where notices cannot stand beside each other: a number or a year said twice, a year left out."""
    numbers: dict[str, Notice] = {}
    years: dict[int, Notice] = {}
    for notice in notices:
        if notice.number in numbers:
            raise _against("notice_repeated", notice, "number =", number=notice.number)
        numbers[notice.number] = notice
        if not notice.annual:
            continue
        if notice.year in years:
            raise _against("notice_second", notice, "year =", year=notice.year, number=years[notice.year].number)
        years[notice.year] = notice
    for year in sorted(years)[1:]:
        if year - 1 not in years:
            raise _against("notice_skipped", years[year], "year =", year=year, missing=year - 1)


def _against(code: str, notice: Notice, words: str, **facts: str | int) -> BrokenNotice:
    line = PolicyFile(notice.file, notice.text, {}).line_with(words)
    return BrokenNotice(code, notice.file, line, **facts)
