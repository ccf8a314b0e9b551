"""What the clerk of the drawings is told: two letters, an item returned, and messages with every fate."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.matter import Entry, Matter
from models.reminders import reminders
from models.rules import offered
from sync.client.desk import Seen
from sync.client.reminding import Inbox
from tests.ui.fakes import CLERK, LADDER, NOW, RULES, FakeDesk, FakeReminding

PHONE = "13900000007"


def at(day: int, hour: int, minute: int = 0) -> str:
    return datetime(2026, 4, day, hour, minute, tzinfo=NOW.tzinfo).isoformat()


def entry(verb: str, when: str, name: str, before: str, after: str) -> Entry:
    return Entry(f"op-{verb}-{when}", verb, f"p_{name}", name, "", "", when, before, after)


def matters() -> list[Matter]:
    """The matters of the drawing; the item is one of the sample's."""
    urged = entry("urge", at(24, 17, 5), "区效能办", "in_hand", "in_hand")
    lamp = Matter(
        "l1", "letter", "wangtai", "in_hand", "",
        fields={"title": "村道路灯损坏三个月无人维修", "channel": "complaint"},
        system={"number": "WT2026-0312", "due_at": "2026-04-27", "handler": "p_linxm"}, trail=(urged,),
    )  # fmt: skip
    care = replace(
        lamp, id="l2", state="reply_in_review", fields={"title": "咨询城乡居民医保参保登记时间"}, trail=(),
        system={"number": "WT2026-0318", "due_at": "2026-04-28", "handler": "p_linxm"},
    )  # fmt: skip
    back = Matter(
        "i2", "item", "wangtai", "returned", "p_linxm", fields={"title": "王台镇2026年防汛应急预案", "column": "0401"},
        trail=(entry("return", at(27, 15, 22), "陈志远", "in_review", "returned"),),
    )  # fmt: skip
    return [lamp, care, back]


def message(keys: list[str], state: str, made_at: str, **more: Any) -> dict[str, Any]:
    return {
        "person": "p_linxm", "to": "139****0007", "state": state, "keys": keys, "made_at": made_at,
        "text": "【延平门户】王台镇：来信", "about": [{"kind": "letter", "id": "l1", "why": "today"}], **more,
    }  # fmt: skip


def inbox(now: datetime = NOW, **changed: Any) -> Inbox:
    """The inbox of the drawing."""
    held = matters()
    found = reminders(held, CLERK, now, RULES.directory.calendar, LADDER)
    fates = {
        "l1.overdue": "delivered", "l2.today": "queued", "l1.today": "delivered", "l1.urged": "failed",
        "l1.in_1_wd": "sent", "l2.in_1_wd": "unreported",
    }  # fmt: skip
    messages = {}
    for one in found:
        state = next((state for start, state in fates.items() if one.key.startswith(start)), "")
        if state:
            messages[one.key] = message([one.key], state, one.at)
    settled = message(
        ["gone"], "delivered", at(24, 9), text="【延平门户】王台镇：来信WT2026-0299今天到期，请今天办结。"
    )
    given = {
        "now": now, "ahead": timedelta(), "found": found, "matters": {one.id: one for one in held},
        "messages": {**messages, "gone": settled}, "phone": PHONE,
    }  # fmt: skip
    return Inbox(**{**given, **changed})


class Told(FakeDesk):
    """A desk that knows the letters too."""

    def __init__(self, told: Inbox | None = None) -> None:
        super().__init__()
        self.reminding = FakeReminding(told or inbox())

    def seen(self, id: str) -> Seen:
        known = self.reminding.told.matters.get(id)
        return Seen(known, offers=offered(known, CLERK, RULES, NOW)) if known else super().seen(id)
