"""The sample of the trial: invented people, some five hundred items, and as many letters, requests and cases, each with
the steps that lead to where it stands."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from models.ids import new_id
from models.people import Unit
from models.policy import Directory, shipped
from portal.sample.bank import Bank, read_bank
from portal.sample.pace import ZONE, Pace, workday
from portal.sample.papers import paper_stories
from portal.sample.plan import Slot, dated, planned, waiting
from portal.sample.shapes import SHAPES
from portal.sample.story import Person, Sample, Step, Story, Trial
from portal.sample.walk import Cast, Walk
from portal.sample.write import Press

__all__ = ["Person", "Sample", "Step", "Story", "Trial", "build"]

TRIES = 8


def build(today: date, seed: int = 350702) -> Sample:
    """The sample as of the morning of `today`; the same for the same day and seed. No step lies after the evening
    of the last working day before `today`."""
    source, directory = read_bank(), Directory(shipped())
    rng = random.Random(seed)
    sites = [unit for unit in directory.units.values() if unit.site]
    slots = [
        *dated(source, directory.units, today),
        *waiting(source, directory.units, today),
        *_mixed(source, planned(source, sites, directory.columns, today, rng), rng),
    ]
    press = Press(source)
    stories = _told(slots, press, today, rng)
    papers, files = paper_stories(source, directory.units, today, seed + 1)
    return Sample(source.people, source.trial, tuple(stories), {**press.blobs, **files}, tuple(papers))


def _mixed(source: Bank, slots: Iterator[Slot], rng: random.Random) -> Iterator[Slot]:
    """Gives the planned items their ways: most are published at once, some come back, some are taken down."""
    for slot in slots:
        ways = [way for way in source.plan["way"] if _may(way, slot)]
        way = rng.choices(ways, [way["weight"] for way in ways])[0]
        words = {key: slot.unit.short if value == "{short}" else value for key, value in way.get("words", {}).items()}
        yield Slot(slot.template, slot.unit, slot.day, way["shape"], words, main=way.get("direct", False))


def _may(way: Mapping[str, object], slot: Slot) -> bool:
    return (not way.get("main") or bool(slot.template.main)) and (way["shape"] != "objected" or bool(slot.template.co))


def _told(slots: list[Slot], press: Press, today: date, rng: random.Random) -> list[Story]:
    latest = datetime.combine(workday(today - timedelta(days=1), -1), time(17, 25), ZONE)
    ways = sorted(range(len(slots)), key=lambda at: slots[at].day)
    titles: set[str] = set()
    told = []
    for at in ways:
        story = _story(slots[at], press, titles, latest, random.Random(f"{rng.random()}"))
        if story:
            titles.add(story.title)
            told.append(story)
    return sorted(told, key=lambda story: story.steps[0].at)


def _story(slot: Slot, press: Press, titles: set[str], latest: datetime, rng: random.Random) -> Story | None:
    for _ in range(TRIES):
        fields = press.write(slot.template, slot.unit, slot.day, rng)
        if fields["title"] not in titles:
            break
    else:
        return None
    if slot.main:
        fields["column"] = fields.pop("main_column")
    pace = Pace(slot.day, rng, latest)
    item = new_id(int(pace.now.timestamp() * 1000), rng.getrandbits(80))
    walk = Walk(item, cast(press.bank, slot.unit, slot.by, rng), pace, fields, rng)
    draft = new_id(int(pace.now.timestamp() * 1000) + 1, rng.getrandbits(80))
    shape, ends = SHAPES[slot.shape]
    shape(walk, {**slot.words, "draft": draft, "own": slot.template.column})
    return Story(item, slot.template.id, slot.unit.id, fields["column"], fields["title"], ends, tuple(walk.steps))


def cast(source: Bank, unit: Unit, by: str, rng: random.Random) -> Cast:
    """Who plays for a unit: its clerks and reviewer, and those of the district who act on every unit's items."""
    posts = [(person, post) for person in source.people for post in sorted(person.posts)]

    def holding(role: str, where: str = "") -> list[str]:
        return [person.id for person, post in posts if post.role == role and where in ("", post.unit)]

    clerks = holding("clerk", unit.id)
    clerk = by or rng.choice(clerks)
    return Cast(
        unit=unit.id,
        clerk=clerk,
        second=next((each for each in clerks if each != clerk), clerk),
        reviewer=holding("reviewer", unit.id)[0],
        operator=rng.choice(holding("operator")),
        inspector=next(each for each in holding("inspector", "secrecy")),
        reviewers={post.unit: person.id for person, post in posts if post.role == "reviewer"},
        names={person.id: person.name for person in source.people},
    )
