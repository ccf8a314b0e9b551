"""A desk with service cases in memory: steps are judged by the real rules, drafts and notes lie in dictionaries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.facets import facets
from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Matter
from models.people import Actor
from models.problems import Refused
from models.rules import offered, perform
from models.store.drafts import Draft
from models.store.listing import Listed
from sync.client.desk import Seen
from tests.models.bureau import CHEN, CONTACT, LIN, REPLY, RULES, SUPERVISOR, Bureau
from tests.ui.fakes import NOW, FakeDesk

MATERIALS = [
    {"name": "身份证", "given": True}, {"name": "户口簿", "given": True}, {"name": "父母户口簿", "given": False},
]  # fmt: skip
GUIDE = {
    "name": "户口迁入", "category": "行政许可", "basis": "《户口登记条例》", "conditions": "直系亲属投靠",
    "procedure": "申请、审核、办结", "time_limit": "5 个工作日", "materials": "1. 身份证；2. 户口簿；3. 父母户口簿",
    "office": "王台派出所户籍窗口", "contact": "0599-0000000", "forms": "迁入申请书.docx",
}  # fmt: skip


@dataclass
class CaseDesk(FakeDesk):
    """Keeps cases, guides, drafts and notes."""

    matters: dict[str, Matter] = field(default_factory=dict)
    actor: Actor = LIN
    drafts: dict[str, Draft] = field(default_factory=dict)
    notes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    took: list[Intent] = field(default_factory=list)

    def _match(self, query: Any) -> list[Listed]:
        rows = [self._listed(one) for one in self.matters.values() if one.kind == query.kind]
        kept = [
            one
            for one in rows
            if (not query.states or one.state in query.states)
            and query.column in ("", one.column)
            and query.words in one.title
        ]
        return sorted(kept, key=lambda one: (one.due or "9", one.id))

    def _listed(self, matter: Matter) -> Listed:
        found = facets(matter.kind, matter.to_doc())
        return Listed(
            matter.id, matter.kind, found.title, found.unit, found.state, found.column, found.author, found.due,
            found.changed_at,
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        return {"service": len(self.matters)}

    def seen(self, id: str) -> Any:
        matter = self.matters.get(id)
        if matter is None:
            raise Refused("not_found", id=id)
        return Seen(matter, (), self.drafts.get(id), offered(matter, self.actor, RULES, NOW))

    def do(self, kind: str, id: str, args: Mapping[str, Any], expect: Any = None) -> Any:
        intent = Intent(f"op{len(self.took)}", kind, id, expect=expect or Expect(), args=args, made_at=NOW.isoformat())
        outcome = perform(intent, self.matters, self.actor, RULES, NOW)
        self.took.append(intent)
        self.matters |= {one.id: one.numbered(len(self.took)) for one in outcome.changed}
        self.drafts.pop(id, None)
        return self.seen(id)

    def new_id(self) -> str:
        return new_id(int(NOW.timestamp() * 1000), len(self.took))

    def save_draft(self, id: str, fields: Mapping[str, Any], started_from: Any = None) -> None:
        if fields:
            self.drafts[id] = Draft(dict(fields), NOW.isoformat(), False, id, "service", {}, 0, "")
        else:
            self.drafts.pop(id, None)

    def jot(self, id: str, notes: Mapping[str, Any]) -> None:
        self.notes[id] = dict(notes)

    def jotted(self, id: str) -> Mapping[str, Any]:
        return self.notes.get(id, {})

    def writer(self, id: str) -> Mapping[str, Any]:
        return {"contact": dict(CONTACT), "title": "", "body": ""}

    def verbs(self) -> list[str]:
        return [one.kind.partition(".")[2] for one in self.took]


def cases() -> dict[str, Matter]:
    """One case in every state, and a guide."""
    made: dict[str, Matter] = {}

    def put(id: str, matter: Matter) -> None:
        made[id] = replace(matter, id=id)

    def office(day: date) -> Bureau:
        return Bureau("service").at(day)

    words = {
        "title": "投靠父母迁户口，材料齐不齐请先看看", "sort": "preapproval", "guide": "guide1", "materials": MATERIALS,
        "body": "我想把户口从厦门迁回王台和父母一起，材料拍照传上来，麻烦先审一下，免得白跑一趟。",
    }  # fmt: skip
    put("c1", office(date(2026, 4, 20)).received(**words))
    put("c2", office(date(2026, 4, 16)).in_hand(**words))
    asking = office(date(2026, 4, 10))
    put("c3", asking.act(LIN, "ask_materials", asking.in_hand(**words), {"missing": ["父母户口簿"], "note": "请补。"}))
    signing = office(date(2026, 4, 14))
    result = {"result": {"code": "pass", "text": "材料齐全，可以到窗口办理。"}, "reply": REPLY}
    written = signing.act(LIN, "draft_result", signing.in_hand(**words), {"set": result})
    put("c4", signing.act(LIN, "submit_result", written))
    put("c5", signing.act(CHEN, "sign_result", written.id))
    late = office(date(2026, 4, 6))
    case = late.in_hand(**words)
    late.at(date(2026, 4, 24))
    order = {"number": "效督〔2026〕9号", "answer_by": "2026-04-30", "note": "超期未告知。"}
    put("c6", late.act(SUPERVISOR, "supervise", case, order))
    fields = {"title": "户口迁入", "column": "1004", "guide": GUIDE, "audience": ["citizen"], "body": ""}
    made["guide1"] = Matter("guide1", "item", "wangtai", "published", "p_lin", fields=fields)
    short = {**fields, "title": "营业执照注销", "guide": {"name": "营业执照注销"}, "audience": ["enterprise"]}
    made["guide2"] = Matter("guide2", "item", "wangtai", "draft", "p_lin", fields=short)
    return made


def desk(actor: Actor = LIN) -> CaseDesk:
    """The desk of a clerk or a reviewer."""
    return CaseDesk(rows=[], matters=cases(), actor=actor)
