"""Writes what a citizen writes in the sample, and the words that answer it: each once, with facts of its own."""

import hashlib
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.people import Unit
from models.writers import veil
from portal.sample.bank import Bank
from portal.sample.citizens import Citizen, company
from portal.sample.files import docx, picture
from portal.sample.markup import html
from portal.sample.phrase import Phrases
from portal.sample.voices import Letter, Request, Service, Text, Voices

PHOTOS = 6
SHOWN = 0.1
"""How many letters bring a picture."""
SIGNATURE = 19
"""A last line up to so many characters is a signature, behind which nobody writes on."""
DONE = 11
"""What an answer tells of the days up to this one after the letter came is done; what lies further is promised."""
MEANWHILE = re.compile(r"\{(md|date)\+([1-9]|1[01])\}")
BARE = frozenset({"abuse", "no_substance"})
POLITE = ("好", "领导", "区长", "您", "：")


@dataclass(slots=True)
class Paper:
    """What one citizen brings: the fields as they came, who wrote, and the phrases that its answer goes on with."""

    text: Text
    unit: Unit
    citizen: Citizen
    fields: dict[str, Any]
    contact: Mapping[str, str]
    phrases: Phrases
    rng: random.Random
    lists: Mapping[str, Sequence[str]]
    blobs: dict[str, bytes]

    def say(self, words: str) -> str:
        """`words` with every gap filled."""
        return self.phrases.fill(words)

    def one(self, name: str) -> str:
        """One of the sentences of that list."""
        return self.say(self.rng.choice(self.lists[name]))

    def answer(self, words: str, days: int = DONE, opening: str = "", whole: bool = True) -> str:
        """The HTML of an answer `days` after the letter came: what was done was done by then. `opening` in place of
        an answer's usual one; without it and not `whole`, the bare words."""
        done = MEANWHILE.sub(lambda gap: f"{{{gap[1]}+{min(int(gap[2]), days)}}}", words.strip())
        first = opening or (self.one("reply_open") if whole else "")
        last = self.one("reply_close") if whole else ""
        return html("\n".join(part for part in (first, self.say(done), last) if part))

    def veiled(self) -> Mapping[str, str]:
        """Title and text in the form that may be published: who wrote is out of them."""
        lines = [line for line in self.fields["body"].split("\n") if not self.named(line)]
        return {"public_title": veil(self.fields["title"], self.contact), "public_body": html("\n".join(lines))}

    def named(self, line: str) -> bool:
        """Whether a line says who wrote."""
        return any(value in line for value in self.contact.values())

    def file(self, name: str, words: str) -> dict[str, Any]:
        """A Word file with these words, kept with the sample's files."""
        data = docx([self.say(line) for line in words.split("。") if line], [])
        return {"sha256": _kept(self.blobs, data), "name": f"{name}.docx", "size": len(data)}


def _kept(blobs: dict[str, bytes], data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    blobs[digest] = data
    return digest


@dataclass(slots=True)
class Pen:
    """Turns texts into papers and keeps the files that they bring."""

    bank: Bank
    voices: Voices
    blobs: dict[str, bytes] = field(default_factory=dict)

    def write(self, text: Text, unit: Unit, citizen: Citizen, day: date, rng: random.Random) -> Paper:
        """What `citizen` writes to `unit` on `day`."""
        phrases = self._phrases(unit, citizen, day, rng)
        phrases.meet(text.title, text.body)
        contact = citizen.contact
        if isinstance(text, Request) and text.applicant == "legal":
            contact = company(phrases.fill("{own:@company}"), citizen, rng)
        paper = Paper(text, unit, citizen, {}, contact, phrases, rng, self.voices.lists, self.blobs)
        paper.fields |= self._fields(text, paper)
        number = int(unit.org[-3:])
        phrases.facts |= {"phone": f"0599-0000{number}", "phone2": f"0599-0001{number}"}
        return paper

    def _phrases(self, unit: Unit, citizen: Citizen, day: date, rng: random.Random) -> Phrases:
        town = unit.id if unit.id in self.bank.townships else citizen.town
        local = self.bank.townships[town]
        near = [citizen.place] if citizen.place in local["places"] else []
        near += rng.sample([place for place in local["places"] if place not in near], 3)
        facts = {
            **dict(zip(("place", "place2", "place3"), near, strict=False)),
            "town": local["name"], "water": local["water"], "product": local["product"],
            "short": unit.short, "unit": unit.short, "name": citizen.name, "phone": citizen.contact["phone"],
            "home": citizen.contact["address"], "id_no": citizen.contact.get("id_no", ""),
        }  # fmt: skip
        return Phrases(facts, {**self.bank.lists, **self.voices.lists}, day, rng)

    def _fields(self, text: Text, paper: Paper) -> dict[str, Any]:
        title = paper.say(text.title)
        if isinstance(text, Letter):
            return {"title": title, "body": self._voiced(text, paper), **self._letter(text, paper)}
        body = paper.say(text.body.strip())
        if isinstance(text, Service):
            body = f"{paper.rng.choice(paper.lists['hello'])}{body}{paper.one('service_bye')}"
            given = [{"name": name, "given": name not in text.missing} for name in text.need]
            return {"title": title, "body": body, "sort": text.sort, "guide": text.guide, "materials": given}
        body = "\n".join(filter(None, (body, paper.one("request_more"))))
        return {
            "title": title, "body": body, "applicant": text.applicant, "channel": "web", "form": text.form,
            "way": text.deliver, "purpose": text.purpose, "doc_hint": text.doc_hint,
        }  # fmt: skip

    def _letter(self, text: Letter, paper: Paper) -> dict[str, Any]:
        rng, about = paper.rng, {}
        if text.channel in ("suggestion", "complaint") and rng.random() < 0.7:
            about = {"about_unit": paper.unit.id}
        consent = text.public or rng.random() < 0.5
        fields = {"channel": text.channel, "sort": text.sort, "source": "web", "publish_consent": consent, **about}
        if text.channel == "complaint" and not text.way and rng.random() < SHOWN:
            fields["attachments"] = [self._photo(rng)]
        return fields

    def _photo(self, rng: random.Random) -> dict[str, Any]:
        data = picture(100 + rng.randrange(PHOTOS))
        return {"sha256": _kept(self.blobs, data), "name": f"现场照片{rng.randint(1, 4)}.png", "size": len(data)}

    def _voiced(self, text: Letter, paper: Paper) -> str:
        """The text in somebody's voice: with or without a greeting, a word more, a word at the end."""
        rng, lists = paper.rng, self.voices.lists
        lines = [line for line in text.body.strip().split("\n") if "{id_no}" not in line or paper.contact.get("id_no")]
        if not text.on and text.way not in BARE:
            if not any(mark in lines[0][:14] for mark in POLITE):
                lines[0] = rng.choice(lists["hello"]) + lines[0]
            more = lists["more" if text.sort in ("complaint", "help") else "more_mild"]
            more = rng.sample(more, rng.choice((0, 0, 1, 1, 2)))
            signed = len(lines) > 1 and len(lines[-1]) <= SIGNATURE
            lines[-1 if signed else len(lines) :] = [*more, *(lines[-1:] if signed else ())]
            bye = rng.choice(lists["bye"]) if "谢" not in text.body and not signed else ""
            lines += [bye] if bye else []
        return paper.say("\n".join(lines))
