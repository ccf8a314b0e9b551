"""A portal that takes away in a mass what it should not, and desks that ask before they let it go."""

from collections.abc import Mapping
from dataclasses import dataclass

from fleet import work
from fleet.ledger import Broken
from fleet.reading import AtPortal, Key, at_portal, bears_on, on_desk
from fleet.town import UNITS
from fleet.work import Play
from fleet.world import Station
from models.scopes import DIRECTORY
from models.store.withheld import Guard

SMALL = Guard(rows=3)
"""How much goes unasked here, once a portal has begun to take: scopes are small in a run."""


@dataclass(frozen=True)
class Mass:
    """What a scope lost by mistake at a sequence, with the version in which it was then."""

    scope: str
    seq: int
    rows: Mapping[Key, int]


def mass_removed(play: Play, _station: Station) -> str:
    """The portal takes a unit's open work off all desks by mistake; the next time it gives it back."""
    world = play.world
    if world.masses:
        return f"{give_back(play)} are given back"
    world.guard = SMALL
    for one in world.stations:
        one.desk.guard = SMALL
    scope, portal, place = f"u:{play.chance.choice(UNITS)}", at_portal(world), world.centre.place
    rows = {key: portal.rows[key][0] for key in portal.held.get(scope, ())}
    ((seq,),) = place.change("UPDATE commit_counter SET value = value + 1 RETURNING value")
    taking = "UPDATE feed SET op = 'remove', why = 'moved', seq = ? WHERE scope = ? AND op = 'put'"
    place.change(taking, seq, scope)
    world.masses.append(Mass(scope, seq, rows))
    return f"{len(rows)} of {scope} are taken"


def give_back(play: Play) -> int:
    """What was taken is there again, but what has moved since; how many rows."""
    world, place, count = play.world, play.world.centre.place, 0
    for mass in world.masses:
        now = at_portal(world)
        ((seq,),) = place.change("UPDATE commit_counter SET value = value + 1 RETURNING value")
        for key, version in mass.rows.items():
            giving = "UPDATE feed SET op = 'put', why = '', seq = ? WHERE (scope, seq, type, id) = (?, ?, ?, ?)"
            same = _version(now, _matter(key)) == _version_then(mass, _matter(key))
            if same and now.rows.get(key, (0, ""))[0] == version:
                place.change(giving, seq, mass.scope, mass.seq, *key)
                count += 1
    world.masses.clear()
    return count


def _matter(key: Key) -> str:
    return key[1].partition(".")[0]


def _version(portal: AtPortal, identity: str) -> int:
    return max((version for (_, each), (version, _) in portal.rows.items() if each == identity), default=0)


def _version_then(mass: Mass, identity: str) -> int:
    return max((version for (_, each), version in mass.rows.items() if each == identity), default=0)


def at_stake(play: Play, station: Station) -> frozenset[Key]:
    """What this desk must still hold after its next round, whatever the portal takes: enough to be asked about, and
    nothing that its own acts may move."""
    desk, world = on_desk(station), play.world
    taken = {key for mass in world.masses for key in mass.rows} & desk.rows.keys()
    own = {identity for act in desk.outbox for identity in bears_on(act)}
    stake = frozenset(key for key in taken if _matter(key) not in own)
    whole = [key for key in desk.rows if key[0] not in DIRECTORY]
    many = len(stake) > SMALL.rows and len(stake) * 100 > SMALL.percent * len(whole)
    return stake if many and not desk.relisting else frozenset()


def kept(play: Play, station: Station, stake: frozenset[Key]) -> None:
    """(4) What was taken in a mass is still here, as long as its scope is its person's."""
    desk, portal = on_desk(station), at_portal(play.world)
    scopes = portal.scopes(station.actor.person)
    lasting = {key for mass in play.world.masses if mass.scope in scopes for key in mass.rows}
    lost = sorted((stake & lasting) - desk.rows.keys())
    if lost:
        raise Broken(4, f"{station.name} let {lost[0]} go with {len(lost)} rows, and asked nobody")


def settle(play: Play, station: Station) -> str:
    """The person answers what they are asked about first: it may go, or the desk asks once more."""
    asked = station.desk.withheld()
    if not asked:
        return work.settle(play, station)
    if play.chance.random() < 0.5:
        station.engine.compare_next()
        return "asks again"
    ended = station.alive(lambda: [station.desk.let_go(one.scope) for one in asked])
    return f"lets {sum(one.rows for one in asked)} rows go {ended}"
