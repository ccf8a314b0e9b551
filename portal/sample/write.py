"""Writes one sample text for one unit on one day: the fields of an item, with its attachments and pictures."""

import hashlib
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.people import Unit
from portal.sample.bank import Bank, Template
from portal.sample.files import MIMES, made, picture
from portal.sample.markup import html, plain, row
from portal.sample.phrase import Phrases

CHIEFS = {
    "street": {"chief": "街道办事处主任", "deputy": "办事处副主任", "deputy2": "党政办主任"},
    "township": {"chief": "行政正职", "deputy": "行政副职", "deputy2": "党政办主任"},
    "department": {"chief": "主要负责人", "deputy": "分管负责人", "deputy2": "办公室负责人"},
}
SEASONS = ("冬季", "春季", "夏季", "秋季")
AHEAD = ("", "春节", "元宵节", "清明", "五一", "端午", "端午", "建军节", "中秋", "国庆", "重阳", "冬至", "元旦")
HOLIDAYS = ("", "元旦", "春节", "春节", "清明", "五一", "端午", "暑期", "暑期", "中秋", "国庆", "国庆", "元旦")
"""The festival that comes next, and the last one, by month, as far as a sample needs to know."""
MORE = {
    "news": "more_news",
    "circular": "more_circular",
    "opinion": "more_circular",
    "review": "more_review",
    "year_plan": "more_review",
    "report_on": "more_circular",
}
PICTURES = 24
"""How many different drawn pictures the sample has; texts share them, as blobs do."""


@dataclass(slots=True)
class Press:
    """Turns templates into fields and keeps the files that they need; numbers each unit's documents by year."""

    bank: Bank
    blobs: dict[str, bytes] = field(default_factory=dict)
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    _pictures: dict[int, str] = field(default_factory=dict)

    def write(self, template: Template, unit: Unit, day: date, rng: random.Random) -> dict[str, Any]:
        """The fields of an item of `unit` written on `day`."""
        local = {**self.bank.departments, **self.bank.townships}[unit.id]
        lists = {**self.bank.lists, **({"village": local["places"]} if "places" in local else {})}
        phrases = Phrases(_facts(unit, local, day), lists, day, rng)
        phrases.facts |= _places(phrases, local, lists, rng)
        phrases.meet(
            template.title, template.body, *(each["text"] for each in template.files), *template.guide.values()
        )
        body = self._body(template, phrases, rng)
        files = [self._file(each, phrases) for each in template.files]
        text = plain(body)
        fields: dict[str, Any] = {
            "title": phrases.fill(template.title),
            "column": template.column,
            "body": html(body, {name: self._picture(rng) for name in re.findall(r"^!(\w+) ", body, re.MULTILINE)}),
            "disclosure": template.disclosure,
            "disclosure_reason": template.disclosure_reason,
            "topic": template.topic or local.get("topic", "general"),
            "genre": template.genre,
            "validity": "valid",
            "term": template.term,
            "written_on": day.isoformat(),
            "summary": _summary(text),
            "keywords": [phrases.fill(word) for word in template.keywords],
            "audience": list(template.audience),
            "main_column": template.main,
            "lead_unit": unit.id if template.co else "",
            "co_units": list(template.co),
            "consultation": template.consultation,
            "attachments": files,
            "reprint": template.reprint,
            "source": self._source(template, phrases, day),
            "guide": {key: phrases.fill(value) for key, value in template.guide.items()},
            "contributor": phrases.fill(template.contributor),
            "valid_until": (day + timedelta(days=365)).isoformat() if template.term == "limited" else "",
            "doc_no": self._number(unit.id, local["mark"], day) if template.doc else "",
            **template.fixed,
        }
        return {name: value for name, value in fields.items() if value not in ("", [], {}, False)}

    def _body(self, template: Template, phrases: Phrases, rng: random.Random) -> str:
        lines: list[str] = []
        for line in template.body.strip().splitlines():
            if line.startswith("@places "):
                lines += self._rows(line.removeprefix("@places "))
            elif line.startswith("@"):
                name, _, count = line[1:].partition(":")
                lines += [phrases.fill(f"{{{name}_{at}:@{name}}}") for at in range(int(count))]
            else:
                lines.append(line)
        if not template.on:
            lines = _lengthened(lines, self.bank.lists.get(MORE.get(template.genre, ""), []), rng)
        filled = phrases.fill("\n".join(lines))
        return filled.replace("!photo", f"!photo{rng.randrange(PICTURES)}")

    def _rows(self, line: str) -> list[str]:
        """`line` once for every village and community of the district, with their names in it."""
        return [
            line.replace("{town}", town["name"]).replace("{spot}", place)
            for town in self.bank.townships.values()
            for place in town["places"]
        ]

    def _picture(self, rng: random.Random) -> str:
        number = rng.randrange(PICTURES)
        if number not in self._pictures:
            self._pictures[number] = self._kept(picture(number))
        return self._pictures[number]

    def _kept(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self.blobs[digest] = data
        return digest

    def _file(self, wanted: Mapping[str, str], phrases: Phrases) -> dict[str, Any]:
        text = phrases.fill(wanted["text"])
        rows = [row(line) for line in text.splitlines() if line.startswith("|")]
        data = made(wanted["kind"], plain(text), rows)
        name, kind = phrases.fill(wanted["name"]), wanted["kind"]
        return {"sha256": self._kept(data), "name": name, "size": len(data), "mime": MIMES[kind]}

    def _number(self, unit: str, mark: str, day: date) -> str:
        used = self._numbers[unit, day.year] = self._numbers.get((unit, day.year), 0) + 1
        return f"{mark}〔{day.year}〕{used}号"

    @staticmethod
    def _source(template: Template, phrases: Phrases, day: date) -> dict[str, str]:
        if not template.source:
            return {}
        made_on = {"date": (day - timedelta(days=6)).isoformat()}
        return {key: phrases.fill(value) for key, value in {**made_on, **template.source}.items()}


def _lengthened(lines: list[str], more: list[str], rng: random.Random) -> list[str]:
    """The text with up to three more paragraphs before its closing lines, so that two of a kind do not read alike."""
    count = min(rng.choice((0, 1, 2, 2, 3)), len(more))
    end = next((at for at, line in enumerate(lines) if at and line.startswith((">>", "附件"))), len(lines))
    return [*lines[:end], *rng.sample(more, count), *lines[end:]]


def _summary(lines: list[str]) -> str:
    """The first sentences of the text, at most 100 characters (内容概述)."""
    opening = next((line for line in lines if len(line) > 24), lines[0] if lines else "")
    if len(opening) <= 100:
        return opening
    return (opening[:100].rpartition("。")[0] or opening[:99].rpartition("，")[0]) + "。"


def _facts(unit: Unit, local: Mapping[str, Any], day: date) -> dict[str, str]:
    number = int(unit.org[-3:])
    level = "街道" if unit.kind == "street" else unit.short[-1]
    return {
        "name": unit.name,
        "short": unit.short,
        "full": f"南平{unit.name}" if unit.name[0] == "市" else f"南平市延平区{unit.name.removeprefix('区')}",
        "phone": f"0599-0000{number}",
        "phone2": f"0599-0001{number}",
        "level": level,
        **CHIEFS[unit.kind],
        "season": SEASONS[day.month % 12 // 3],
        "festival": f"{day.year + (day.month == 12)}年{AHEAD[day.month]}",
        "holiday": HOLIDAYS[day.month],
        **_period(day),
        "water": local.get("water", "闽江"),
        "product": local.get("product", "特色农产品"),
        "addr": f"{unit.short}政府大院" if unit.kind != "department" else f"滨江路机关办公区{number % 9 + 1}号楼",
    }


def _period(day: date) -> dict[str, str]:
    """The last quarter that was over on the day, by itself and counted from the year's beginning."""
    quarter = (day.month - 1) // 3 or 4
    year = day.year - (quarter == 4)
    through = ("一季度", "上半年", "前三季度", "全年")[quarter - 1]
    return {"period": f"{year}年{through}", "quarter": f"{year}年第{'一二三四'[quarter - 1]}季度"}


def _places(
    phrases: Phrases, local: Mapping[str, Any], lists: Mapping[str, list[str]], rng: random.Random
) -> dict[str, str]:
    places = rng.sample(local["places"], 3) if "places" in local else rng.sample(lists["community"], 3)
    works = rng.sample(local.get("works", lists["town_works"]), 4)
    duties = rng.sample(local.get("duties", lists["town_duties"]), 4)
    facts = {name: place for name, place in zip(("place", "place2", "place3"), places, strict=True)}
    facts["law"] = local.get("law") or rng.choice(lists["town_laws"])
    facts |= {f"w{at}": phrases.fill(work) for at, work in enumerate(works, 1)}
    return facts | {f"d{at}": duty for at, duty in enumerate(duties, 1)}
