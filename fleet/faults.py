"""Everything that goes wrong in the played world, each under a name by which it can be switched on alone."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from fleet import work
from fleet.copies import portal_restored, profile_copied, profile_put_back, put_back, row_lost, second_desk
from fleet.ledger import Taken
from fleet.line import HAPPENINGS, Ahead, Asked, Happening, Line, Reply
from fleet.masses import mass_removed
from fleet.reading import at_portal, matter_on
from fleet.town import PEOPLE, TABLE, TEXTS, UNITS, person_doc, rules_of
from fleet.work import Play
from fleet.world import Station
from models.intents import Intent
from models.people import Actor, Post
from models.store import outbox
from sync.client.blobs import named_in

Arm = Callable[[Play, Station], str]


@dataclass(frozen=True)
class Fault:
    """One kind of fault: `arm` brings it about, or lays it ready for the station's next contact, and tells of it."""

    name: str
    what: str
    arm: Arm


def _on_the_line(name: str, happening: Happening) -> Fault:
    def arm(play: Play, station: Station) -> str:
        return station.line.lay(name, happening, play.chance)

    return Fault(name, (happening.__doc__ or _status(name)).strip().splitlines()[0], arm)


def _status(name: str) -> str:
    _, status, when = name.split("_")
    return f"The answer has the status {status}, {'and nobody was asked' if when == 'before' else 'after the commit'}."


def _under_the_desk(kind: str) -> Arm:
    def arm(play: Play, station: Station) -> str:
        after = _statement(kind, play.chance)
        station.trap.set(kind, after)
        return f"at statement {after}"

    return arm


def _statement(kind: str, chance: Random) -> int:
    """The number of the statement at which it happens: mostly soon, at times anywhere in a long answer."""
    if kind == "locked":
        return chance.choice((0, 0, 1, 2))
    return chance.randrange(8) if chance.random() < 0.4 else chance.randrange(90 if kind == "kill" else 30)


def _under_the_portal(kind: str) -> Arm:
    def happening(line: Line, asked: Asked, chance: Random) -> Reply:
        trap = _WORLD[id(line)].world.centre.trap
        trap.set(kind, _statement(kind, chance))
        try:
            return line.carry(asked)
        finally:
            trap.clear()

    def arm(play: Play, station: Station) -> str:
        _WORLD[id(station.line)] = play
        return station.line.lay(f"portal_{kind}", happening, play.chance)

    return arm


_WORLD: dict[int, Play] = {}


def commit_between(play: Play, station: Station) -> str:
    """Another desk's acts are committed in the middle of the reading of an answer."""
    others = [one for one in play.world.stations if one is not station]
    other, trap = play.chance.choice(others), play.world.centre.trap

    def happening(line: Line, asked: Asked, chance: Random) -> Reply:
        trap.between, trap.after = (lambda: other.sync() and None), chance.randrange(4)
        try:
            return line.carry(asked)
        finally:
            trap.clear()

    return f"by {other.name}, {station.line.lay('commit_between', happening, play.chance)}"


def transferred_between(play: Play, station: Station) -> str:
    """A letter goes to another unit in the middle of the reading of the answer that brings it to the first."""
    trap, world = play.world.centre.trap, play.world

    def happening(line: Line, asked: Asked, chance: Random) -> Reply:
        letter, unit = _lying(play, {post.unit for post in station.actor.posts}, chance)
        if not letter:
            return line.carry(asked)
        world.at_the_portal(_away(unit), "letter.urge", letter, {"note": "请抓紧"})
        trap.between, trap.after = (lambda: _transfer(play, letter, unit, UNITS[unit == UNITS[0]])), chance.randrange(5)
        try:
            return line.carry(asked)
        finally:
            trap.clear()

    return station.line.lay("transferred_between", happening, play.chance)


def _away(unit: str) -> Actor:
    """Somebody at the portal who may do all that moves a letter."""
    posts = {Post(unit, "clerk"), Post("petitions", "dispatcher"), Post("gov_office", "leader")}
    return Actor("p_away", "调度", frozenset(posts))


def _lying(play: Play, units: Collection[str], chance: Random) -> tuple[str, str]:
    """A letter that waits to be signed for in one of these units, and that unit."""
    portal = at_portal(play.world)
    docs = [(i, portal.doc(kind, i)) for kind, i in sorted(portal.rows) if kind == "letter"]
    found = [(i, doc["unit"]) for i, doc in docs if doc["state"] == "assigned" and doc["unit"] in units]
    return chance.choice(found) if found else ("", "")


def _transfer(play: Play, letter: str, unit: str, target: str) -> None:
    there = _away(unit)
    play.world.at_the_portal(there, "letter.send_back", letter, {"reason": "不归本单位"})
    play.world.at_the_portal(there, "letter.dispatch", letter, {"unit": target})
    play.world.at_the_portal(there, "letter.instruct", letter, {"units": [target], "lead": target, "text": "请办理"})


def clock_forward(play: Play, station: Station) -> str:
    """A computer's clock goes hours or days ahead."""
    station.drift = timedelta(hours=play.chance.choice((1, 30, 24 * 40)))
    return f"by {station.drift}"


def clock_back(play: Play, station: Station) -> str:
    """A computer's clock goes hours or days back."""
    station.drift = -timedelta(hours=play.chance.choice((1, 30, 24 * 400)))
    return f"by {station.drift}"


def _posts(play: Play, person: str) -> set[Post]:
    found = at_portal(play.world).doc("person", person).get("posts", ())
    return {Post(post["unit"], post["role"]) for post in found}


def _give(play: Play, actor: Actor, posts: set[Post]) -> None:
    doc = person_doc(Actor(actor.person, actor.name, frozenset(posts)))
    play.world.put("person", {actor.person: doc})


def role_taken(play: Play, station: Station) -> str:
    """A person loses a post while their desk is offline; the next time they get all of them back."""
    first = next(one for one in PEOPLE if one.person == station.actor.person)
    now = _posts(play, first.person)
    now = set(first.posts) if now != set(first.posts) else now - {min(now)} if now else now
    _give(play, first, now)
    return f"now {sorted(post.role for post in now)}"


def person_moved(play: Play, station: Station) -> str:
    """A person goes to another unit with the same post."""
    now = _posts(play, station.actor.person)
    other = {post.unit: UNITS[post.unit == UNITS[0]] for post in now if post.unit in UNITS}
    _give(play, station.actor, {Post(other.get(post.unit, post.unit), post.role) for post in now})
    return f"to {sorted(other.values())}"


_STRICTER = TEXTS[TABLE].replace(
    'from = ["in_hand"]\nto = "in_hand"\nby = ["clerk"]', 'from = ["in_hand"]\nto = "in_hand"\nby = ["reviewer"]'
)


def policy_changed(play: Play, station: Station) -> str:
    """The table of letters changes at the portal; some desks take it over, others still judge by the old one."""
    known = at_portal(play.world).doc("policy", TABLE)["text"]
    text = _STRICTER if known == TEXTS[TABLE] else TEXTS[TABLE]
    play.world.put("policy", {TABLE: {"name": TABLE, "text": text}})
    if play.chance.random() < 0.5:
        station.adopted = True
        station.desk.adopt(rules_of({**TEXTS, TABLE: text}))
    return "stricter" if text == _STRICTER else "as before"


def away_and_back(play: Play, _station: Station) -> str:
    """A letter goes to another unit and back, or stays there, while its desk is offline."""
    letter, unit = _lying(play, UNITS, play.chance)
    if not letter:
        return "no letter lies anywhere"
    target = unit if play.chance.random() < 0.6 else UNITS[unit == UNITS[0]]
    _transfer(play, letter, unit, target)
    return f"{letter[-4:]} to {target}"


def session_ended(play: Play, station: Station) -> str:
    """A session ends; its person signs in again after the desk was told."""
    play.world.centre.ended.add(station.token)
    return "at the next contact"


def forged(play: Play, station: Station) -> str:
    """A tampered desk sends an act that its own rules would have refused."""
    rules = station.desk.rules
    made = [one for one in play.made if one[0] in rules.workflows]
    if not made:
        return "there is nothing to forge"
    kind, identity = play.chance.choice(made)
    steps = rules.workflow(kind).steps
    step = steps[play.chance.choice(sorted(steps))]
    args: dict[str, Any] = play.arguments(station, kind, step)
    given = args.get("set") or args.get("fields")
    written: dict[str, Any] = given if isinstance(given, dict) else {}
    files, base = named_in(written), play.chance.choice((0, 1, 10**6))
    intent = Intent(play.world.new_id(), f"{kind}.{step.verb}", identity, base=base, args=args, blobs=files)

    def doing() -> None:
        with station.store.writing() as connection:
            outbox.add(connection, intent, {}, [identity])

    ended = station.alive(doing)
    if not ended:
        play.ledger.acts[intent.op] = Taken(station.name, intent.kind, identity, forged=True)
    shown, there = matter_on(station, identity), at_portal(play.world).doc(kind, identity).get("fields", {})
    # what the desk itself shows its person has seen; of the rest it says so by the base, and nobody can know better
    known = [shown.fields if shown else {}, there if base else {}]
    play.ledger.release(fields.get(name) for fields in known for name in written)
    return f"{intent.kind} {identity[-4:]} {ended}"


def herd(play: Play, _station: Station) -> str:
    """After an outage all desks come at once, each cut off in the middle of its first answer."""
    for one in play.world.stations:
        one.line.ahead.append(Ahead("cut_lines", HAPPENINGS["cut_lines"], Random(play.chance.random()), 0))
    for one in play.world.stations:
        one.sync()
    return "came"


def put_back_early(play: Play, station: Station) -> str:
    """The portal takes an act, sends no row of it yet, and is put back from a copy that was made just before."""
    copy = play.world.centre.place.image()
    done = work.edit(play, station, play.pick(station))
    for name in ("small_page", "request_lost"):
        station.line.ahead.append(Ahead(name, HAPPENINGS[name], Random(play.chance.random()), 0))
    station.sync()
    put_back(play, copy)
    return done


WORLDLY: tuple[Arm, ...] = (
    transferred_between,
    commit_between, clock_forward, clock_back, role_taken, person_moved, policy_changed, second_desk, profile_copied,
    profile_put_back, row_lost, portal_restored, mass_removed, away_and_back, session_ended, forged, herd,
    put_back_early,
)  # fmt: skip
_FAILING = {"kill": "The program dies", "full": "The disk is full", "locked": "The database is locked"}
FAULTS: Mapping[str, Fault] = {
    **{name: _on_the_line(name, happening) for name, happening in HAPPENINGS.items()},
    **{
        f"desk_{kind}": Fault(f"desk_{kind}", f"{says} at a statement of the desk.", _under_the_desk(kind))
        for kind, says in _FAILING.items()
    },
    **{
        f"portal_{kind}": Fault(f"portal_{kind}", f"{says} at a statement of the portal.", _under_the_portal(kind))
        for kind, says in _FAILING.items()
    },
    **{each.__name__: Fault(each.__name__, (each.__doc__ or "").strip(), each) for each in WORLDLY},
}
