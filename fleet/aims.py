"""What a run is about: one step of one table, a matter that stands before it, and the people who may take it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from random import Random

from fleet.reading import matter_on, offers_on
from fleet.stock import THEMES, WAYS, right
from fleet.town import PEOPLE, TEXTS, rules_of
from fleet.work import Play, edit, write
from fleet.world import Station
from models.people import PORTAL, WRITER, Actor
from models.records import WRITING
from models.steps import Step

LENGTHS = (3, 4, 5, 6, 7, 8, 9, 12, 18)
"""Events of a run, drawn by lot: many short runs and some long ones."""
_NAMED = {one.person.removeprefix("p_"): one for one in PEOPLE}
_MAY = {
    "author": "lin", "clerk": "lin", "reader": "lin", "reviewer": "chen", "co_reviewer": "farrev", "leader": "lead",
    "dispatcher": "disp", "finder": "op", "operator": "op", "supervisor": "sup", "office": "office",
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """A run's theme, its people, and how many events it has."""

    theme: int
    people: tuple[Actor, ...]
    length: int


@cache
def _step(theme: str) -> Step:
    kind, _, verb = theme.partition(".")
    return rules_of(TEXTS).workflow(kind).steps[verb]


def setting(crew: int) -> Setting:
    """The setting that is drawn by this number."""
    chance = Random(crew)
    theme = chance.randrange(len(THEMES))
    length = chance.choice(LENGTHS)
    long_ = chance.random() < 0.02
    names = dict.fromkeys(_who(THEMES[theme]))
    size = chance.randrange(6, 10) if long_ else max(len(names) + 1, chance.choice((2, 2, 3, 3)))
    spare = chance.sample(sorted(_NAMED), len(_NAMED))
    names |= dict.fromkeys(["lin"] if "chen" in names else [])
    names |= dict.fromkeys([one for one in spare if one not in names][: max(0, size - len(names))])
    return Setting(theme, tuple(_NAMED[name] for name in names), 60 if long_ else length)


def _who(theme: str) -> list[str]:
    """Those who can take the step on the matter that stands ready."""
    way = WAYS[theme].split(", ")
    begun = way[0].partition(" ")[0] if way[0].endswith(("create", "create:shared", "create:main")) else "lin"
    may = [_MAY[role] for role in _step(theme).by if role in _MAY]
    may = [begun if name == "lin" and begun in _NAMED else name for name in may]
    return ["zhou", "lin"] if theme.endswith("take_over") else may[:2] or ["lin"]


def aim(play: Play, station: Station) -> str:
    """Takes the step that the run is about, by somebody who may, or another that leads on from it."""
    kind, _, verb = play.theme.partition(".")
    if not play.ready:
        return write(play, station, kind)
    step = _step(play.theme)
    elsewhere = not {"portal", "writer"}.isdisjoint(step.by)
    if elsewhere and ("clerk" not in step.by or play.chance.random() < 0.4):
        return _at_the_portal(play, kind, step)
    there = [(one, each) for one in play.world.stations for each in offers_on(one, play.ready) if each.verb == verb]
    if not there:
        return f"nobody may take {play.theme} now"
    station, chosen = play.chance.choice(there)
    if verb in WRITING:
        return edit(play, station, play.ready)
    args = play.arguments(station, kind, chosen)
    if play.chance.random() < 0.8:
        args |= right(kind, verb, "", play.world.now, _twin(play, station))
    ended = play.act(station, play.theme, play.ready, args, matter_on(station, play.ready))
    return f"{play.theme} {play.ready[-4:]} by {station.name} {ended}"


def _twin(play: Play, station: Station) -> str:
    there = [one for one in (play.pick(station, ("letter",)) for _ in range(4)) if one and one != play.ready]
    return there[0] if there else play.world.new_id()


def _at_the_portal(play: Play, kind: str, step: Step) -> str:
    """The portal itself or the citizen takes the step."""
    actor = PORTAL if "portal" in step.by else WRITER
    if step.verb == "publish":
        play.world.now += timedelta(hours=3)
    args = {**right(kind, step.verb, "", play.world.now, "")}
    if "text" in step.args:
        args["text"] = play.words("补充")
    if "materials" in step.args:
        args["materials"] = [{"name": "身份证", "given": True}]
    verdict = play.world.at_the_portal(actor, play.theme, play.ready, args)[0]
    play.tried[play.theme, verdict.code] += 1
    return f"{play.theme} {play.ready[-4:]} at the portal {verdict.result} {verdict.code}"
