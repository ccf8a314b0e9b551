"""A desk of sample matters in memory, for judging the frame and its screens alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from models.intents import Intent
from models.ladder import Ladder, ladder_in
from models.matter import Matter
from models.people import Actor, Post
from models.policy import shipped
from models.problems import Conflict
from models.rules import load_rules
from models.steps import Offer
from sync.client.desk import Listed, Seen, Undelivered
from sync.client.reminding import Inbox

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 4, 28, 9, 41, tzinfo=ZONE)
UNIT = "wangtai"
CLERK = Actor("p_linxm", "林晓梅", frozenset({Post(UNIT, "clerk")}), "desk1")

OFFERED = {
    "draft": ("edit", "self_review", "discard"),
    "returned": ("edit", "self_review", "discard"),
    "self_reviewed": ("edit", "submit"),
    "in_review": ("recall",),
}


RULES = load_rules(shipped(), lambda _unit, _fields: ())
STEPS = RULES.workflow("item").steps
LADDER = ladder_in(shipped())


def listed(id: str, title: str, column: str, state: str, changed_at: str, **more: Any) -> Listed:
    """A row of a list, of the clerk's own unit unless said otherwise."""
    given = {"unit": UNIT, "author": "p_linxm", "due": "", **more}
    return Listed(id, "item", title, state=state, column=column, changed_at=changed_at, **given)


def sample() -> list[Listed]:
    """The items of the drawing."""
    day = "2026-04-{}T{}:00+08:00".format
    return [
        listed("i1", "2026年第二批农村危房改造补助对象公示", "0702", "draft", day(28, "09:41"), waiting=True),
        listed("i2", "王台镇2026年防汛应急预案", "0401", "returned", day(27, "15:20"), unread=True),
        listed("i3", "关于五一期间值班安排的通知", "0703", "in_review", day(28, "08:05")),
        listed("i4", "王台镇春季植树造林工作动态", "0802", "self_reviewed", day(27, "10:00")),
        listed("i5", "2025年度部门决算公开", "0502", "countersign", day(24, "10:00")),
        listed("i6", "领导分工调整（2026年4月）", "0103", "with_portal", day(23, "10:00")),
        listed("i7", "王台镇第一季度为民办实事进展", "0802", "published", day(16, "10:00")),
        listed("i8", "4月22日强降雨应对情况", "0402", "draft", day(23, "10:00")),
    ]


LAST = {
    "0101": "2025-11-02", "0102": "2025-11-02", "0103": "2025-12-30", "0104": "2025-09-01", "0105": "2025-11-02",
    "0201": "2026-01-12", "0202": "2026-02-12", "0203": "2026-01-30", "0204": "2026-02-02", "0301": "2025-08-10",
    "0302": "2026-01-10", "0303": "2026-01-15", "0401": "2025-05-06", "0501": "2026-04-10", "0502": "2026-03-01",
    "0701": "2026-02-12", "0702": "2026-04-24", "0703": "2026-03-23", "0801": "2026-03-24", "0802": "2026-04-16",
    "1001": "2026-01-05", "1002": "2025-10-01", "1003": "2026-01-20",
}  # fmt: skip


@dataclass
class FakeReminding:
    """Tells what it was given, and keeps what was seen and put off."""

    told: Inbox = field(default_factory=lambda: Inbox(NOW, timedelta()))

    def inbox(self) -> Inbox:
        return self.told

    def ladder(self) -> Ladder:
        return LADDER

    def mark_read(self, keys: Iterable[str]) -> None:
        self.told = replace(self.told, read=self.told.read | set(keys))

    def put_off(self, key: str, until: datetime) -> None:
        self.told = replace(self.told, later={**self.told.later, key: until.isoformat()})


@dataclass
class FakeDesk:
    """Answers what the frame asks, from a list of rows."""

    rows: list[Listed] = field(default_factory=sample)
    rules: Any = RULES
    done: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    sent: list[Intent] = field(default_factory=list)
    refused: list[Undelivered] = field(default_factory=list)
    settled: list[tuple[str, str]] = field(default_factory=list)
    going: list[Any] = field(default_factory=list)
    arriving: list[Any] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)
    reminding: FakeReminding = field(default_factory=FakeReminding)

    def signed_in_elsewhere(self) -> None:
        """Nowhere."""

    def _match(self, query: Any) -> list[Listed]:
        rows = [one for one in self.rows if one.state != "discarded" and query.kind in ("", one.kind)]
        rows = [one for one in rows if query.tab != "returned" or one.state == "returned"]
        rows = [one for one in rows if query.tab not in ("in_review", "to_review") or one.state == "in_review"]
        rows = [one for one in rows if not query.states or one.state in query.states]
        rows = [one for one in rows if not query.column or one.column == query.column]
        rows = [one for one in rows if query.words in one.title]
        return sorted(rows, key=lambda one: one.changed_at, reverse=True)

    def page(self, query: Any, offset: int, limit: int) -> list[Listed]:
        return self._match(query)[offset : offset + limit]

    def count(self, query: Any) -> int:
        return len(self._match(query))

    def counts(self) -> dict[str, int]:
        return {"today": 4, "returned": 1, "in_review": 1, "to_review": 0}

    def index(self, most: int) -> int:
        return 0

    def tidy(self) -> None:
        """Nothing lies about."""

    def authors(self, kind: str) -> list[tuple[str, str]]:
        return [("p_linxm", "林晓梅"), ("p_zhoumin", "周敏")]

    def jotted(self, id: str) -> Mapping[str, Any]:
        return {}

    def new_id(self) -> str:
        return f"new{len(self.rows)}"

    def seen(self, id: str) -> Seen:
        one = next(row for row in self.rows if row.id == id)
        fields = {"title": one.title, "column": one.column, "body": "<p>正文。</p>"}
        matter = Matter(one.id, "item", one.unit, one.state, one.author, 3, one.changed_at, one.changed_at, fields)
        return Seen(matter, offers=tuple(Offer(STEPS[verb]) for verb in OFFERED.get(one.state, ())))

    def unit_of(self, id: str) -> str:
        return UNIT

    def do(self, kind: str, id: str, args: Mapping[str, Any], expect: Any = None) -> Seen:
        self.done.append((kind, id, args))
        verb = kind.partition(".")[2]
        if verb == "create":
            self.rows.insert(0, listed(id, "", args["fields"]["column"], "draft", NOW.isoformat(), waiting=True))
        states = {"discard": "discarded", "restore": "draft"}
        if verb in states:
            self.rows = [replace(one, state=states[verb]) if one.id == id else one for one in self.rows]
        return self.seen(id)

    def search(self, words: str, limit: int = 20) -> list[Listed]:
        return [one for one in self.rows if words in one.title][:limit]

    def last_published(self, unit: str) -> dict[str, str]:
        return {code: f"{day}T10:00:00+08:00" for code, day in LAST.items()}

    def published_since(self, unit: str, day: Any) -> int:
        return 31

    def outbox(self) -> list[Intent]:
        return self.sent

    def undelivered(self) -> list[Undelivered]:
        return self.refused

    def mark_read(self, id: str) -> None:
        """Nothing is kept."""

    def conflicts(self) -> list[Any]:
        return []

    def settle(self, op: str, how: str, fields: Any = None) -> None:
        self.settled.append((op, how))
        self.refused = [one for one in self.refused if one.intent.op != op]

    def travelling(self) -> list[Any]:
        return self.going

    def coming(self) -> list[Any]:
        return self.arriving

    def withheld(self) -> list[Any]:
        return self.taken

    def let_go(self, scope: str) -> tuple[str, ...]:
        self.taken = [one for one in self.taken if one.scope != scope]
        return ("i1",)

    def blob(self, sha: str) -> bytes | None:
        return None

    def small(self, sha: str) -> bytes | None:
        return None

    def put_by(self, id: str) -> list[Any]:
        return []

    def versions(self, id: str) -> list[Any]:
        return []

    def save_draft(self, id: str, fields: Mapping[str, Any], started_from: Any = None) -> None:
        """Nothing is kept."""

    def drop_draft(self, id: str) -> None:
        """Nothing is kept."""


def busy() -> FakeDesk:
    """A desk with one refused act and three that wait."""
    made = "2026-04-28T09:{}:00+08:00".format
    desk = FakeDesk()
    desk.refused = [Undelivered(Intent("o1", "item.submit", "i3", made_at=made(5)), Conflict(("body",)), made(20))]
    desk.sent = [
        Intent("o2", "item.self_review", "i4", made_at=made(20)),
        Intent("o3", "item.submit", "i4", made_at=made(38)),
        Intent("o4", "item.edit", "i1", made_at=made(41), blobs=("a" * 64,)),
    ]
    return desk
