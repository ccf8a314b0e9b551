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

SEASONS = ("冬季", "春季", "夏季", "秋季")
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
        phrases.meet(template.title, template.body, *(each["text"] for each in template.files), *template.guide.values())
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
            if line.startswith("@"):
                name, _, count = line[1:].partition(":")
                lines += [phrases.fill(f"{{{name}_{at}:@{name}}}") for at in range(int(count))]
            else:
                lines.append(line)
        filled = phrases.fill("\n".join(lines))
        return filled.replace("!photo", f"!photo{rng.randrange(PICTURES)}")

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


def _summary(lines: list[str]) -> str:
    """The first sentences of the text, at most 100 characters (内容概述)."""
    opening = next((line for line in lines if len(line) > 24), lines[0] if lines else "")
    return opening if len(opening) <= 100 else opening[:99].rpartition("，")[0] + "。"


def _facts(unit: Unit, local: Mapping[str, Any], day: date) -> dict[str, str]:
    number = int(unit.org[-3:])
    street = unit.kind == "street"
    return {
        "name": unit.name,
        "short": unit.short,
        "full": f"南平市延平区{unit.name.removeprefix('区')}" if not unit.name.startswith("市") else f"南平{unit.name}",
        "phone": f"0599-0000{number}",
        "phone2": f"0599-0001{number}",
        "level": "街道" if street else unit.short[-1],
        "chief": "街道办事处主任" if street else f"{unit.short[-1]}长" if unit.kind == "township" else "主要负责人",
        "deputy": "办事处副主任" if street else f"副{unit.short[-1]}长" if unit.kind == "township" else "分管负责人",
        "deputy2": "党政办主任" if unit.kind != "department" else "办公室负责人",
        "season": SEASONS[day.month % 12 // 3],
        "law": local.get("law", "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"),
        "water": local.get("water", "闽江"),
        "product": local.get("product", "特色农产品"),
        "addr": local.get("addr", f"{unit.short}政府大院" if unit.kind != "department" else f"滨江路机关办公区{number % 9 + 1}号楼"),
    }


def _places(phrases: Phrases, local: Mapping[str, Any], lists: Mapping[str, list[str]], rng: random.Random) -> dict[str, str]:
    places = rng.sample(local["places"], 3) if "places" in local else rng.sample(lists["community"], 3)
    works = rng.sample(local.get("works", lists["town_works"]), 4 if len(local.get("works", lists["town_works"])) > 3 else 3)
    duties = rng.sample(local.get("duties", lists["town_duties"]), 4)
    facts = {name: place for name, place in zip(("place", "place2", "place3"), places, strict=True)}
    facts |= {f"w{at}": phrases.fill(work) for at, work in enumerate(works, 1)}
    return facts | {f"d{at}": duty for at, duty in enumerate(duties, 1)}
