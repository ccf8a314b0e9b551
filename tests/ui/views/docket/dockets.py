"""A watcher's desk in memory: dockets of matters that walked by the real rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.docket import docket_of
from models.facets import facets
from models.matter import Matter
from models.people import Actor
from models.rules import offered
from models.steps import Rules
from models.store.listing import Listed
from models.store.queries import Query
from sync.client.desk import Seen
from tests.models.bureau import CHEN, DISPATCHER, LEADER, LIN, REPLY, SUPERVISOR, Bureau
from tests.ui.fakes import NOW, FakeDesk

WAITING = "d14"
"""The docket for which a leader is asked for more time."""


@dataclass
class DocketDesk(FakeDesk):
    """Answers from dockets; a step is judged by the real rules."""

    matters: dict[str, Matter] = field(default_factory=dict)
    actor: Actor = SUPERVISOR
    bureau: Bureau = field(default_factory=Bureau)

    def _match(self, query: Any) -> list[Listed]:
        if query.kind != "docket" or (query.tab == "todo" and not self.actor.holds("leader")):
            return []
        rows = [self._listed(one) for one in self.matters.values()]
        found = [one for one in rows if _fits(one, query)]
        return sorted(found, key=lambda one: (one.due, one.id)) if query.sort == "due" else found

    def _listed(self, matter: Matter) -> Listed:
        found = facets("docket", matter.to_doc())
        return Listed(
            matter.id, "docket", found.title, found.unit, found.state, found.column, "", found.due, found.changed_at
        )

    def dockets(self) -> list[Matter]:
        return list(self.matters.values())

    def counts(self) -> dict[str, int]:
        return {"docket": len(self._match(Query("docket", "todo")))}

    def seen(self, id: str) -> Any:
        matter = self.matters[id]
        return Seen(matter, offers=offered(matter, self.actor, self.rules, NOW))

    def do(self, kind: str, id: str, args: Mapping[str, Any], expect: Any = None) -> Any:
        self.done.append((kind, id, args))
        bureau = replace(self.bureau, kind=kind.partition(".")[0], now=NOW)
        bureau.matters = self.matters
        bureau.act(self.actor, kind.partition(".")[2], id, args)
        return self.seen(id)


def _fits(one: Listed, query: Query) -> bool:
    first, last = query.due
    return (
        (query.tab != "todo" or one.id == WAITING)
        and (not query.states or one.state in query.states)
        and one.state not in query.not_states
        and query.column in ("", one.column)
        and query.unit in ("", one.unit)
        and query.words in one.title
        and (not first or first <= one.due <= f"{last}~")
    )


def dockets(rules: Rules | None = None) -> dict[str, Matter]:
    """One docket of each sort: late and supervised, with the leader, with a request for more time, answered."""
    made: list[Matter] = []
    late = Bureau().at(date(2026, 3, 20))
    letter = late.received(channel="complaint")
    late.at(date(2026, 3, 25))
    late.act(DISPATCHER, "dispatch", letter, {"unit": "wangtai"})
    late.act(LIN, "sign_for", letter.id)
    late.act(SUPERVISOR, "urge", letter.id, {"note": "请抓紧答复。"})
    late.at(date(2026, 4, 20))
    order = {"number": "效督〔2026〕8号", "answer_by": "2026-04-24", "note": "超期未办，请书面说明原因。"}
    made.append(late.act(SUPERVISOR, "supervise", letter.id, order))
    leader = Bureau().at(date(2026, 4, 24))
    made.append(leader.received(channel="mayor"))
    asking = Bureau().at(date(2026, 4, 10))
    made.append(asking.act(LIN, "ask_extension", asking.in_hand(), {"days": 5, "reason": "需要到现场核实路灯线路。"}))
    done = Bureau().at(date(2026, 4, 1))
    signed = done.act(LIN, "submit_reply", done.act(LIN, "draft_reply", done.in_hand(), {"set": {"reply": REPLY}}))
    done.at(date(2026, 4, 8))
    made.append(done.act(CHEN, "sign_reply", signed, {"public": False}))
    case = Bureau("service").at(date(2026, 4, 14))
    made.append(case.act(LIN, "ask_materials", case.in_hand(sort="preapproval"), {"missing": ["申请表"]}))
    request = Bureau("request").at(date(2026, 4, 20))
    made.append(request.in_hand())
    numbered = [
        replace(one.with_system(number=f"{one.system['number'][:7]}{at:05d}"), id=f"d{at}")
        for at, one in enumerate(made, 12)
    ]
    return {one.id: docket_of(one) for one in numbered}


def desk(actor: Actor = SUPERVISOR) -> DocketDesk:
    """The desk of a watcher."""
    return DocketDesk(rows=[], matters=dockets(), actor=actor)


__all__ = ["LEADER", "SUPERVISOR", "DocketDesk", "desk"]
