"""A small district for tests of what citizens bring: letters, requests and cases that walk step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import PORTAL, WRITER, Actor
from models.problems import Refused
from models.records import digest_of, record_of
from models.rules import load_rules, offered, perform, related
from models.steps import Child, Rules
from models.writers import marks
from tests.models.office import INSPECT, TEXTS, ZONE, person, refused

LIN = person("lin", ("wangtai", "clerk"))
ZHOU = person("zhou", ("wangtai", "clerk"))
CHEN = person("chen", ("wangtai", "reviewer"))
FAR = person("far", ("finance", "clerk"))
FAR_REVIEWER = person("farrev", ("finance", "reviewer"))
LEADER = person("lead", ("gov_office", "leader"))
DISPATCHER = person("disp", ("petitions", "dispatcher"))
OFFICE = person("office", ("gov_office", "office"))
OPERATOR = person("op", ("digital", "operator"))
SUPERVISOR = person("sup", ("efficiency", "supervisor"))
INSPECTOR = person("insp", ("secrecy", "inspector"))
EVERYBODY = (
    LIN, ZHOU, CHEN, FAR, FAR_REVIEWER, LEADER, DISPATCHER, OFFICE, OPERATOR, SUPERVISOR, INSPECTOR, WRITER, PORTAL,
)  # fmt: skip
CONTACT: Mapping[str, str] = {
    "name": "李有田", "phone": "13900001234", "address": "延平区王台镇溪后村12号", "id_no": "11010519491231002X",
}  # fmt: skip
WORDS: Mapping[str, Any] = {
    "title": "村道路灯坏了三个月没人修",
    "body": "我叫李有田，电话13900001234。溪后村路灯坏了三个月。\n请问什么时候修？",
    "sort": "complaint",
}
REPLY = "<p>您好！来信收悉。溪后村路灯已列入本月维修计划，5月20日前修好。</p>"
FRIDAY = datetime(2026, 2, 13, 9, 0, tzinfo=ZONE)
"""The Friday before the make-up Saturday and the Spring Festival of 2026."""
RULES = load_rules(TEXTS, INSPECT)


@dataclass
class Bureau:
    """Performs the acts of one kind of matter one after another, as a portal or (`central` false) as a desk."""

    kind: str = "letter"
    now: datetime = FRIDAY
    central: bool = True
    matters: dict[str, Matter] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.rules: Rules = replace(RULES, **self._portal()) if self.central else RULES

    def _portal(self) -> dict[str, Any]:
        return {
            "register": lambda kind, at: f"XF{at.year}-{self.count:05d}",
            "same": lambda contact: marks(contact, b"key"),
            "contact": lambda one: dict(self.children[one].doc["contact"]) if one in self.children else {},
        }

    def id(self) -> str:
        """A new id."""
        self.count += 1
        return new_id(int(self.now.timestamp() * 1000), self.count)

    def act(
        self, actor: Actor, verb: str, matter: Matter | str, args: Mapping[str, Any] | None = None, **seen: Any
    ) -> Matter:
        """Take a step, bound to the words as they stand unless `content` says otherwise; gives the matter after it."""
        identity = matter if isinstance(matter, str) else matter.id
        there = self.matters.get(identity)
        step = self.rules.workflow(self.kind).steps[verb]
        content = seen.get("content", digest_of(there) if there and "text_seen" in step.asks else "")
        intent = Intent(
            f"op{self.id()}", f"{self.kind}.{verb}", identity, there.version if there else 0,
            expect=Expect(seen.get("state", ""), content), args=dict(args or {}),
        )  # fmt: skip
        wanted = {identity, *related(intent, there)}
        at_hand = {key: self.matters[key] for key in wanted if key in self.matters}
        outcome = perform(intent, at_hand, actor, self.rules, self.now)
        self.count += 1
        self.now += timedelta(minutes=1)
        self.matters |= {each.id: each.numbered(self.count) for each in outcome.changed}
        self.children |= {each.matter: each for each in outcome.children}
        return self.matters[identity]

    def refuses(
        self, code: str, actor: Actor, verb: str, matter: Matter | str, args: Mapping[str, Any] | None = None
    ) -> Refused:
        """The refusal with `code` by which this step is answered; nothing changes."""
        before = dict(self.matters)
        with refused(code) as no:
            self.act(actor, verb, matter, args)
        assert self.matters == before
        return no.value

    def offers(self, actor: Actor, matter: Matter) -> set[str]:
        """The steps that this person is offered."""
        return {offer.verb for offer in offered(matter, actor, self.rules, self.now)}

    def at(self, day: date, hour: int = 9) -> "Bureau":
        """Lets time pass until a day."""
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)
        return self

    # Ways to where a test begins.

    def received(self, by: Actor = WRITER, unit: str = "wangtai", **fields: Any) -> Matter:
        """What a citizen brought, entered."""
        defaults = {"channel": "unit"} if self.kind == "letter" else {}
        words = {name: value for name, value in {**WORDS, **defaults, **fields}.items() if self._takes(name, value)}
        return self.act(by, "receive", self.id(), {"fields": words, "writer": dict(CONTACT), "unit": unit})

    def _takes(self, name: str, value: object) -> bool:
        judge = record_of(self.kind).received.get(name)
        return judge is not None and judge(value)

    def in_hand(self, **fields: Any) -> Matter:
        """A matter that Lin Xiaomei signed for."""
        return self.act(LIN, "sign_for" if self.kind == "letter" else "accept", self.received(**fields))

    def written(self, **fields: Any) -> Matter:
        """A letter with a reply."""
        return self.act(LIN, "draft_reply", self.in_hand(**fields), {"set": {"reply": REPLY}})

    def in_review(self, **fields: Any) -> Matter:
        """A reply that waits for the reviewer."""
        return self.act(LIN, "submit_reply", self.written(**fields))

    def replied(self, **fields: Any) -> Matter:
        """A letter that was answered."""
        return self.act(CHEN, "sign_reply", self.in_review(**fields), {"public": False})
