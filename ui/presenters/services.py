"""What the pane of a service case shows: what is asked, what is missing of it, the result, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.matter import Matter
from models.services import SORTS
from models.shapes import parse_day
from models.workflow import Offer, Rules
from ui.presenters import clock_strip, steps
from ui.presenters.clock_strip import StripFace
from ui.presenters.faces import ChipFace
from ui.presenters.steps import StepFace, TrailLine
from ui.text import Words

UNSHOWN = frozenset({"receive", "draft_result", "note", "look"})
"""Verbs without a button among the steps: writing is the result itself, the others stand at the right side."""
OUT_OF_PLACE = frozenset({"no_supervision", "not_overdue", "handler_already"})
"""What stands in the way of a step that has nothing to do with the case as it is: such a step is not shown."""
WRITING = ("in_hand", "result_in_review", "told", "closed")
"""The states in which there is a result, or one is being written."""


@dataclass(frozen=True, slots=True)
class Material:
    """A material that the case needs: whether it was handed in."""

    name: str
    given: bool


@dataclass(frozen=True, slots=True)
class ServiceNote:
    """Something to be seen first: `level` as banners have it; `step` is the verb that answers it."""

    level: str
    title: str
    text: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The result as it is written: its code (pass, fail, need or none yet), a sentence, what is missing, the words."""

    code: str = ""
    text: str = ""
    missing: tuple[str, ...] = ()
    reply: str = ""

    def doc(self) -> dict[str, Any]:
        """The result without its words, as the rules take it."""
        found: dict[str, Any] = {"code": self.code} if self.code else {}
        found |= {"text": self.text} if self.text else {}
        return found | ({"missing": list(self.missing)} if self.code == "need" and self.missing else {})


@dataclass(frozen=True, slots=True)
class ServicePane:
    """Everything on the pane."""

    id: str
    title: str
    state: ChipFace
    meta: str
    strip: StripFace | None
    notes: tuple[ServiceNote, ...]
    body: str
    guide: str
    guide_id: str
    files: tuple[Mapping[str, Any], ...]
    materials: tuple[Material, ...]
    asked: str
    result: Result
    shows_result: bool
    writable: bool
    result_word: str
    steps: tuple[StepFace, ...]
    next: str
    trail: tuple[TrailLine, ...]
    notable: bool


def present(
    matter: Matter,
    fields: Mapping[str, Any],
    offers: Sequence[Offer],
    waiting: Iterable[str],
    guide: str,
    rules: Rules,
    words: Words,
    now: datetime,
) -> ServicePane:
    """The pane of a case; `fields` hold the newest result that the person has, saved or not yet sent; `guide` is the
    name of the guide that the case names, where it is known here."""
    faces = steps.step_faces(matter, offers, words)
    writable = steps.find(faces, "draft_result") is not None
    shown = tuple(face for face in faces if face.verb not in UNSHOWN and OUT_OF_PLACE.isdisjoint(face.codes))
    result = result_of(fields)
    named = str(fields.get("guide") or "")
    return ServicePane(
        id=matter.id,
        title=str(fields.get("title", "")) or words("items.untitled"),
        state=steps.state_face(matter, rules, words),
        meta=_meta(matter, words, now),
        strip=clock_strip.strip(matter, rules.directory, words, now.date()),
        notes=tuple(_notes(matter, faces, words, now)),
        body=str(fields.get("body", "")),
        guide=guide or named,
        guide_id=named if guide else "",
        files=tuple(fields.get("attachments") or ()),
        materials=materials(matter),
        asked=_asked(matter, words, now),
        result=result,
        shows_result=matter.state in WRITING and (writable or result != Result()),
        writable=writable,
        result_word=words(f"services.result_{_standing(matter, writable=writable)}"),
        steps=shown,
        next=_next(matter, shown, words),
        trail=steps.trail(matter, rules, dict.fromkeys(waiting), words, now),
        notable=steps.find(faces, "note") is not None,
    )


def result_of(fields: Mapping[str, Any]) -> Result:
    """The result among the fields of a case."""
    table = fields.get("result") or {}
    missing = table.get("missing") or ()
    return Result(
        str(table.get("code") or ""), str(table.get("text") or ""), tuple(map(str, missing)),
        str(fields.get("reply") or ""),
    )  # fmt: skip


def materials(matter: Matter) -> tuple[Material, ...]:
    """What the case needs: what was listed with it, and what was asked for since."""
    listed = {
        str(each["name"]): bool(each.get("given")) for each in matter.fields.get("materials") or () if each.get("name")
    }
    for asked in matter.system.get("materials", ()):
        listed |= dict.fromkeys((name for name in map(str, asked.get("missing", ())) if name not in listed), False)
    return tuple(Material(name, given) for name, given in listed.items())


def lacking(matter: Matter) -> tuple[str, ...]:
    """The names of what was not handed in."""
    return tuple(one.name for one in materials(matter) if not one.given)


def arrived(named: Iterable[tuple[str, bool]]) -> dict[str, Any]:
    """The arguments of the step that enters materials."""
    return {"materials": [{"name": name, "given": given} for name, given in named if name.strip()]}


def written(before: Mapping[str, Any], result: Result) -> dict[str, Any]:
    """What of the result was written anew; not set and empty are the same."""
    now: dict[str, Any] = {"result": result.doc(), "reply": result.reply}
    return {name: value for name, value in now.items() if (value or before.get(name)) and value != before.get(name)}


def _meta(matter: Matter, words: Words, now: datetime) -> str:
    sort, system = str(matter.fields.get("sort", "")), matter.system
    number = str(system.get("number") or system.get("provisional_no") or "")
    day = parse_day(str(matter.fields.get("received_on", "")))
    parts = [
        words(f"services.sort.{sort}") if sort in SORTS else "",
        words("services.number", number=number) if number else "",
        words("services.received", day=words.day(day, now.date(), near=False)) if day else "",
        words("services.handler", name=system["handler_name"]) if system.get("handler_name") else "",
    ]
    return "   ".join(part for part in parts if part)


def _notes(matter: Matter, faces: Sequence[StepFace], words: Words, now: datetime) -> Iterable[ServiceNote]:
    system = matter.system
    answers = steps.find(faces, "answer_supervision") is not None
    for each in system.get("supervisions", ()):
        if not each.get("answer"):
            day = parse_day(str(each.get("answer_by", "")))
            by = words.day(day, now.date(), near=False) if day else ""
            title = words("services.supervised", number=each.get("number", ""), day=by)
            yield ServiceNote("act", title, str(each.get("note", "")), "answer_supervision" if answers else "")
    returned = system.get("returned")
    if returned and matter.state == "in_hand":
        when = steps.moment(str(returned.get("at", "")), words, now)
        title = words("services.returned", name=returned.get("name", ""), when=when)
        yield ServiceNote("known", title, str(returned.get("reason", "")))
    urges = system.get("urges") or ()
    if urges and matter.state not in ("told", "closed"):
        last = urges[-1]
        when = steps.moment(str(last.get("at", "")), words, now)
        yield ServiceNote(
            "known", words("services.urged", name=last.get("name", ""), when=when), str(last.get("note", ""))
        )


def _asked(matter: Matter, words: Words, now: datetime) -> str:
    """When materials were asked for last, and when they came."""
    asked = matter.system.get("materials") or ()
    if not asked:
        return ""
    last = asked[-1]
    when = steps.moment(str(last.get("at", "")), words, now)
    names = words.listed(list(map(str, last.get("missing", ()))))
    told = words("services.asked", name=last.get("name", ""), when=when, names=names)
    back = steps.moment(str(last.get("back_at", "")), words, now)
    came = words("services.came", when=back) if back else ""
    return words.sentences(told, came, str(last.get("note") or ""))


def _standing(matter: Matter, *, writable: bool) -> str:
    if matter.state == "result_in_review":
        return "in_review"
    if matter.state in ("told", "closed"):
        return "told"
    return "draft" if writable else "read_only"


def _next(matter: Matter, shown: Sequence[StepFace], words: Words) -> str:
    """What comes, and whose turn it then is."""
    turn = "mine" if steps.primary(shown) is not None else "theirs"
    key = f"services.next.{matter.state}.{turn}"
    return words(key) if words.has(key) else ""
