"""One run from its seed: the events, what came of them, and the shortest story that still breaks the same promise."""

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from fleet import aims, masses, promises, work
from fleet.aims import setting
from fleet.faults import FAULTS
from fleet.ledger import Broken
from fleet.reading import at_portal
from fleet.stock import THEMES, stock_for
from fleet.work import WRITERS, Play
from fleet.world import Station
from models.people import PORTAL, WRITER

ROUNDS = 3
TWICE = ("mass_removed", "portal_restored", "profile_put_back", "role_taken")
FAULTY = 0.3
CRASHED = 0
"""In place of a promise: something broke in the program itself."""


@dataclass(frozen=True)
class Event:
    """Something that happens at one desk, with the chance it is drawn by; it means something in any order."""

    verb: str
    who: int
    seed: int


@dataclass
class Told:
    """What came of a run: the promise that was broken, in which words, and how it went."""

    seed: int
    promise: int | None = None
    told: str = ""
    story: list[str] = field(default_factory=list)
    events: Sequence[Event] = ()
    faults: Counter[str] = field(default_factory=Counter)
    acts: int = 0
    met: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    """The calls of the stores at which a program died, a disk was full or a file was locked."""
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Steps taken at a desk or at the portal, with what came of each."""


def sync(play: Play, station: Station) -> str:
    """A round, and a look at what lies on the desk after it."""
    met, stake = len(station.line.met), masses.at_stake(play, station)
    ended, done = station.sync()
    if done is not None:
        masses.kept(play, station, stake)
        between = any(name.endswith("_between") for name in station.line.met[met:])
        promises.after_contact(station, at_portal(play.world), between)
    promises.shown_truly(station)
    return f"sync {ended or 'done'}"


def everyone(play: Play, _station: Station) -> str:
    """A quiet morning: all desks have a round."""
    return "; ".join(sync(play, one) for one in play.world.stations)


def citizen(play: Play, _station: Station) -> str:
    """A citizen writes to the portal, or says how the answer was."""
    replied = [i for (kind, i) in at_portal(play.world).rows if kind == "letter"]
    if replied and play.chance.random() < 0.3:
        score, letter = play.chance.choice(("satisfied", "unsatisfied")), play.chance.choice(sorted(replied))
        return f"rates {play.world.at_the_portal(WRITER, 'letter.rate', letter, {'score': score})[0].result}"
    kind = play.chance.choice(("letter", "letter", "letter", "request", "service"))
    identity = play.world.new_id()
    args = {"fields": play.fields(kind), "writer": dict(play.chance.choice(WRITERS)), "unit": "wangtai"}
    play.made.append((kind, identity))
    return (
        f"writes {kind} {identity[-4:]} {play.world.at_the_portal(WRITER, f'{kind}.receive', identity, args)[0].result}"
    )


def time_passes(play: Play, _station: Station) -> str:
    """Minutes or days go by, what is due is published, and what was late on the line arrives."""
    play.world.pass_(minutes=play.chance.choice((1, 5, 90, 60 * 24, 60 * 24 * 12)))
    with play.world.centre.store.reading() as reading:
        due = [matter.id for matter in reading.waiting("item", "scheduled")]
    for identity in due:
        play.world.at_the_portal(PORTAL, "item.publish", identity, {})
    return f"it is {play.world.now:%m-%d %H:%M}, {play.world.deliver()} late"


DOINGS: dict[str, Callable[[Play, Station], str]] = {
    "write": work.write, "step": work.step, "edit": work.edit, "draft": work.draft, "settle": masses.settle,
    "aim": aims.aim, "sync": sync, "everyone": everyone, "citizen": citizen, "time": time_passes,
}  # fmt: skip
_SHARES = {
    "write": 6, "step": 26, "edit": 14, "draft": 6, "settle": 4, "aim": 6, "sync": 30, "everyone": 2, "citizen": 4,
    "time": 5,
}  # fmt: skip


def plan(seed: int, kind: str = "") -> tuple[int, list[Event]]:
    """Who is in the run, as a number to draw by, and its events, with faults of some kinds or of those named."""
    chance, names = Random(seed), list(_SHARES)
    crew = chance.randrange(2**32)
    faults = kind.split(",") if kind else _some(chance)
    length = setting(crew).length
    aimed = {chance.randrange(length) for _ in range(1 + length // 12)}
    events = []
    for at in range(length):
        faulty = chance.random() < FAULTY
        drawn = chance.choice(faults) if faulty else chance.choices(names, [_SHARES[each] for each in names])[0]
        events.append(Event("aim" if at in aimed else drawn, chance.randrange(60), chance.randrange(2**32)))
    return crew, _closed(events, chance)


def _closed(events: list[Event], chance: Random) -> list[Event]:
    """What begins and ends (a copy made and put back, a post taken and given) comes to its end within the run."""
    for verb in TWICE:
        open_ = [at for at, event in enumerate(events) if event.verb == verb]
        if len(open_) % 2:
            later = chance.randint(min(open_[-1] + 3, len(events)), len(events))
            events.insert(later, Event(verb, events[open_[-1]].who, chance.randrange(2**32)))
    return events


def _some(chance: Random) -> list[str]:
    """Kinds of fault that meet in one run: few of them often, or many of them once."""
    kinds = sorted(FAULTS)
    return chance.sample(kinds, chance.choice((1, 2, 2, 3, 3, 4, 6, len(kinds))))


def play_out(seed: int, crew: int, events: Sequence[Event]) -> Told:
    """Plays these events from the beginning; the same ones always go the same way."""
    stage = setting(crew)
    stock = stock_for(stage.theme)
    world = stock.world(stage.people)
    told, play = Told(seed, events=events), Play(world, THEMES[stage.theme], stock.ready[THEMES[stage.theme]])
    try:
        for event in events:
            _happen(play, told, event)
        _quiet(play, told)
    except Broken as broken:
        told.promise, told.told = broken.promise, broken.told
    except AssertionError as endless:
        told.promise, told.told = 8, str(endless)
    except Exception as bug:  # noqa: BLE001  # whatever the program raises is what a run is there to find
        told.promise, told.told = CRASHED, f"{bug!r}\n{''.join(traceback.format_tb(bug.__traceback__)[-6:])}"
    finally:
        _noted(told, play)
        world.close()
    return told


def _noted(told: Told, play: Play) -> None:
    told.acts, told.tried = len(play.ledger.acts), play.tried
    places = [play.world.centre.place, *(station.place for station in play.world.stations)]
    for place in places:
        side = "portal" if place is places[0] else "desk"
        told.hits.update({f"{side} {call}": n for call, n in place.trap.hits.items()})
    for station in play.world.stations:
        told.met.update(station.line.met)


def _happen(play: Play, told: Told, event: Event) -> None:
    play.chance = Random(event.seed)
    station = play.world.stations[event.who % len(play.world.stations)]
    play.world.pass_(seconds=20)
    said = FAULTS[event.verb].arm(play, station) if event.verb in FAULTS else DOINGS[event.verb](play, station)
    told.faults[event.verb] += event.verb in FAULTS
    told.story.append(f"{station.name}: {event.verb if event.verb in FAULTS else ''} {said}".replace(":  ", ": "))


def _quiet(play: Play, told: Told) -> None:
    """The faults stop; after at most three rounds everything is judged."""
    world = play.world
    world.deliver()
    world.centre.ended.clear()
    masses.give_back(play)
    for station in world.stations:
        station.restart()  # next morning: drafts begun before wait for their writers
        station.line.ahead.clear()
        station.drift *= 0
        if station.adopted:
            station.desk.adopt(world.rules)
    for turn in range(ROUNDS):
        world.pass_(minutes=10)
        for station in world.stations:
            for one in station.desk.withheld() if turn else ():
                station.desk.let_go(one.scope)
            if promises.agrees(world, station):
                continue
            ended, _ = station.sync()
            told.story.append(f"{station.name}: round {turn + 1} {ended or 'done'}")
            if ended:
                raise Broken(3, f"{station.name} does not get through a quiet round: {ended}")
    promises.at_the_end(world, play.ledger)


def run(seed: int, kind: str = "") -> Told:
    """The run of a seed, with faults of one kind or of all."""
    crew, events = plan(seed, kind)
    return play_out(seed, crew, events)


def shrunk(told: Told, kind: str = "", most: int = 120) -> Told:
    """The shortest story found that breaks the same promise: events are left out, many at a time, then one by one."""
    crew, _ = plan(told.seed, kind)
    best, size, tries = told, max(1, len(told.events) // 2), 0
    while size and tries < most:
        at = 0
        while at < len(best.events) and tries < most:
            tries += 1
            fewer = play_out(told.seed, crew, [*best.events[:at], *best.events[at + size :]])
            if fewer.promise == told.promise:
                best = fewer
            else:
                at += size
        size //= 2
    return best
