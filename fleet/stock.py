"""Worlds that begin in the middle: for each step of each table a matter that stands right before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from fleet.shelf import Image
from fleet.town import PEOPLE
from fleet.world import START, World, beginning
from models.intents import Expect, Intent
from models.items import TICKS
from models.people import PORTAL, WRITER, Actor
from models.records import digest_of

WAYS: Mapping[str, str] = {
    "item.create": "", "item.edit": "lin create", "item.self_review": "lin create",
    "item.submit": "lin create, lin self_review", "item.recall": "lin create, lin self_review, lin submit",
    "item.sign_off": "lin create, lin self_review, lin submit",
    "item.return": "zhou create, zhou self_review, zhou submit",
    "item.countersign": "lin create:shared, lin self_review, lin submit, chen sign_off",
    "item.accept": "lin create:main, lin self_review, lin submit, chen sign_off",
    "item.decline": "zhou create:main, zhou self_review, zhou submit, chen sign_off",
    "item.publish": "lin create, lin self_review, lin submit, chen sign_off:later",
    "item.revise": "lin create, lin self_review, lin submit, chen sign_off",
    "item.withdraw": "zhou create, zhou self_review, zhou submit, chen sign_off",
    "item.discard": "zhou create", "item.restore": "zhou create, zhou discard",
    "letter.receive": "", "letter.instruct": "writer receive:mayor", "letter.dispatch": "writer receive:complaint",
    "letter.sign_for": "writer receive", "letter.take_over": "writer receive, lin sign_for",
    "letter.send_back": "writer receive:complaint, disp dispatch",
    "letter.draft_reply": "writer receive, lin sign_for",
    "letter.submit_reply": "writer receive, lin sign_for, lin draft_reply",
    "letter.return_reply": "writer receive, lin sign_for, lin draft_reply, lin submit_reply",
    "letter.sign_reply": "writer receive, lin sign_for, lin draft_reply, lin submit_reply",
    "letter.ask_extension": "writer receive, lin sign_for",
    "letter.grant_extension": "writer receive, lin sign_for, lin ask_extension",
    "letter.refuse_extension": "writer receive, zhou sign_for, zhou ask_extension",
    "letter.rule_no_reply": "writer receive, lin sign_for",
    "letter.confirm_no_reply": "writer receive, lin sign_for, lin rule_no_reply",
    "letter.merge": "writer receive, lin sign_for, twin, writer receive, lin sign_for",
    "letter.unmerge": "writer receive, lin sign_for, twin, writer receive, lin sign_for, lin merge",
    "letter.publish": "writer receive, lin sign_for, lin draft_reply, lin submit_reply, chen sign_reply",
    "letter.rate": "writer receive, lin sign_for, lin draft_reply, lin submit_reply, chen sign_reply",
    "letter.reopen": "writer receive, lin sign_for, lin draft_reply, lin submit_reply, chen sign_reply, writer rate",
    "letter.close": "writer receive, lin sign_for, lin rule_no_reply, chen confirm_no_reply, wait 40",
    "letter.note": "writer receive, lin sign_for", "letter.urge": "writer receive",
    "letter.supervise": "writer receive, wait 40",
    "letter.answer_supervision": "writer receive, wait 40, sup supervise",
    "letter.look": "writer receive, lin sign_for",
    "letter.recount": "writer receive",
    "request.receive": "", "request.accept": "writer receive", "request.take_over": "writer receive, lin accept",
    "request.ask_correction": "writer receive", "request.correct": "writer receive, lin ask_correction",
    "request.lapse": "writer receive, lin ask_correction, wait 60", "request.consult": "writer receive, lin accept",
    "request.consult_back": "writer receive, lin accept, lin consult",
    "request.ask_extension": "writer receive, lin accept",
    "request.grant_extension": "writer receive, lin accept, lin ask_extension",
    "request.refuse_extension": "writer receive, zhou accept, zhou ask_extension",
    "request.tell_extension": "writer receive, lin accept, lin ask_extension, office grant_extension",
    "request.draft_outcome": "writer receive, lin accept",
    "request.decide": "writer receive, lin accept, lin draft_outcome",
    "request.return": "writer receive, lin accept, lin draft_outcome, lin decide",
    "request.sign_outcome": "writer receive, lin accept, lin draft_outcome, lin decide",
    "request.dispute": "writer receive, lin accept, lin draft_outcome, lin decide, chen sign_outcome",
    "request.settle": "writer receive, lin accept, lin draft_outcome, lin decide, chen sign_outcome, lin dispute",
    "request.close": "writer receive, lin accept, lin draft_outcome, lin decide, chen sign_outcome, wait 200",
    "request.note": "writer receive", "request.urge": "writer receive", "request.supervise": "writer receive, wait 60",
    "request.answer_supervision": "writer receive, wait 60, sup supervise",
    "request.look": "writer receive, lin accept",
    "request.recount": "writer receive",
    "service.receive": "", "service.accept": "writer receive", "service.take_over": "writer receive, lin accept",
    "service.ask_materials": "writer receive, lin accept",
    "service.materials_arrived": "writer receive, lin accept, lin ask_materials",
    "service.draft_result": "writer receive, lin accept",
    "service.submit_result": "writer receive, lin accept, lin draft_result",
    "service.return_result": "writer receive, lin accept, lin draft_result, lin submit_result",
    "service.sign_result": "writer receive, lin accept, lin draft_result, lin submit_result",
    "service.close": "writer receive, lin accept, lin draft_result, lin submit_result, chen sign_result, wait 60",
    "service.note": "writer receive", "service.urge": "writer receive", "service.supervise": "writer receive, wait 60",
    "service.answer_supervision": "writer receive, wait 60, sup supervise",
    "service.look": "writer receive, lin accept",
    "service.recount": "writer receive",
}  # fmt: skip
"""For each step, who does what until a matter stands right before it."""
THEMES = sorted(WAYS, key=lambda step: ("wait" not in WAYS[step], step))
BATCH = 6
"""Matters in one prepared world: those that waited long together, the others behind them."""
_WRITERS = {"name": "王建设", "phone": "13600007777", "address": "延平区王台镇口村9号"}
_ASKED = {"title": "水管坏了", "body": "我叫王建设，水管坏了两个月，什么时候修"}
_ITEM = {
    "title": "关于年度工作的通知",
    "column": "0703",
    "disclosure": "proactive",
    "body": "<p>各村：请按时完成。</p>",
}


def right(kind: str, verb: str, how: str, now: Any, twin: str) -> dict[str, Any]:
    """What a step asks, rightly answered."""
    if verb in ("create", "receive"):
        return begun(kind, how)
    words = {"reason": "理由充分", "text": "情况说明", "note": "请抓紧"}
    today, day = now.date().isoformat(), (now + timedelta(days=3)).date().isoformat()
    given: dict[str, dict[str, Any]] = {
        "self_review": {"ticks": list(TICKS)}, "sign_off": {"responsible": "王台镇"},
        "dispatch": {"unit": "wangtai"}, "draft_reply": {"set": {"reply": "<p>您好，已列入计划。</p>"}},
        "ask_extension": {"days": 5, "reason": words["reason"]}, "grant_extension": {"days": 3},
        "rule_no_reply": {"ground": "abuse", "reason": words["reason"]}, "merge": {"into": twin},
        "sign_reply": {"public": False}, "rate": {"score": "unsatisfied"}, "ask_materials": {"missing": ["身份证"]},
        "supervise": {"number": f"督办{now:%m%d}{kind}", "answer_by": day, "note": words["note"]},
        "ask_correction": {"what": words["text"], "days": 10}, "sign_outcome": {"way": "network"},
        "consult": {"whom": "区档案馆", "question": words["text"], "third_party": False},
        "draft_outcome": {
            "set": {"notice": "<p>现答复如下。</p>", "outcome": {"code": "already_public", "where": "公告栏目"}}
        },
        "dispute": {"sort": "review", "organ": "区政府", "number": "复议1", "day": today, "who": "林晓梅"},
        "draft_result": {"set": {"reply": "<p>材料齐全。</p>", "result": {"code": "pass"}}},
    }  # fmt: skip
    later = {"publish_at": (now + timedelta(hours=2)).isoformat()} if how == "later" else {}
    return {**given.get(verb, {}), **later}


def begun(kind: str, how: str) -> dict[str, Any]:
    """How a matter of the stock begins."""
    if kind == "item":
        more: dict[str, dict[str, Any]] = {"shared": {"co_units": ["xiqin"]}, "main": {"column": "0101"}}
        return {"fields": {**_ITEM, **more.get(how, {})}}
    fields: dict[str, Any] = dict(_ASKED)
    if kind == "letter":
        fields |= {"channel": how or "unit", "sort": "complaint", "publish_consent": True}
    fields |= {"channel": "web"} if kind == "request" else {"sort": "consult"} if kind == "service" else {}
    return {"fields": fields, "writer": dict(_WRITERS), "unit": "" if how else "wangtai"}


@dataclass
class Stock:
    """A prepared world: its portal, what stands ready in it, and the profiles of those who have been asked for."""

    portal: Image
    ready: Mapping[str, str]
    now: Any
    desks: dict[str, Image]

    def world(self, people: Sequence[Actor]) -> World:
        """A world that begins here, with the desks of these people."""
        world = World(self.portal, self.now)
        for actor in people:
            if actor.person not in self.desks:
                self.desks[actor.person] = _profile(self, actor)
            world.station(actor, self.desks[actor.person])
        return world


def _profile(stock: Stock, actor: Actor) -> Image:
    world = World(stock.portal, stock.now)
    station = world.station(actor, beginning().desks[actor.person])
    ended, _ = station.sync()
    assert not ended, ended
    image = station.place.image()
    world.close()
    return image


def stock_for(theme: int) -> Stock:
    """The prepared world in which the matter of this theme stands ready."""
    return _stock(theme % len(THEMES) // BATCH)


@cache
def _stock(number: int) -> Stock:
    world = World(beginning().portal, START)
    ready: dict[str, str] = {}
    for theme in THEMES[number * BATCH : (number + 1) * BATCH]:
        ready[theme] = _lead(world, theme) if WAYS[theme] else ""
    portal = world.centre.place.image()
    world.close()
    return Stock(portal, ready, world.now, {})


def _lead(world: World, theme: str) -> str:
    kind, _, _ = theme.partition(".")
    identity, twin = world.new_id(), ""
    for step in WAYS[theme].split(", "):
        who, _, verb = step.partition(" ")
        if who == "twin":
            identity, twin = world.new_id(), identity
        elif who == "wait":
            world.pass_(days=int(verb))
        else:
            _take(world, who, kind, verb, identity, twin)
    return identity


def _take(world: World, who: str, kind: str, step: str, identity: str, twin: str) -> None:
    verb, _, how = step.partition(":")
    world.pass_(minutes=1)
    args = right(kind, verb, how, world.now, twin)
    if args.get("unit") == "":
        del args["unit"]
    with world.centre.store.reading() as reading:
        matter = reading.matter(kind, identity)
    base, expect = (matter.version, Expect(content=digest_of(matter))) if matter else (0, Expect())
    intent = Intent(world.new_id(), f"{kind}.{verb}", identity, base=base, expect=expect, args=args)
    verdict = world.centre.intake.take(_ACTORS[who], [intent], world.now)[0]
    assert verdict.result == "ok", (who, kind, step, verdict)


_ACTORS = {one.person.removeprefix("p_"): replace(one, device="before") for one in PEOPLE}
_ACTORS |= {"portal": PORTAL, "writer": WRITER}
