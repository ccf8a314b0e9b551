"""A desk with disclosure requests, judged by the real rules, for the tests of their screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.facets import facets
from models.intents import Expect
from models.matter import Matter
from models.people import Actor
from sync.client.desk import Draft, Listed, Query
from tests.models.bureau import CHEN, CONTACT, LIN, Bureau
from tests.ui.fake_desk import NOW, FakeDesk
from tests.ui.fakes import FakeReminding

TITLE = "村级项目资金拨付明细"
BODY = "请公开2025年王台镇各村的村级项目资金拨付明细。\n包括拨付对象、金额和日期。"
ASKED: Mapping[str, Any] = {
    "title": TITLE, "body": BODY, "applicant": "citizen", "channel": "web", "form": "paper", "way": "post",
    "purpose": "查验自身信息", "received_on": "2026-04-20",
}  # fmt: skip


@dataclass
class RequestDesk(FakeDesk):
    """A desk that keeps drafts as acts and knows who wrote."""

    contacts: dict[str, Mapping[str, str]] = field(default_factory=dict)
    reminding: FakeReminding = field(default_factory=FakeReminding)

    def keep(self, id: str) -> None:
        draft = self.drafts.get(id)
        if draft is not None:
            self.do("request.draft_outcome", id, {"set": dict(draft.fields)}, Expect())

    def save_draft(self, id: str, fields: Mapping[str, Any], started_from: Any = None) -> None:
        if fields:
            self.drafts[id] = Draft(dict(fields))
        else:
            self.drafts.pop(id, None)

    def writer(self, id: str) -> Mapping[str, Any]:
        return {"contact": self.contacts.get(id, {})}

    def page(self, query: Query, offset: int, limit: int) -> list[Listed]:
        found = [each for each in self.matters.values() if self._wanted(each, query)]
        return [_listed(each) for each in found[offset : offset + limit]]

    def _wanted(self, matter: Matter, query: Query) -> bool:
        states = not query.states or matter.state in query.states
        return matter.kind == query.kind and states and query.words in str(matter.fields.get("title", ""))

    def count(self, query: Query) -> int:
        return len(self.page(query, 0, 1000))

    def counts(self) -> dict[str, int]:
        return {"request": len(self.matters)}

    def index(self, most: int) -> int:
        return 0

    def authors(self, kind: str) -> list[tuple[str, str]]:
        return []

    def mark_read(self, id: str) -> None:
        """Nothing here is ever unread."""

    def undelivered(self) -> list[Any]:
        return []

    def outbox(self) -> list[Any]:
        return []

    @property
    def sent(self) -> list[Any]:
        return []

    refused = sent


def _listed(matter: Matter) -> Listed:
    seen = facets(matter.kind, matter.to_doc())
    return Listed(
        matter.id, matter.kind, seen.title, seen.unit, seen.state, seen.column, seen.author, seen.due, seen.changed_at
    )


def asked(bureau: Bureau, **more: Any) -> Matter:
    """A request that came over the public pages."""
    return bureau.received(**{**ASKED, **more})


def desk(matter: Matter, actor: Actor = LIN, *others: Matter) -> RequestDesk:
    """A person's desk with these requests."""
    held = {each.id: each for each in (matter, *others)}
    return RequestDesk(held, actor, contacts={id: CONTACT for id in held})


def bureau() -> Bureau:
    """A unit on the morning of the drawings."""
    return Bureau("request", now=NOW)


def in_hand(**more: Any) -> Matter:
    """A request that Lin has in hand."""
    made = bureau()
    return made.act(LIN, "accept", asked(made, **more))


def in_review() -> Matter:
    """A request whose outcome waits for the reviewer."""
    made = bureau()
    taken = made.act(LIN, "accept", asked(made))
    notice = "<h2>王台镇人民政府</h2>\n<h2>信息不存在告知书</h2>\n<p>查找经过：查了2020年以来的台账。</p>"
    said = {"outcome": {"code": "no_record", "search": "查了2020年以来的台账"}, "notice": notice}
    return made.act(LIN, "decide", made.act(LIN, "draft_outcome", taken, {"set": said}))


REVIEWER = CHEN
__all__ = ["BODY", "REVIEWER", "TITLE", "RequestDesk", "asked", "bureau", "desk", "in_hand", "in_review"]
