"""Decides who writes what to whom when, and walks each letter, request and case as far as it has come."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from models.ids import new_id
from models.people import Unit
from portal.sample import letter_pairs, letters, requests, services
from portal.sample.bank import Bank
from portal.sample.citizens import Citizen, citizens
from portal.sample.errand import Errand, Hands
from portal.sample.pace import ZONE, Pace, workday
from portal.sample.pen import BARE, Paper, Pen
from portal.sample.story import Story
from portal.sample.voices import Letter, Request, Service, Text, Voices, read_voices

SPAN = 722
SETTLED = {"letter": 62, "request": 110, "service": 62}
"""Days before today at which the last of the settled ones came: by then they have been put away."""
TRIES = 12
WAYS: Mapping[str, Mapping[str, Callable[[Errand], str]]] = {
    "letter": letters.WAYS,
    "request": requests.WAYS,
    "service": services.WAYS,
}


@dataclass(frozen=True, slots=True)
class Due:
    """One matter to be told: which text, to which unit, when, in which way; by whom and from whom where that counts."""

    kind: str
    text: Text
    unit: str
    day: date
    way: str
    by: str = ""
    writer: str = ""
    place: str = ""


@dataclass(slots=True)
class Post:
    """Tells the stories of what citizens bring: the same for the same day and seed."""

    bank: Bank
    units: Mapping[str, Unit]
    today: date
    rng: random.Random
    voices: Voices = field(default_factory=read_voices)
    pen: Pen = field(init=False)
    latest: datetime = field(init=False)
    _people: list[Citizen] = field(init=False)
    _known: dict[str, Citizen] = field(default_factory=dict)
    _ungone: dict[str, list[str]] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pen = Pen(self.bank, self.voices)
        self.latest = datetime.combine(workday(self.today - timedelta(days=1), -1), time(17, 25), ZONE)
        self._people = citizens(self.bank.townships, self.voices.lists, self.rng)

    def stories(self) -> list[Story]:
        """All of them, the oldest first."""
        dues = (*self._scenes(), *self._open(), *self._settled())
        found = [story for due in dues for story in self._stories(due)]
        found += [story for pair in self._pairs() for story in pair]
        return sorted(found, key=lambda story: story.steps[0].at)

    # Which, when, in which way.

    def _scenes(self) -> Iterator[Due]:
        for scene in self.voices.scenes:
            text = self.voices.texts[scene.kind][scene.text]
            day = self.today - timedelta(days=scene.ago)
            yield Due(scene.kind, text, scene.unit, day, scene.way, scene.by, scene.writer, scene.place)

    def _open(self) -> Iterator[Due]:
        for wanted in self.voices.open:
            months = {(self.today - timedelta(days=ago)).month for ago in wanted.ago}
            texts = [t for t in self._texts(wanted.kind) if suits(t, wanted.way) and months <= {*(t.months or months)}]
            for text in self.rng.sample(texts, min(wanted.count, len(texts))):
                day = self.today - timedelta(days=self.rng.randint(*wanted.ago))
                yield Due(wanted.kind, text, self._unit(text), day, wanted.way)

    def _settled(self) -> Iterator[Due]:
        for kind in self.voices.texts:
            for text in self._texts(kind):
                for _ in range(text.times):
                    yield Due(kind, text, self._unit(text), self._day(text, SETTLED[kind]), self._way(kind, text))

    def _texts(self, kind: str) -> list[Text]:
        return [text for text in self.voices.texts[kind].values() if not text.on]

    def _way(self, kind: str, text: Text) -> str:
        """Its own way, else one that nobody has gone yet, else one by weight."""
        ways = self.voices.ways[kind]
        if text.way:
            return text.way
        left = self._ungone.setdefault(kind, list(ways))
        return left.pop() if left else self.rng.choices(list(ways), list(ways.values()))[0]

    def _day(self, text: Text, settled: int) -> date:
        span = [self.today - timedelta(days=ago) for ago in range(settled, SPAN)]
        return self.rng.choice([day for day in span if not text.months or day.month in text.months])

    def _unit(self, text: Text) -> str:
        name = self.rng.choice(text.units)
        kinds = {"@township": ("township",), "@street": ("street",), "@town": ("township", "street")}.get(name)
        if kinds is None:
            return name
        towns = [unit.id for unit in self.units.values() if unit.kind in kinds]
        at_home = self.voices.home in towns and self.rng.random() < self.voices.home_share
        return self.voices.home if at_home else self.rng.choice(towns)

    # Who writes, and who handles it.

    def _writer(self, due: Due) -> Citizen:
        near = [one for one in self._people if one.town == due.unit] or self._people
        near = [one for one in near if one.place == due.place] or near
        citizen = self._known.get(due.writer) or self.rng.choice(near)
        if due.writer:
            self._known[due.writer] = citizen
        return citizen

    def _hands(self, due: Due) -> Hands:
        posts = [(person.id, post) for person in self.bank.people for post in sorted(person.posts)]

        def holding(role: str, where: str = "") -> list[str]:
            return [person for person, post in posts if post.role == role and where in ("", post.unit)]

        clerks = holding("clerk", due.unit)
        clerk = due.by or self.rng.choice(clerks)
        entry_unit = _entry_unit(due.text) or due.unit
        return Hands(
            clerk=clerk,
            second=next((each for each in clerks if each != clerk), clerk),
            reviewer=holding("reviewer", due.unit)[0],
            leader=self.rng.choice(holding("leader")),
            dispatcher=holding("dispatcher")[0],
            office=holding("office")[0],
            operator=self.rng.choice(holding("operator")),
            supervisor=holding("supervisor")[0],
            entry=clerk if entry_unit == due.unit else holding("clerk", entry_unit)[0],
            entry_unit=entry_unit,
        )

    # Telling.

    def _stories(self, due: Due) -> tuple[Story, ...]:
        errand = self._errand(due)
        if due.kind == "request" and due.way == "repeated":
            ends = requests.asked_first(errand)
            again = self._once_more(due, errand, due.day + timedelta(days=self.rng.randint(40, 70)))
            again.paper.fields["body"] += "\n" + again.paper.one("request_again")
            return told(due, errand, ends), told(due, again, requests.repeated(again, errand))
        return (told(due, errand, WAYS[due.kind][due.way](errand)),)

    def _errand(self, due: Due, citizen: Citizen | None = None) -> Errand:
        who = citizen or self._writer(due)
        for _ in range(TRIES):
            paper = self.pen.write(due.text, self.units[due.unit], who, due.day, random.Random(self.rng.random()))
            if self._fresh(paper):
                break
        if due.way == "received":
            paper.fields.pop("about_unit", None)
        return self._begun(due, paper)

    def _fresh(self, paper: Paper) -> bool:
        said = (paper.fields["title"], paper.fields["body"])
        fresh = said not in self._seen
        self._seen.add(said)
        return fresh

    def _begun(self, due: Due, paper: Paper) -> Errand:
        rng = random.Random(self.rng.random())
        pace = Pace(due.day, rng, self.latest)
        hour = time(rng.randint(6, 22), rng.randint(0, 59), rng.randint(0, 59))
        pace.now = min(datetime.combine(due.day, hour, ZONE), self.latest - timedelta(hours=3))
        item = new_id(int(pace.now.timestamp() * 1000), rng.getrandbits(80))
        return Errand(due.kind, item, self._hands(due), pace, paper, rng)

    # Two letters about one matter.

    def _pairs(self) -> Iterator[tuple[Story, ...]]:
        texts = [text for text in self._texts("letter") if not text.way]
        for name, count in self.voices.pairs.items():
            for text in self.rng.sample(texts, count):
                due = Due("letter", text, self._unit(text), self._day(text, 100), name)
                yield self._pair(due)

    def _pair(self, due: Due) -> tuple[Story, ...]:
        first = self._errand(due)
        if due.way == "repeated":
            ends = letters.plain(first)
            answered = next(step.at.date() for step in first.steps if step.kind == "letter.sign_reply")
            again = self._again(due, first, answered + timedelta(days=self.rng.randint(6, 20)))
            return told(due, first, ends), told(due, again, letter_pairs.repeated(again, first))
        again = self._again(due, first, due.day + timedelta(days=self.rng.randint(1, 2)), alike=due.way == "alike")
        if due.way == "alike":
            return told(due, first, letters.plain(first)), told(due, again, letters.plain(again))
        one, other = letter_pairs.PAIRS[due.way](first, again)
        return told(due, first, one), told(due, again, other)

    def _again(self, due: Due, first: Errand, day: date, alike: bool = False) -> Errand:
        """The same matter once more: from the same writer, or from a neighbour who says so."""
        paper, who = first.paper, first.paper.citizen
        if alike:
            who = self.rng.choice([one for one in self._people if one.town == who.town and one != who])
        facts = {**paper.phrases.facts, "title": paper.fields["title"], "name": who.name}
        paper.phrases.facts |= facts
        opening = paper.one("also" if alike else "again_open")
        title = paper.fields["title"] if alike else paper.one("again_title")
        body = paper.fields["body"] if not alike else swapped(paper, who)
        fields = {**paper.fields, "title": title, "body": f"{opening}\n{body}"}
        fields.pop("attachments", None)
        return self._once_more(due, first, day, replace(paper, citizen=who, contact=who.contact, fields=fields))

    def _once_more(self, due: Due, first: Errand, day: date, paper: Paper | None = None) -> Errand:
        """A second errand in the same hands as the first."""
        second = self._begun(replace(due, day=day), paper or replace(first.paper, fields=dict(first.paper.fields)))
        second.hands = first.hands
        return second


def swapped(paper: Paper, who: Citizen) -> str:
    """The words of a letter as a neighbour would send them on: signed by whoever sends them."""
    body: str = paper.fields["body"]
    for name, value in paper.contact.items():
        body = body.replace(value, who.contact.get(name, ""))
    return body


def told(due: Due, errand: Errand, ends: str) -> Story:
    """The story of what was walked."""
    channel = str(errand.paper.fields.get("channel") or errand.paper.fields.get("sort") or "")
    title = errand.paper.fields["title"]
    return Story(errand.item, due.text.id, due.unit, channel, title, ends, tuple(errand.steps), due.kind)


def suits(text: Text, way: str) -> bool:
    """Whether a text that is still open can stand in this way."""
    if isinstance(text, Letter):
        return (text.way in BARE) == (way == "silence_pending") and letters.MAILBOX.get(way) in (None, text.channel)
    if isinstance(text, Service):
        return bool(text.missing) or way != "materials_asked"
    need = requests.NEEDS.get(way)
    return bool(getattr(text, need)) if need else isinstance(text, Request) and text.way in ("", "extended")


def _entry_unit(text: Text) -> str:
    """The unit whose clerk enters a letter that did not come by the public page."""
    if not isinstance(text, Letter):
        return ""
    return {"mayor": "gov_office", "complaint": "petitions", "suggestion": "digital"}.get(text.channel, "")


def paper_stories(
    bank: Bank, units: Mapping[str, Unit], today: date, seed: int
) -> tuple[Sequence[Story], Mapping[str, bytes]]:
    """The letters, requests and cases of the sample with the files that they bring."""
    post = Post(bank, units, today, random.Random(seed))
    return post.stories(), post.pen.blobs
