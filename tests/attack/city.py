"""A real portal with a person in every standing and a matter in every state, reached step by step."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.intents import Intent
from models.people import PORTAL, WRITER, Actor
from portal.accounts import Newcomer
from tests.attack.rule import DISTRICT_ROLES, NOBODY, SEES, UNIT_ROLES, UNITS
from tests.models.bureau import CONTACT, DISPATCHER, LEADER, REPLY, WORDS
from tests.models.office import ARGS, CHEN, FIELDS, FINANCE, LIN, OPERATOR, person
from tests.portal.town import Town

UNIT = {"own": "wangtai", "partner": "finance", "other": "xiqin"}
SECRET = "密语山茶花"
"""In every text of every matter: whoever holds it holds the text."""
SMALL = SECRET.encode()
"""Lies beside each file as its small picture."""
NAMED = {"co_units": ["finance"]}
OUTCOME = {
    "outcome": {"code": "already_public", "where": f"公告栏目，索引号 NP02001-0701-2025-00012，{SECRET}"},
    "notice": f"<p>您申请的信息已主动公开。{SECRET}</p>",
}
RESULT = {"result": {"code": "pass", "text": f"材料齐全。{SECRET}"}, "reply": f"{REPLY}<p>{SECRET}</p>"}
CONSULT = {"whom": "溪后村委会", "question": f"是否同意公开{SECRET}？", "third_party": True}


def _everybody() -> dict[str, list[Actor]]:
    """For each standing the people in it; district roles are held once in their own office and once in the unit."""
    found = {
        f"{role} {unit}": [person(f"{role[:4]}{unit}", (UNIT[unit], role))] for unit in UNITS for role in UNIT_ROLES
    }
    found |= {
        role: [person(f"d{role[:6]}", ("digital", role)), person(f"w{role[:6]}", ("wangtai", role))]
        for role in DISTRICT_ROLES
    }
    return {**found, NOBODY: [person("postless")]}


PEOPLE = _everybody()


class City(Town):
    """`matters` has the id of each matter by kind and case; Lin of Wangtai is the author of every item."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        known = [LIN, CHEN, FINANCE, OPERATOR, LEADER]
        more = [one for some in PEOPLE.values() for one in some] + [DISPATCHER]
        new = [Newcomer(one.name, one.person, one.name, one.posts) for one in more if one not in known]
        self.passwords |= dict(self.portal.accounts.add(new, must_change=False))
        self.file = ""
        self.matters: dict[tuple[str, str], str] = {}
        self.files: dict[tuple[str, str], str] = {}
        """The fingerprint of the file that each matter names, brought by Lin."""
        for kind, case in SEES:
            ways: Mapping[str, Callable[[str], str]] = {
                "item": self._item, "letter": self._letter, "request": self._request, "service": self._service,
            }  # fmt: skip
            self.file = self.seat(LIN).bring(f"{SECRET}，{kind} {case}的附件".encode(), "附件.txt")
            self.house.files.keep_beside(self.file, SMALL)
            self.matters[kind, case], self.files[kind, case] = ways[kind](case), self.file

    # Items.

    def _item(self, case: str) -> str:
        return {
            "draft, naming a partner": lambda: self._edited(**NAMED),
            "in_review, naming a partner": lambda: self.in_review(**NAMED),
            "published, countersigned": lambda: self._countersigned(agree=True),
            "returned, declined by the main site": self._declined,
            "returned, a partner objecting": lambda: self._countersigned(agree=False),
        }.get(case, lambda: self.in_state(case))()

    def draft(self, **fields: Any) -> str:
        """Every item was edited once, so that there is a text which an edit replaced."""
        return self._edited(**fields)

    def _edited(self, **fields: Any) -> str:
        body = f"<p>4月20日，王台镇植树三百株，{SECRET}。</p>"
        item = self.seat(LIN).ok("create", self.id(), {"fields": {**FIELDS, "body": body, **fields}})
        return self.seat(LIN).ok(
            "edit", item, {"set": {"body": body.replace("三百", "四百"), "attachments": self._attached}}
        )

    def _countersigned(self, *, agree: bool) -> str:
        item = self.signed(**NAMED)
        return self.seat(FINANCE).ok("countersign", item, {"agree": agree, "reason": "" if agree else "数字不对"})

    def _declined(self) -> str:
        item = self.in_state("with_portal")
        self.seat(OPERATOR).ok("decline", item, ARGS["decline"])
        return item

    @property
    def _attached(self) -> list[dict[str, Any]]:
        return [{"sha256": self.file, "name": "附件.txt", "size": 21, "mime": "text/plain"}]

    # What citizens bring.

    def _brought(self, kind: str, **fields: Any) -> str:
        words = {"title": f"{WORDS['title']}{SECRET}", "body": f"{WORDS['body']}{SECRET}", **fields}
        words["attachments"] = self._attached
        args = {"fields": words, "writer": dict(CONTACT), "unit": "" if "channel" in fields else "wangtai"}
        return self._by_the_public(kind, "receive", self.id(), args)

    def _by_the_public(self, kind: str, verb: str, identity: str, args: Mapping[str, Any]) -> str:
        self.clock.pass_(minutes=1)
        act = Intent(self.id(), f"{kind}.{verb}", identity, args=args)
        verdict = self.house.intake.take(WRITER if verb == "receive" else PORTAL, [act], self.clock())[0]
        assert verdict.result == "ok", verdict
        return identity

    def _go(self, kind: str, identity: str, *steps: tuple[Actor, str, Mapping[str, Any]]) -> str:
        for actor, verb, args in steps:
            self.clock.pass_(minutes=1)
            self.act(actor, f"{kind}.{verb}", identity, args)
        return identity

    def _letter(self, case: str) -> str:
        state, _, how = case.partition(", ")
        if state == "received":
            return self._brought("letter", channel="suggestion", sort="suggestion")
        if state == "with_leader":
            return self._brought("letter", channel="mayor", sort="complaint")
        if state == "with_dispatcher":
            letter = self._brought("letter", channel="complaint", sort="complaint")
            there = (DISPATCHER, "dispatch", {"unit": "wangtai"}), (LIN, "send_back", {"reason": "归城管局"})
            return self._go("letter", letter, *(there if how else ()))
        letter = self._instructed() if how else self._at_the_unit()
        steps = {
            "assigned": [],
            "in_hand": self._replying(0),
            "reply_in_review": self._replying(2),
            "replied": self._replying(3),
            "closed": [*self._replying(3), (LIN, "close", {})],
            "not_answered": [
                *self._replying(0),
                (LIN, "rule_no_reply", {"ground": "no_substance", "reason": "只有一个标点，没有内容"}),
                (CHEN, "confirm_no_reply", {}),
            ],
        }  # fmt: skip
        return self._go("letter", letter, *steps[state])

    def _at_the_unit(self) -> str:
        letter = self._brought("letter", channel="complaint", sort="complaint")
        return self._go("letter", letter, (DISPATCHER, "dispatch", {"unit": "wangtai"}))

    def _instructed(self) -> str:
        letter = self._brought("letter", channel="mayor", sort="complaint")
        to = {"units": ["wangtai", "finance"], "lead": "wangtai", "text": f"请王台镇牵头。{SECRET}"}
        return self._go("letter", letter, (LEADER, "instruct", to))

    def _replying(self, far: int) -> list[tuple[Actor, str, Mapping[str, Any]]]:
        reply = {"set": {"reply": f"{REPLY}<p>{SECRET}</p>"}}
        drafts = [(LIN, "draft_reply", {"set": {"reply": REPLY}}), (LIN, "draft_reply", reply)]
        rest = [(LIN, "submit_reply", {}), (CHEN, "sign_reply", {"public": False})]
        return [(LIN, "sign_for", {}), *(drafts if far else []), *rest[: max(far - 1, 0)]]

    def _request(self, case: str) -> str:
        taken = (LIN, "accept", {})
        decided = [taken, (LIN, "draft_outcome", {"set": OUTCOME}), (LIN, "decide", {})]
        answered = [*decided, (CHEN, "sign_outcome", {"way": "post"})]
        asked = [taken, (LIN, "ask_correction", {"what": f"请写明年份{SECRET}", "days": 5})]
        today = self.clock().date().isoformat()
        quarrel = {"sort": "review", "organ": "复议机关", "number": "延复1号", "day": today, "who": "王台镇"}
        steps: Mapping[str, list[tuple[Actor, str, Mapping[str, Any]]]] = {
            "received": [], "in_hand": [taken], "correction": asked, "lapsed": asked,
            "consulting": [taken, (LIN, "consult", CONSULT)], "outcome_in_review": decided, "answered": answered,
            "disputed": [*answered, (LIN, "dispute", quarrel)], "closed": [*answered, (LIN, "close", {})],
        }  # fmt: skip
        request = self._go("request", self._brought("request"), *steps[case])
        if case == "lapsed":
            before, self.clock.now = self.clock.now, self.clock.now + timedelta(days=20)
            self._by_the_public("request", "lapse", request, {})
            self.clock.now = before
        return request

    def _service(self, case: str) -> str:
        taken = (LIN, "accept", {})
        sent = [taken, (LIN, "draft_result", {"set": RESULT}), (LIN, "submit_result", {})]
        told = [*sent, (CHEN, "sign_result", {})]
        steps: Mapping[str, list[tuple[Actor, str, Mapping[str, Any]]]] = {
            "received": [], "in_hand": [taken],
            "materials_asked": [taken, (LIN, "ask_materials", {"missing": ["申请表"]})],
            "result_in_review": sent, "told": told, "closed": [*told, (LIN, "close", {})],
        }  # fmt: skip
        sort = "preapproval" if case == "materials_asked" else "consult"
        return self._go("service", self._brought("service", sort=sort), *steps[case])
