"""A desk of letters in memory, judged by the real rules: the seven of the drawing and what each role sees of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from models.clock import clock_doc, due_day, start
from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Entry, Matter
from models.people import Actor, Post
from models.rules import offered, perform, related
from models.scopes import granted, scopes_of
from models.steps import Rules
from models.store.queries import Query, terms
from models.writers import masked
from sync.client.desk import Listed
from tests.ui.fake_desk import Draft, Seen
from tests.ui.fakes import NOW, RULES, UNIT, FakeReminding

CLERK = Actor("p_linxm", "林晓梅", frozenset({Post(UNIT, "clerk")}), "d1")
REVIEWER = Actor("p_chen", "陈志远", frozenset({Post(UNIT, "reviewer")}), "d2")
LEADER = Actor("p_lead", "郑国栋", frozenset({Post("gov_office", "leader")}), "d3")
DISPATCHER = Actor("p_disp", "吴芳", frozenset({Post("petitions", "dispatcher")}), "d4")
CONTACT: Mapping[str, str] = {"name": "李有田", "phone": "13800000003", "address": "延平区王台镇集镇路8号"}
BODY = (
    "每逢农历初三、初八赶圩，农贸市场门口车辆停到路中间，老人买菜过马路很危险。"
    "镇政府后面有一块空地，能不能划一些停车位？望答复。"
)
REPLY = (
    "<p>来信人：您好！</p><p>来信收悉。您反映的圩日停车问题，我镇于4月22日会同派出所、市场管理方到现场查看，现答复如下：</p>"
    "<p>一、镇政府后侧约 600 平方米空地已列入整治，可以划停车位 26 个，5月底前完工。</p>"
    "<p>二、圩日 6:00 至 11:00 安排 2 名劝导员维持秩序。</p>"
)
LETTERS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("l1", "村道路灯损坏三个月无人维修", "complaint", "complaint", "in_hand", "2026-04-12", ""),
    ("l2", "咨询城乡居民医保参保登记时间", "unit", "consult", "reply_in_review", "2026-04-13", "<p>可以登记。</p>"),
    ("l3", "建议增设集镇农贸市场停车位", "mayor", "suggestion", "in_hand", "2026-04-17", REPLY),
    ("l4", "反映溪边垃圾清运不及时", "complaint", "complaint", "assigned", "2026-04-23", ""),
    ("l5", "询问宅基地翻建审批材料", "unit", "consult", "in_hand", "2026-04-27", ""),
    ("l6", "要求公布征地补偿标准", "mayor", "help", "in_hand", "2026-04-21", ""),
    ("l7", "建议便民服务中心午间不停办", "suggestion", "suggestion", "assigned", "2026-04-27", ""),
    ("l8", "建议集镇农贸市场增设停车位", "unit", "suggestion", "replied", "2026-02-02", REPLY),
    ("l9", "希望多开夜班公交", "mayor", "suggestion", "with_leader", "2026-04-27", ""),
    ("l10", "工地夜间施工扰民", "complaint", "complaint", "with_dispatcher", "2026-04-27", ""),
)


def _entry(verb: str, name: str, at: str, note: str = "") -> Entry:
    return Entry(f"op-{verb}-{at}", verb, f"p_{name}", name, "clerk", UNIT, at, "", "", note)


def _clocks(received: str, answered: bool) -> dict[str, Any]:
    clocks = start("letter", date.fromisoformat(received), RULES.directory, date.fromisoformat(received))
    if answered:
        clocks = tuple(replace(clock, stopped=date(2026, 2, 10)) for clock in clocks)
    due = {clock.id: due_day(clock, RULES.directory.calendar).day.isoformat() for clock in clocks}
    found = {"clocks": [clock_doc(clock) for clock in clocks], "due": due}
    return found if answered else {**found, "due_at": due["local"]}


def letter(
    id: str, title: str, channel: str, sort: str, state: str, received: str, reply: str = "", **system: Any
) -> Matter:
    """One letter as the portal would have sent it to a desk."""
    at = f"{received}T10:26:00+08:00"
    fields = {
        "title": title, "body": BODY, "channel": channel, "sort": sort, "source": "web", "received_on": received,
        "publish_consent": True, **({"reply": reply} if reply else {}),
    }  # fmt: skip
    held: dict[str, Any] = {
        "number": f"XF2026-{id[1:]:0>5}", "writer": masked(CONTACT), "same": [f"mark-{id}"],
        **_clocks(received, state == "replied"), **system,
    }  # fmt: skip
    trail = [_entry("receive", "门户", at)]
    if channel == "mayor" and state != "with_leader":
        text = "请王台镇研究可行方案，按时答复来信人。"
        said = {"text": text, "by": "p_lead", "name": "郑国栋", "at": "2026-04-20T15:10:00+08:00"}
        held = {**held, "instruction": said, "origin": "with_leader"}
        trail.append(_entry("instruct", "郑国栋", "2026-04-20T15:10:00+08:00", text))
    if state in ("in_hand", "reply_in_review"):
        held |= {"handler": "p_linxm", "handler_name": "林晓梅", "writers": ["p_linxm"]}
        trail.append(_entry("sign_for", "林晓梅", "2026-04-21T08:52:00+08:00"))
    if state == "replied":
        held |= {"answered_at": "2026-02-10T09:00:00+08:00"}
    unit = "" if state in ("with_leader", "with_dispatcher") else UNIT
    return Matter(id, "letter", unit, state, "", 3, at, at, fields, held, tuple(trail))


def letters() -> dict[str, Matter]:
    """The letters of the drawing, one that was answered before, and those that no unit has yet."""
    return {row[0]: letter(*row) for row in LETTERS}


@dataclass
class Mailroom:
    """Answers what the window asks of a desk, from letters alone; nobody is given what is not theirs."""

    all: dict[str, Matter] = field(default_factory=letters)
    actor: Actor = CLERK
    now: datetime = NOW
    saved: dict[str, Draft] = field(default_factory=dict)
    done: list[Intent] = field(default_factory=list)
    jottings: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    going: list[Any] = field(default_factory=list)
    reminding: FakeReminding = field(default_factory=FakeReminding)

    def __post_init__(self) -> None:
        self.rules: Rules = replace(RULES, contact=lambda id: self.writer(id).get("contact", {}))

    @property
    def mine(self) -> dict[str, Matter]:
        """The letters that this person's scopes open."""
        opened = granted(self.actor)
        return {id: one for id, one in self.all.items() if not opened.isdisjoint(scopes_of("letter", one.to_doc()))}

    def _match(self, query: Any) -> list[Matter]:
        if query.kind not in ("letter", ""):
            return []
        found = [one for one in self.mine.values() if any(_holds(one, term) for term in self._terms(query))]
        found = [one for one in found if query.words in str(one.fields["title"])]
        due = query.sort == "due"
        return sorted(found, key=lambda one: (str(one.system.get("due_at", "")) if due else "", one.id))

    def _terms(self, query: Any) -> Iterable[Any]:
        return terms(query, self.actor, self.rules.workflows)

    def page(self, query: Any, offset: int, limit: int) -> list[Listed]:
        return [
            Listed(
                one.id, "letter", str(one.fields["title"]), one.unit, one.state, str(one.fields["channel"]),
                str(one.system.get("handler", "")), str(one.system.get("due_at", "")), one.changed_at,
            )
            for one in self._match(query)[offset : offset + limit]
        ]  # fmt: skip

    def count(self, query: Any) -> int:
        return len(self._match(query))

    def counts(self) -> dict[str, int]:
        states = [state for post in self.actor.posts for state in self.rules.workflow("letter").waiting_for(post.role)]
        return {"letter": sum(one.state in states for one in self.mine.values())}

    def matters(self, ids: Iterable[str]) -> dict[str, Matter]:
        return {id: self.mine[id] for id in ids if id in self.mine}

    def writer(self, id: str) -> Mapping[str, Any]:
        """Only of what this person's unit handles."""
        if self.all[id].unit not in self.actor.units("clerk", "reviewer"):
            return {}
        return {"contact": dict(CONTACT), "title": self.all[id].fields["title"], "body": f"我叫李有田。{BODY}"}

    def seen(self, id: str) -> Seen:
        matter = self.all[id]
        return Seen(matter, (), self.saved.get(id), offered(matter, self.actor, self.rules, self.now))

    def do(self, kind: str, id: str, args: Mapping[str, Any], expect: Expect | None = None) -> Seen:
        intent = Intent(f"op{len(self.done)}", kind, id, expect=expect or Expect(), args=args, made_at=str(self.now))
        at_hand = {each: self.all[each] for each in {id, *related(intent, self.all.get(id))} if each in self.all}
        outcome = perform(intent, at_hand, self.actor, self.rules, self.now)
        self.done.append(intent)
        self.all |= {changed.id: changed for changed in outcome.changed}
        self.saved.pop(id, None)
        return self.seen(id)

    def save_draft(self, id: str, fields: Mapping[str, Any], started_from: Any = None) -> None:
        if fields:
            self.saved[id] = Draft(dict(fields))
        else:
            self.saved.pop(id, None)

    def new_id(self) -> str:
        return new_id(int(self.now.timestamp() * 1000), len(self.done))

    def jot(self, id: str, notes: Mapping[str, Any]) -> None:
        self.jottings[id] = dict(notes)

    def jotted(self, id: str) -> Mapping[str, Any]:
        return self.jottings.get(id, {})

    def travelling(self) -> list[Any]:
        return self.going

    def coming(self) -> list[Any]:
        return []

    def withheld(self) -> list[Any]:
        return []

    def blob(self, sha: str) -> bytes | None:
        return self.blobs.get(sha)

    def small(self, sha: str) -> bytes | None:
        return self.blobs.get(sha)

    def search(self, words: str, limit: int = 12) -> list[Listed]:
        found = [one.id for one in self.mine.values() if words in f"{one.fields['title']}{one.fields['body']}"]
        return [one for one in self.page(Query("letter", "all"), 0, 99) if one.id in found][:limit]

    def authors(self, kind: str) -> list[tuple[str, str]]:
        return [("p_linxm", "林晓梅")]

    def index(self, most: int) -> int:
        return 0

    def outbox(self) -> list[Intent]:
        return []

    def undelivered(self) -> list[Any]:
        return []

    def conflicts(self) -> list[Any]:
        return []

    def put_by(self, id: str) -> list[Any]:
        return []

    def versions(self, id: str) -> list[Any]:
        return []

    def mark_read(self, id: str) -> None:
        """Nothing is kept."""

    def drop_draft(self, id: str) -> None:
        self.saved.pop(id, None)

    def last_published(self, unit: str) -> dict[str, str]:
        return {}

    def published_since(self, unit: str, day: Any) -> int:
        return 0

    @property
    def sent(self) -> list[Intent]:
        return []

    @property
    def refused(self) -> list[Any]:
        return []


def _holds(matter: Matter, term: Any) -> bool:
    asked = (
        ("unit", matter.unit), ("state", matter.state), ("column", matter.fields.get("channel")),
        ("author", matter.system.get("handler", "")),
    )  # fmt: skip
    inside = all(not getattr(term, name) or value in getattr(term, name) for name, value in asked)
    return inside and matter.state not in term.not_state and not term.partner
