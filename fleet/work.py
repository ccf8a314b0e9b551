"""What people do at their desks, drawn by lot from what the tables offer them, and sometimes from what they do not."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from fleet.ledger import Ledger, Taken, tokens_in
from fleet.reading import matter_on, matters_on, offers_on, on_desk, waiting_on
from fleet.town import TEXTS, UNITS
from fleet.world import Station, World
from models.items import TICKS
from models.matter import Matter
from models.policy import Directory
from models.problems import Conflict
from models.records import WRITING, digest_of
from models.steps import Step

KINDS = ("item", "letter", "request", "service")
WRITERS: tuple[Mapping[str, str], ...] = (
    {"name": "李有田", "phone": "13900001234", "address": "延平区王台镇溪后村12号"},
    {"name": "赵玉梅", "phone": "13700005678", "address": "延平区西芹镇高坪村3号"},
)
_DIRECTORY = Directory(TEXTS)
_MAIN = sorted(code for code, column in _DIRECTORY.columns.items() if column.site == "main")
OUTCOME = {"code": "already_public", "where": "区政府门户网站公告栏目"}
_REMARKS = ("reason", "note", "text", "question", "answer", "what", "result")


ENOUGH = 9
"""So many matters are begun at most by people at their desks."""


class Play:
    """One run: the world, the oracle's list, and the chance of the event at hand."""

    def __init__(self, world: World, theme: str = "", ready: str = "") -> None:
        self.world, self.ledger = world, Ledger()
        self.chance = Random(0)
        self.made: list[tuple[str, str]] = []
        self.theme, self.ready = theme, ready
        """A step, and the matter that stands right before it."""
        self.tried = Counter[tuple[str, str]]()

    # Acts, each told to the ledger.

    def act(self, station: Station, kind: str, identity: str, args: Mapping[str, Any], seen: Matter | None) -> str:
        """Takes a step and writes down what the person was told; says how it ended."""
        expect = {"content": digest_of(seen)} if seen is not None and not seen.extra else {}
        known = waiting_on(station)
        places: dict[str, Any] = {**args, **(args.get("set") or args.get("fields") or {})}
        places = {name: value for name, value in places.items() if name not in ("set", "fields")}

        def doing() -> None:
            try:
                station.desk.do(kind, identity, args, expect)
            except Conflict:
                self.ledger.save(station.name, station.actor.person, identity, places)
                raise

        ended = station.alive(doing)
        self.tried[kind, ended] += 1
        if not ended:
            self._told(station, kind, identity, places, seen)
            self._queued(station, known)
        return ended

    def _told(self, station: Station, kind: str, identity: str, places: Mapping[str, Any], seen: Matter | None) -> None:
        if seen is not None and kind.partition(".")[2] in WRITING:
            self.ledger.release(seen.fields.get(name) for name in places)
        self.ledger.save(station.name, station.actor.person, identity, places)

    def _queued(self, station: Station, known: set[str]) -> None:
        for act in on_desk(station).outbox:
            if act["state"] != "done" and act["op"] not in known:
                self.ledger.acts.setdefault(act["op"], Taken(station.name, act["kind"], act["id"]))

    def pick(self, station: Station, kinds: tuple[str, ...] = KINDS) -> str:
        """The id of a matter on this desk; empty when there is none."""
        there = [identity for kind, identity in matters_on(station) if kind in kinds]
        hot = there[-4:] if self.chance.random() < 0.6 else there
        return self.chance.choice(hot) if hot else ""

    # Texts.

    def words(self, about: str) -> str:
        """A text with a mark of its own."""
        return f"{about}{self.ledger.mark()}"

    def body(self) -> str:
        """A body with a mark of its own."""
        return f"<p>各村：请做好防汛准备，{self.words('事项')}。</p>"

    def fields(self, kind: str) -> dict[str, Any]:
        """What a new matter begins with."""
        chance = self.chance
        if kind == "item":
            made = {"title": self.words("关于防汛工作的通知"), "column": "0703", "disclosure": "proactive"}
            made |= {"main_column": _MAIN[0]} if chance.random() < 0.2 else {}
            return {**made, "body": self.body(), **({"co_units": ["xiqin"]} if chance.random() < 0.2 else {})}
        asked = {"title": self.words("路灯坏了"), "body": self.words("我叫李有田，路灯坏了三个月，什么时候修")}
        if kind == "letter":
            channel = chance.choice(("mayor", "unit", "unit", "complaint", "complaint", "suggestion"))
            return {**asked, "channel": channel, "sort": "complaint", "publish_consent": chance.random() < 0.5}
        return {**asked, "channel": "web"} if kind == "request" else {**asked, "sort": "consult"}

    def change(self, station: Station, kind: str) -> dict[str, Any]:
        """What an edit sets."""
        if kind == "letter":
            return {"reply": f"<p>您好，{self.words('已列入计划')}。</p>"}
        if kind == "request":
            return {"notice": f"<p>{self.words('现答复如下')}。</p>", "outcome": dict(OUTCOME)}
        if kind == "service":
            return {"reply": f"<p>{self.words('材料齐全')}。</p>", "result": {"code": "pass"}}
        sets: dict[str, Any] = {"title": self.words("关于值班的通知")} if self.chance.random() < 0.6 else {}
        if not sets or self.chance.random() < 0.5:
            sets["body"] = self.body()
        return {**sets, **({"attachments": [self.attach(station)]} if self.chance.random() < 0.2 else {})}

    def attach(self, station: Station) -> dict[str, Any]:
        """A file that lies on this desk."""
        data = self.words("附件").encode() * 20
        return {"sha256": station.desk.put_blob(data, "附件.txt"), "name": "附件.txt", "size": len(data)}

    def arguments(self, station: Station, kind: str, step: Step) -> dict[str, Any]:
        """What a step asks, mostly right."""
        given = {}
        for name, shape in step.args.items():
            if shape.endswith("?") and self.chance.random() < 0.5:
                continue
            given[name] = self._argument(station, kind, name, shape.removesuffix("?"))
        marked = [name for name in _REMARKS if name in given]
        for name in marked[1:]:
            given[name] = "照此办理"
        if given and self.chance.random() < 0.06:
            given[self.chance.choice(sorted(given))] = self.chance.choice((None, 7, [], {"x": 1}, "长" * 3000))
        return given

    def _argument(self, station: Station, kind: str, name: str, shape: str) -> Any:
        if name in ("set", "fields"):
            return self.change(station, kind) if name == "set" else self.fields(kind)
        if name == "ticks":
            return list(TICKS[self.chance.random() < 0.1 :])
        if shape in ("text", "words"):
            return self._named(name)
        return _SHAPES[shape](self, station)

    def _named(self, name: str) -> str:
        if name in ("unit", "lead"):
            return self.chance.choice(UNITS)
        if name in _REMARKS:
            return self.words("理由")
        return "review" if name == "sort" else "某"


_SHAPES: Mapping[str, Callable[[Play, Station], Any]] = {
    "flag": lambda play, _: play.chance.random() < 0.6,
    "number": lambda play, _: play.chance.choice((1, 3, 5, 15, 40)),
    "moment": lambda play, _: (play.world.now + timedelta(hours=play.chance.choice((-2, 1, 5)))).isoformat(),
    "day": lambda play, _: (play.world.now + timedelta(days=play.chance.choice((-1, 0, 3)))).date().isoformat(),
    "texts": lambda play, _: play.chance.choice(([UNITS[0]], list(UNITS))),
    "table": lambda _play, _: {},
    "place": lambda _play, _: {"field": "body"},
    "contact": lambda play, _: dict(play.chance.choice(WRITERS)),
    "id": lambda play, station: play.pick(station, ("letter",)) or play.world.new_id(),
    "change": lambda play, _: play.chance.choice(("correct", "update")),
    "withdrawal": lambda play, _: "error",
    "ground": lambda play, _: play.chance.choice(("abuse", "no_substance")),
    "score": lambda play, _: play.chance.choice(("satisfied", "unsatisfied")),
    "way": lambda _play, _: "network",
    "materials": lambda _play, _: [{"name": "身份证", "given": True}],
}


def write(play: Play, station: Station, kind: str = "") -> str:
    """Begins a matter, at the desk of somebody who may."""
    if len(play.made) > ENOUGH and any(map(matters_on, play.world.stations)):
        return step(play, station)
    clerks = [one for one in play.world.stations if one.actor.holds("clerk")] or [station]
    station = station if station in clerks or play.chance.random() < 0.05 else play.chance.choice(clerks)
    kind = kind or ("item" if play.chance.random() < 0.6 else play.chance.choice(KINDS[1:]))
    verb, args = ("create", {}) if kind == "item" else ("receive", {"writer": dict(play.chance.choice(WRITERS))})
    identity = play.world.new_id()
    play.made.append((kind, identity))
    units = station.actor.units("clerk")
    unit = {"unit": units[0]} if units and kind != "item" else {}
    ended = play.act(station, f"{kind}.{verb}", identity, {"fields": play.fields(kind), **args, **unit}, None)
    return f"{kind}.{verb} {identity[-4:]} {ended}"


def step(play: Play, station: Station) -> str:
    """Takes a step: mostly one that is offered, with what it asks."""
    station = _busy(play, station)
    identity, open_ = _open(play, station)
    if not identity:
        return write(play, station) if len(play.made) <= ENOUGH else "nothing lies anywhere"
    matter = matter_on(station, identity)
    assert matter is not None
    table = station.desk.rules.workflow(matter.kind).steps
    odd = play.chance.random() < 0.1 or not open_
    chosen = play.chance.choice([table[verb] for verb in sorted(table)] if odd else open_)
    if chosen.verb in ("create", "receive"):
        return write(play, station)
    if chosen.verb in WRITING:
        return edit(play, station, identity)
    args = play.arguments(station, matter.kind, chosen)
    ended = play.act(station, f"{matter.kind}.{chosen.verb}", identity, args, matter_on(station, identity))
    return f"{matter.kind}.{chosen.verb} {identity[-4:]} {ended}"


def _busy(play: Play, station: Station) -> Station:
    """This desk, or another where something lies."""
    there = [one for one in play.world.stations if matters_on(one)]
    return station if station in there or not there else play.chance.choice(there)


def _open(play: Play, station: Station) -> tuple[str, list[Step]]:
    """A matter on which this person has something to do, if one is soon found, and the steps that lead on."""
    identity, open_ = "", list[Step]()
    for _ in range(6):
        identity = play.pick(station)
        offers = offers_on(station, identity) if identity else ()
        open_ = [step for step in offers if step.verb not in ("discard", "note", "look")]
        if any(one.verb not in WRITING for one in open_):
            break
    leading = [one for one in open_ if one.verb not in WRITING]
    return identity, leading if leading and play.chance.random() < 0.75 else open_


def edit(play: Play, station: Station, identity: str = "") -> str:
    """Writes in a matter; a draft begun on it goes first, as the editor would send it."""
    station = station if identity else _busy(play, station)
    identity = identity or play.pick(station)
    matter = matter_on(station, identity)
    if matter is None:
        return write(play, station)
    if station.desk.draft(identity) is not None:
        known = waiting_on(station)
        ended = station.alive(lambda: station.desk.keep(identity))
        play._queued(station, known)
        return f"keeps the draft of {identity[-4:]} {ended}"
    verb = next(verb for verb in sorted(WRITING) if verb in station.desk.rules.workflow(matter.kind).steps)
    args = {"set": play.change(station, matter.kind)}
    return f"{matter.kind}.{verb} {identity[-4:]} {play.act(station, f'{matter.kind}.{verb}', identity, args, matter)}"


def draft(play: Play, station: Station) -> str:
    """Types; nothing is an act yet."""
    station = _busy(play, station)
    identity = play.pick(station)
    matter = matter_on(station, identity)
    if matter is None or matter.extra:
        return write(play, station)
    before = station.desk.draft(identity)
    typed = play.change(station, matter.kind)
    fields = {**(before.fields if before else {}), **typed}
    start = {name: matter.fields.get(name) for name in fields}
    ended = station.alive(lambda: station.desk.save_draft(identity, fields, start))
    if not ended:
        play.ledger.release(matter.fields.get(name) for name in typed)
        play.ledger.release((before.fields.get(name) for name in typed) if before else ())
        play.ledger.save(station.name, station.actor.person, identity, {"draft": typed})
    return f"draft of {identity[-4:]} {ended}"


def settle(play: Play, station: Station) -> str:
    """Settles a disagreement, or puts a refused act to use or away."""
    lies = on_desk(station)
    if not lies.conflicts and all(settled for _, _, settled, _ in lies.undelivered):
        return edit(play, station)
    clashes, refused = station.desk.conflicts(), station.desk.undelivered()
    if clashes and play.chance.random() < 0.7:
        clash = play.chance.choice(clashes)
        how = play.chance.choice(("merged", "theirs", "copy"))
        theirs = {name: value for name, value in clash.theirs.items() if name in clash.fields}
        mine = {name: value for name, value in clash.mine.items() if value != clash.base.get(name)}
        gone = [mine] if how == "theirs" else [theirs] if how == "merged" else []
        return _settled(play, station, clash.id, how, clash.mine if how != "theirs" else {}, gone)
    if not refused:
        return edit(play, station)
    one = play.chance.choice(refused)
    how = play.chance.choice(("new_draft", "drop"))
    return _settled(play, station, one.intent.op, how, {}, [dict(one.intent.args)] if how == "drop" else [])


def _settled(
    play: Play, station: Station, which: str, how: str, fields: Mapping[str, Any], gone: Sequence[Mapping[str, Any]]
) -> str:
    known = waiting_on(station)
    kept = frozenset().union(*(tokens_in(one) for one in [*map(str, fields.values())])) if fields else frozenset()
    ended = station.alive(lambda: station.desk.settle(which, how, fields))
    if not ended:
        play.ledger.released |= frozenset().union(*map(tokens_in, gone)) - kept if gone else frozenset()
        play._queued(station, known)
    return f"settles {which[-4:]} as {how} {ended}"
