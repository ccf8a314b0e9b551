"""What a person should know of a request before anything else: returns, corrections, extensions, repeats, disputes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.matter import Matter
from models.shapes import parse_day
from ui.presenters.steps import moment
from ui.text import Words

SAME_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NoteFace:
    """A banner: known, act, explained or verified; `link` opens the matter `opens`."""

    level: str
    title: str
    text: str = ""
    link: str = ""
    opens: str = ""


def notes(
    matter: Matter, same: Sequence[Matter], words: Words, now: datetime, begun: bool = False
) -> tuple[NoteFace, ...]:
    """The banners, what has to be acted on first; `begun`: an outcome was begun here and not handed in."""
    found = (
        _supervised(matter, words, now), _disputed(matter, words), _returned(matter, words, now),
        _extension(matter, words, now), _correction(matter, words, now), _consulting(matter, words, now),
        _begun(matter, words) if begun else None, _same(matter, same, words),
    )  # fmt: skip
    return tuple(each for each in found if each is not None)


def _day(text: object, words: Words, now: datetime) -> str:
    day = parse_day(str(text or "")[:10])
    return words.day(day, now.date(), near=False) if day else ""


def _supervised(matter: Matter, words: Words, now: datetime) -> NoteFace | None:
    open_ = [each for each in matter.system.get("supervisions") or () if not each.get("answer")]
    if not open_:
        return None
    last = open_[-1]
    title = words("requests.note.supervised", number=last["number"], day=_day(last["answer_by"], words, now))
    return NoteFace("act", title, str(last.get("note") or ""))


def _disputed(matter: Matter, words: Words) -> NoteFace | None:
    open_ = [each for each in matter.system.get("disputes") or () if not each.get("result")]
    if not open_:
        return None
    sort = words(f"steps.option.sort.{open_[-1].get('sort', 'review')}")
    return NoteFace("act", words("requests.note.disputed", sort=sort, organ=open_[-1].get("organ", "")))


def _returned(matter: Matter, words: Words, now: datetime) -> NoteFace | None:
    returned = matter.system.get("returned")
    if not returned or matter.state != "in_hand":
        return None
    when = moment(str(returned.get("at") or ""), words, now)
    title = words("requests.note.returned", name=returned.get("name", ""), when=when)
    return NoteFace("known", title, str(returned.get("reason") or ""))


def _extension(matter: Matter, words: Words, now: datetime) -> NoteFace | None:
    asked = matter.system.get("extension") or {}
    state = asked.get("state")
    if state == "asked":
        return NoteFace(
            "explained", words("requests.note.extension_asked", days=asked["days"]), str(asked.get("reason") or "")
        )
    if state == "granted":
        due = _day((matter.system.get("due") or {}).get("local"), words, now)
        return NoteFace("known", words("requests.note.extension_granted", days=asked.get("granted", ""), day=due))
    if state == "refused":
        return NoteFace("known", words("requests.note.extension_refused"), str(asked.get("note") or ""))
    return None


def _correction(matter: Matter, words: Words, now: datetime) -> NoteFace | None:
    asked = matter.system.get("correction") or {}
    if matter.state == "correction":
        title = words("requests.note.correction", day=_day(asked.get("until"), words, now))
        return NoteFace("known", title, str(asked.get("what") or ""))
    if asked.get("text"):
        return NoteFace("explained", words("requests.note.corrected"), str(asked["text"]))
    return None


def _consulting(matter: Matter, words: Words, now: datetime) -> NoteFace | None:
    asked = matter.system.get("consults") or ()
    if matter.state != "consulting" or not asked:
        return None
    last = asked[-1]
    title = words("requests.note.consulting", whom=last.get("whom", ""), day=_day(last.get("sent_at"), words, now))
    return NoteFace("explained", title, str(last.get("question") or ""))


def _begun(matter: Matter, words: Words) -> NoteFace | None:
    return NoteFace("explained", words("requests.note.begun")) if matter.state == "in_hand" else None


def _same(matter: Matter, same: Sequence[Matter], words: Words) -> NoteFace | None:
    """What the same applicant asked besides: a repeat may be answered by naming the earlier answer (Art. 15 (5))."""
    if not same or matter.state in ("closed", "lapsed"):
        return None
    titles = words.listed([f"《{each.fields.get('title', '')}》" for each in same[:SAME_SHOWN]])
    title = words("requests.note.same", n=len(same))
    return NoteFace("known", title, titles, words("requests.note.same_open"), same[0].id)


def same_applicant(matter: Matter, others: Sequence[Matter]) -> tuple[Matter, ...]:
    """The other requests of whoever sent this one, as the portal's keyed marks tell; the newest first."""
    marks = set(matter.system.get("same") or ())
    found = [each for each in others if each.id != matter.id and marks & set(each.system.get("same") or ())]
    return tuple(sorted(found, key=lambda each: str(each.fields.get("received_on") or ""), reverse=True))


def earlier_answer(same: Sequence[Matter]) -> str:
    """The number of the last answer that the same applicant was given, to be named where they ask the same again."""
    answered = [each for each in same if each.system.get("answered_at")]
    last = max(answered, key=lambda each: str(each.system["answered_at"]), default=None)
    if last is None:
        return ""
    return str((last.fields.get("outcome") or {}).get("doc_no") or last.system.get("number") or "")
