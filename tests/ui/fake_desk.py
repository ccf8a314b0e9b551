"""A desk, rules and window that exist in memory only, so that screens can be judged alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.checks import Finding, Subject, read_lists
from models.checks.checking import check
from models.ids import new_id
from models.intents import Expect, Intent
from models.matter import Entry, Matter
from models.people import Actor, Post
from models.policy import shipped
from models.records import digest
from models.rules import load_rules, offered, perform
from models.steps import Offer, Rules
from ui.notices import Notices
from ui.session import Session
from ui.settings import Settings
from ui.style.look import Look
from ui.text import Words

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 4, 28, 9, 41, tzinfo=ZONE)
BODY = """<p>根据《福建省农村危房改造管理办法》，经农户申请、村级评议、镇级审核，现将2026年第二批拟补助对象公示如下，\
公示期为2026年4月29日至5月8日。</p>
<p>一、拟补助对象共 12 户，名单见附件1。其中溪后村 张某某（身份证号 11010519491231002X，电话 13800000000）\
为重点帮扶户。</p>
<p>二、镇村建办要按时布署验收工作，确保资金在6月底前足额发放到户。</p>
<p>三、公示期内如有异议，请以书面形式向镇村建办反映，电话 0599-0000000。</p>
<p class="right">王台镇人民政府</p>
<p class="right">2026年4月28日</p>"""


@dataclass
class Draft:
    """A draft as the desk keeps it."""

    fields: Mapping[str, Any]
    saved_at: str = "2026-04-28T09:41:00+08:00"
    recovered: bool = False


@dataclass
class Seen:
    """A matter as the desk shows it."""

    matter: Matter
    waiting: tuple[Any, ...] = ()
    draft: Draft | None = None
    offers: tuple[Offer, ...] = ()
    conflict: bool = False


LISTS = read_lists(shipped())


def findings(unit: str, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The real checks."""
    names = tuple(str(file["name"]) for file in fields.get("attachments", ()))
    title, body = str(fields.get("title", "")), str(fields.get("body", ""))
    subject = Subject(title, body, "王台镇人民政府", attachment_names=names)
    return check(subject, LISTS, date(2026, 4, 28))


RULES = load_rules(shipped(), findings)
CLERK = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}), "d1")
REVIEWER = Actor("p_chen", "陈志远", frozenset({Post("wangtai", "reviewer")}), "d2")
NOBODY = Actor("p_x", "路人", frozenset({Post("wangtai", "supervisor")}), "d3")


@dataclass
class FakeDesk:
    """Keeps matters, drafts, versions and blobs in dictionaries, and judges by the real rules."""

    matters: dict[str, Matter]
    actor: Actor = CLERK
    drafts: dict[str, Draft] = field(default_factory=dict)
    jottings: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    done: list[Intent] = field(default_factory=list)
    kept: dict[str, list[Any]] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    going: list[Any] = field(default_factory=list)
    arriving: list[Any] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)
    settled: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def signed_in_elsewhere(self) -> None:
        """Nowhere."""

    @property
    def rules(self) -> Rules:
        return RULES

    def seen(self, id: str) -> Seen:
        matter = self.matters[id]
        return Seen(matter, (), self.drafts.get(id), offered(matter, self.actor, RULES, NOW))

    def do(self, kind: str, id: str, args: Mapping[str, Any], expect: Expect | None = None) -> Seen:
        intent = Intent(f"op{len(self.done)}", kind, id, expect=expect or Expect(), args=args, made_at=NOW.isoformat())
        outcome = perform(intent, self.matters, self.actor, RULES, NOW)
        self.done.append(intent)
        self.matters |= {changed.id: changed for changed in outcome.changed}
        self.drafts.pop(id, None)
        return self.seen(id)

    def jot(self, id: str, notes: Mapping[str, Any]) -> None:
        self.jottings[id] = dict(notes)

    def jotted(self, id: str) -> Mapping[str, Any]:
        return self.jottings.get(id, {})

    def new_id(self) -> str:
        return new_id(int(NOW.timestamp() * 1000), len(self.done))

    def save_draft(self, id: str, fields: Mapping[str, Any], started_from: Any = None) -> None:
        self.drafts[id] = Draft(dict(fields))

    def drop_draft(self, id: str) -> None:
        self.drafts.pop(id, None)

    def put_blob(self, data: bytes, name: str = "") -> str:
        sha = sha256(data).hexdigest()
        self.blobs[sha] = data
        return sha

    def put_file(self, source: Any, name: str) -> tuple[str, int]:
        data = source.read()
        return self.put_blob(data, name), len(data)

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
        return self.blobs.get(sha)

    def small(self, sha: str) -> bytes | None:
        return self.blobs.get(sha)

    def open_blob(self, sha: str) -> None:
        self.opened.append(sha)

    def versions(self, id: str) -> list[Any]:
        return self.kept.get(id, [])

    def put_by(self, id: str) -> list[Any]:
        return self.kept.get(f"{id}.put_by", [])

    def conflicts(self) -> list[Any]:
        return self.kept.get("conflicts", [])

    def settle(self, which: str, how: str, fields: Mapping[str, Any] | None = None) -> str:
        self.settled.append((which, how, fields or {}))
        return which


def entry(verb: str, name: str, at: str, note: str = "", **facts: Any) -> Entry:
    """One line of a trail."""
    return Entry(f"op-{at}", verb, f"p_{name}", name, "clerk", "wangtai", at, "", "", note, facts)


def matter(state: str = "draft", **system: Any) -> Matter:
    """The item of the drawings."""
    title = "王台镇2026年第二批农村危房改造补助对象公示"
    fields = {"title": title, "column": "0702", "disclosure": "proactive", "body": BODY}
    trail = (
        entry("create", "林晓梅", "2026-04-27T15:02:00+08:00"),
        entry("edit", "林晓梅", "2026-04-28T09:30:00+08:00"),
    )
    return Matter(
        "m1",
        "item",
        "wangtai",
        state,
        "p_linxm",
        3,
        "2026-04-27T15:02:00+08:00",
        "2026-04-28T09:30:00+08:00",
        fields,
        {"provisional_no": "暂-0428-07", **system},
        trail,
    )


class FakeHost(QWidget):
    """A window that remembers what it was asked for."""

    def __init__(self, look: Look, language: str = "zh") -> None:
        super().__init__()
        self.look, self.words = look, Words(language)
        self.notices, self.settings = Notices(self.words), Settings()
        self.asked: list[tuple[Any, ...]] = []
        self.told: list[Any] = []
        self.notices.toasted.connect(self.told.append)
        self.notices.bannered.connect(self.told.append)
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)
        self.setProperty("ground", "canvas")

    @property
    def window_widget(self) -> QWidget:
        return self

    def go(self, screen: str, **what: str) -> None:
        self.asked.append(("go", screen, what))

    def open_matter(self, kind: str, id: str, *, pane: str = "", own_window: bool = False) -> None:
        self.asked.append(("open", kind, id, pane))

    def run(self, id: str) -> None:
        self.asked.append(("run", id))

    def keys_changed(self) -> None:
        self.asked.append(("keys",))

    def back(self) -> None:
        self.asked.append(("back",))


def session(desk: FakeDesk, language: str = "zh") -> Session:
    """A session of the person whose desk it is."""
    return Session(desk, Words(language), desk.actor, lambda: NOW, lambda: None)


def content(fields: Mapping[str, Any]) -> str:
    """The fingerprint of a text."""
    return digest(fields)


__all__ = ["NOW", "FakeDesk", "FakeHost", "content", "entry", "findings", "matter", "session"]
