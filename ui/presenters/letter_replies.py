"""Helps with an answer: words to put in, filled with what is known; what the checks saw; letters like this one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from models.checks.finding import Finding
from models.content import plain
from models.matter import Matter
from models.policy import Directory
from models.replies import PARTS, Reply, filled, gaps, offered
from models.similar import Near, by_same_writer
from models.workflow import Rules
from ui.presenters import findings, steps
from ui.presenters.faces import ChipFace
from ui.text import Words

BLANK = "body_blank"
"""An answer that was not begun is nothing to be mended."""
MOST_EARLIER = 200
SHOWN = 60
"""Characters of a subject that stand in an answer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Words for one part of an answer: how they are called, how they read filled in, and what is still to be said."""

    id: str
    part: str
    name: str
    text: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LikeFace:
    """A letter like this one: its title, state and reply; `same` says that its writer is the same, `into` that this
    letter may be answered with it."""

    id: str
    title: str
    state: ChipFace
    meta: str
    reply: str
    same: bool
    into: bool


@dataclass(frozen=True, slots=True)
class CheckLine:
    """The line under the reply: its icon and tone, and what was looked at or what is open."""

    icon: str
    tone: str
    text: str


def offers(matter: Matter, directory: Directory, words: Words, today: date) -> tuple[Offer, ...]:
    """What suits this letter, in the order in which an answer is put together."""
    facts = known(matter, directory, words, today)
    return tuple(_offer(reply, facts, words) for reply in offered(matter.kind, matter.fields, directory))


def _offer(reply: Reply, facts: Mapping[str, str], words: Words) -> Offer:
    text = filled(reply.text, facts)
    name = reply.en if words.language == "en" else reply.name
    return Offer(reply.id, words(f"letters.part.{reply.part}"), name, text, gaps(text))


ADDRESSED = {"service": "办事人", "request": "申请人"}


def known(matter: Matter, directory: Directory, words: Words, today: date) -> Mapping[str, str]:
    """What the desk can fill in. The writer is addressed without a name, since an answer may be published (Art. 25);
    the words are Chinese in either language of the window, as the answer is."""
    unit = directory.units.get(matter.unit)
    return {
        "称呼": ADDRESSED.get(matter.kind, "来信人"),
        "事项": str(matter.fields.get("title", ""))[:SHOWN],
        "单位": unit.name if unit else "",
        "日期": f"{today.month}月{today.day}日",
    }


def combined(chosen: Iterable[Offer]) -> str:
    """The chosen words as paragraphs, in the order of an answer."""
    return paragraphs("\n".join(offer.text for offer in chosen))


def paragraphs(text: str) -> str:
    """Plain lines as paragraphs of a reply."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def in_order(chosen: Iterable[Offer], words: Words) -> tuple[Offer, ...]:
    """Chosen words in the order of the parts of an answer, whatever the order they were chosen in."""
    order = [words(f"letters.part.{part}") for part in PARTS]
    return tuple(sorted(chosen, key=lambda offer: order.index(offer.part)))


def check_line(found: Sequence[Finding], kept: Iterable[str], words: Words) -> CheckLine:
    """`检查通过：未提来信人姓名，不是套话`, or how many findings are open and the gravest of them."""
    settled = set(kept)
    open_ = [one for one in found if one.key not in settled and one.level != "unchecked"]
    if not open_:
        return CheckLine("check-circle-outline", "green", words("letters.checked"))
    first = open_[0]
    if first.rule == BLANK:
        return CheckLine("pencil-outline", "text2", words("letters.nothing_yet"))
    text = words("letters.to_look_at", n=len(open_), first=findings.cards([first], {}, words)[0].title)
    return CheckLine(findings.ICONS[first.level], findings.INKS[first.level], text)


def blocking(found: Iterable[Finding], kept: Iterable[str]) -> int:
    """How many findings should be mended before anybody signs."""
    settled = set(kept)
    return sum(one.level == "block" and one.key not in settled for one in found)


def alike(
    matter: Matter, others: Mapping[str, Matter], near: Iterable[Near], rules: Rules, words: Words, now: datetime
) -> tuple[LikeFace, ...]:
    """Letters of the same writer first, then those that say nearly the same, the most alike first."""
    same = by_same_writer(matter, others.values())
    shares = {each.id: each.share for each in near if each.id in others and each.id != matter.id}
    order = [each.id for each in same] + [id for id in shares if id not in {each.id for each in same}]
    writers = {each.id for each in same}
    return tuple(_like(others[id], matter, shares.get(id, 0.0), id in writers, rules, words, now) for id in order)


def _like(
    other: Matter, matter: Matter, share: float, same: bool, rules: Rules, words: Words, now: datetime
) -> LikeFace:
    when = steps.moment(str(other.system.get("answered_at") or other.created_at), words, now)
    parts = [
        words("letters.like.same") if same else "",
        words("letters.like.share", share=f"{share:.0%}") if share else "",
        words("letters.like.answered" if other.system.get("answered_at") else "letters.like.received", when=when),
    ]
    return LikeFace(
        other.id, str(other.fields.get("title", "")), steps.state_face(other, rules, words), words.joined(parts),
        plain(str(other.fields.get("reply") or "")).strip(), same, _joins(matter, other, same=same),
    )  # fmt: skip


def _joins(matter: Matter, other: Matter, *, same: bool) -> bool:
    """Whether this letter may be answered with the other: both in hand at one unit, of one writer as far as known."""
    apart = bool(matter.system.get("same")) and bool(other.system.get("same")) and not same
    both = (matter, other)
    here = all(each.state == "in_hand" and not each.system.get("merged_into") for each in both)
    return here and other.unit == matter.unit and not matter.system.get("merged") and not apart


def answered(faces: Iterable[LikeFace]) -> int:
    """How many of them have a reply to look at."""
    return sum(bool(face.reply) for face in faces)


def earlier(matter: Matter, others: Iterable[Matter]) -> tuple[str, ...]:
    """The unit's last answers to other letters as plain text, for the check that an answer is not one of them again."""
    given = sorted((each for each in others if _counts(matter, each)), key=_answered_at, reverse=True)
    texts = (_words(str(each.fields.get("reply") or "")) for each in given[:MOST_EARLIER])
    return tuple(text for text in texts if text)


def _answered_at(matter: Matter) -> str:
    return str(matter.system.get("answered_at", ""))


@lru_cache(maxsize=1024)
def _words(html: str) -> str:
    return plain(html).strip()


def _counts(matter: Matter, other: Matter) -> bool:
    return other.id != matter.id and other.unit == matter.unit and bool(other.system.get("answered_at"))


def public_of(fields: Mapping[str, Any]) -> Mapping[str, str]:
    """Title, question and reply as they would be published: what was prepared, else the masked words themselves."""
    return {
        "public_title": str(fields.get("public_title") or fields.get("title") or ""),
        "public_body": _prepared(fields) or str(fields.get("body") or ""),
        "public_reply": str(fields.get("reply") or ""),
    }


def _prepared(fields: Mapping[str, Any]) -> str:
    """The question in the form that was prepared, as people read it: it is kept as HTML."""
    kept = str(fields.get("public_body") or "")
    return plain(kept).strip() or kept
