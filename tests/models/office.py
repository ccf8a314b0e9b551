"""A small district for tests of the rules: real tables, a few people, and matters that walk step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from models.checks import read_lists
from models.checks.inspecting import inspector
from models.ids import new_id
from models.intents import Expect, Intent
from models.items import TICKS
from models.matter import Matter
from models.people import PORTAL, Actor, Post
from models.policy import Directory, shipped
from models.problems import Refused
from models.records import digest
from models.rules import load_rules, perform, related
from models.steps import Outcome, Rules, Version

ZONE = timezone(timedelta(hours=8))
NOON = datetime(2026, 4, 28, 12, 0, tzinfo=ZONE)
TEXTS = shipped()
DIRECTORY = Directory(TEXTS)
INSPECT = inspector(DIRECTORY, read_lists(TEXTS), lambda: NOON.date())


def refused(code: str) -> pytest.RaisesExc[Refused]:
    """Expects a refusal with this code."""
    return pytest.raises(Refused, match=f"'{code}'")


def person(name: str, *posts: tuple[str, str]) -> Actor:
    """A person with posts, each (unit, role)."""
    return Actor(f"p_{name}", name, frozenset(Post(*post) for post in posts), f"d_{name}")


LIN = person("lin", ("wangtai", "clerk"))
ZHOU = person("zhou", ("wangtai", "clerk"))
CHEN = person("chen", ("wangtai", "reviewer"))
BOTH = person("both", ("wangtai", "clerk"), ("wangtai", "reviewer"))
FINANCE = person("fin", ("finance", "reviewer"))
CLERK_ELSEWHERE = person("far", ("finance", "clerk"))
OPERATOR = person("op", ("digital", "operator"))
INSPECTOR = person("insp", ("secrecy", "inspector"))
LEADER = person("lead", ("gov_office", "leader"))
EVERYBODY = (LIN, ZHOU, CHEN, FINANCE, CLERK_ELSEWHERE, OPERATOR, INSPECTOR, LEADER, PORTAL)
FIELDS: Mapping[str, Any] = {
    "title": "王台镇2026年春季植树造林工作动态",
    "column": "0802",
    "disclosure": "proactive",
    "body": "<p>4月20日，王台镇组织干部群众在溪后村植树三百株。</p>\n<p>下一步将做好管护。</p>",
}


def _stamp(unit: str, column: str, when: datetime) -> str:
    return f"{DIRECTORY.units[unit].org}-{column}-{when.year}-00001"


@dataclass
class Office:
    """Performs intents one after another and keeps what they change, as a portal (`stamps`) or as a desk."""

    stamps: bool = True
    now: datetime = NOON
    matters: dict[str, Matter] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.rules: Rules = load_rules(TEXTS, INSPECT, _stamp if self.stamps else None)

    def id(self) -> str:
        """A new id."""
        self.count += 1
        return new_id(int(self.now.timestamp() * 1000), self.count)

    def act(
        self, actor: Actor, verb: str, matter: Matter | str, args: Mapping[str, Any] | None = None, **seen: Any
    ) -> Matter:
        """Take a step, bound to the text as it stands unless `content` says otherwise; gives the matter after it."""
        identity = matter if isinstance(matter, str) else matter.id
        there = self.matters.get(identity)
        content = seen.get("content", digest(there.fields) if there and verb in BOUND else "")
        intent = Intent(
            f"op{self.id()}", f"item.{verb}", identity, seen.get("base", there.version if there else 0),
            expect=Expect(seen.get("state", ""), content), args=args or {}, line=seen.get("line", ""),
        )  # fmt: skip
        wanted = {identity, *related(intent, there)}
        at_hand = {key: self.matters[key] for key in wanted if key in self.matters}
        return self.commit(perform(intent, at_hand, actor, self.rules, self.now), identity)

    def commit(self, outcome: Outcome, identity: str) -> Matter:
        """Keep an outcome under the next version."""
        self.count += 1
        self.now += timedelta(minutes=1)
        self.matters |= {each.id: each.numbered(self.count) for each in outcome.changed}
        self.versions += outcome.versions
        return self.matters[identity]

    def draft(self, by: Actor = LIN, **fields: Any) -> Matter:
        """A new draft of `by`."""
        return self.act(by, "create", self.id(), {"fields": {**FIELDS, **fields}})

    def self_reviewed(self, by: Actor = LIN, **fields: Any) -> Matter:
        """A draft that its author has self-reviewed."""
        return self.act(by, "self_review", self.draft(by, **fields), {"ticks": list(TICKS)})

    def in_review(self, by: Actor = LIN, **fields: Any) -> Matter:
        """An item that waits for the reviewer."""
        return self.act(by, "submit", self.self_reviewed(by, **fields))

    def signed(self, by: Actor = LIN, reviewer: Actor = CHEN, **fields: Any) -> Matter:
        """An item that the reviewer has signed off, wherever that leads."""
        return self.act(reviewer, "sign_off", self.in_review(by, **fields), {"responsible": "陈志远"})

    def in_state(self, state: str) -> Matter:
        """An item that has come to `state` by its proper steps."""
        ways = {
            "draft": self.draft, "self_reviewed": self.self_reviewed, "in_review": self.in_review,
            "countersign": lambda: self.signed(co_units=["finance"]),
            "with_portal": lambda: self.signed(column=MAIN_COLUMN),
            "scheduled": lambda: self.signed(publish_at=(self.now + timedelta(days=2)).isoformat()),
            "published": self.signed,
            "returned": lambda: self.act(CHEN, "return", self.in_review(), {"reason": "请补充公示期"}),
            "withdrawn": lambda: self.act(CHEN, "withdraw", self.signed(), {"code": "error"}),
            "discarded": lambda: self.act(LIN, "discard", self.draft()),
        }  # fmt: skip
        return ways[state]()


BOUND = ("self_review", "submit", "sign_off", "countersign")
MAIN_COLUMN = next(c.code for c in DIRECTORY.columns.values() if c.site == "main")
ARGS: Mapping[str, Mapping[str, Any]] = {
    "create": {"fields": FIELDS}, "edit": {"set": {"title": "另一个标题"}}, "self_review": {"ticks": list(TICKS)},
    "return": {"reason": "理由"}, "sign_off": {"responsible": "陈志远"}, "countersign": {"agree": True},
    "decline": {"reason": "理由"}, "revise": {"change": "correct"}, "withdraw": {"code": "error"},
}  # fmt: skip
