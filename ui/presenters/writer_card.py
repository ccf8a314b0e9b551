"""Who wrote, as the card beside a matter shows it: masked, and whole for a while after a recorded look (Art. 25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.matter import Matter
from models.steps import Offer
from models.writers import CONTACT
from ui.presenters.steps import moment
from ui.text import Words

SECONDS = 60
"""For so long the whole is shown."""


@dataclass(frozen=True, slots=True)
class WriterFace:
    """`lines` are (name, value) as they may be seen now; `look` is the word of the button, empty where it is not this
    person's to press; `note` says what a look does, or who looked last."""

    title: str
    lines: tuple[tuple[str, str], ...]
    look: str
    note: str


def face(
    matter: Matter, offers: Iterable[Offer], words: Words, now: datetime, row: Mapping[str, Any] | None = None
) -> WriterFace:
    """The card; with `row`, which a look gave, as it was written, in the writer's own words where they were masked."""
    contact: Mapping[str, str] = row.get("contact", {}) if row else {}
    known: Mapping[str, str] = contact or matter.system.get("writer") or {}
    lines = tuple((words(f"writer.{name}"), str(known[name])) for name in CONTACT if known.get(name))
    own = str(row.get("body") or "") if row else ""
    if own and own != matter.fields.get("body"):
        lines += ((words("writer.own"), own),)
    offered = any(offer.verb == "look" for offer in offers)
    return WriterFace(
        title=words(f"writer.title_{matter.kind}" if words.has(f"writer.title_{matter.kind}") else "writer.title"),
        lines=lines or ((words("writer.name"), words("writer.unknown")),),
        look="" if contact or not offered else words("writer.look"),
        note=words("writer.shown", n=SECONDS) if contact else _last(matter, words, now, offered),
    )


def _last(matter: Matter, words: Words, now: datetime, offered: bool) -> str:
    looks = matter.system.get("looks") or ()
    if looks:
        last = looks[-1]
        return words("writer.looked", name=last.get("name", ""), when=moment(str(last.get("at", "")), words, now))
    return words("writer.recorded") if offered else words("writer.masked")
