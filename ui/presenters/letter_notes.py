"""What stands over a letter: why it came back, more time, a supervision, letters that are answered with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.letters import GROUNDS, SCORES
from models.matter import Matter
from models.shapes import parse_day
from models.workflow import Rules
from ui.presenters import steps
from ui.presenters.shell import unit_name
from ui.presenters.steps import StepFace
from ui.text import Words

MOST = 2
"""So many at once; what is further down the list stands in the trail as well."""


@dataclass(frozen=True, slots=True)
class LetterNote:
    """One banner: its level, one bold sentence and one plain one; `link` is place, answer, conflict,
    item:<id>, or the id of a letter."""

    level: str
    title: str
    text: str = ""
    icon: str = ""
    link: str = ""
    link_word: str = ""
    place: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    matter: Matter
    verbs: frozenset[str]
    rules: Rules
    words: Words
    now: datetime

    def when(self, at: object) -> str:
        return steps.moment(str(at or ""), self.words, self.now)

    def day(self, text: object) -> str:
        day = parse_day(str(text or "")[:10])
        return self.words.day(day, self.now.date(), near=False) if day else ""


def notes(
    matter: Matter, faces: Iterable[StepFace], rules: Rules, words: Words, now: datetime
) -> tuple[LetterNote, ...]:
    """The banners of a letter, the one that asks most of anybody first."""
    told = _Told(matter, frozenset(face.verb for face in faces), rules, words, now)
    found = [note for read in _READ for note in read(told)]
    return tuple(found[:MOST])


def of_the_copy(words: Words, now: datetime, *, clash: bool, recovered: str) -> tuple[LetterNote, ...]:
    """What is so on this computer alone: a crash gave back what was being written (`recovered` says of when), and two
    people wrote the reply, of which both texts are kept until somebody makes one of them."""
    made = []
    if recovered:
        when = steps.moment(recovered, words, now)
        made.append(LetterNote("explained", words("letters.note.recovered", when=when), icon="restore"))
    if clash:
        title, text = words("letters.note.clash"), words("letters.note.clash_text")
        link = words("editor.clash.open")
        made.append(LetterNote("known", title, text, "compare-horizontal", "conflict", link))
    return tuple(made)


def _supervised(told: _Told) -> Iterator[LetterNote]:
    for each in told.matter.system.get("supervisions", ()):
        if not each.get("answer"):
            title = told.words("letters.note.supervised", number=each["number"], day=told.day(each["answer_by"]))
            answer = "answer_supervision" in told.verbs
            yield LetterNote(
                "act", title, str(each.get("note", "")), "gavel", "answer" if answer else "",
                told.words("letters.note.answer") if answer else "",
            )  # fmt: skip


def _returned(told: _Told) -> Iterator[LetterNote]:
    """Sent back by its reviewer, or by a unit that it is not for."""
    given, words = told.matter.system.get("returned"), told.words
    if not given:
        return
    if "unit" in given:
        if told.matter.unit:
            return
        unit = unit_name(told.rules.directory, str(given["unit"]), words)
        whose = words("letters.note.whose", unit=given["whose"]) if given.get("whose") else ""
        title = words("letters.note.sent_back", unit=unit, when=told.when(given.get("at")))
        yield LetterNote("known", title, words.joined([str(given.get("reason", "")), whose]), "arrow-u-left-top")
    elif told.matter.state == "in_hand":
        title = words("editor.returned.title", name=given.get("name", ""), when=told.when(given.get("at")))
        place = given.get("place")
        word = words("editor.returned.place") if place else ""
        text = str(given.get("reason", ""))
        yield LetterNote("known", title, text, "arrow-u-left-top", "place" if place else "", word, place)


def _silence(told: _Told) -> Iterator[LetterNote]:
    ruling, words = told.matter.system.get("no_reply"), told.words
    if not ruling:
        return
    ground = str(ruling.get("ground", ""))
    title = words("letters.note.silence", ground=words(f"letters.ground.{ground}") if ground in GROUNDS else ground)
    earlier = words("letters.note.earlier", number=ruling["earlier"]) if ruling.get("earlier") else ""
    yield LetterNote("known", title, words.joined([str(ruling.get("note", "")), earlier]), "email-off-outline")


def _more_time(told: _Told) -> Iterator[LetterNote]:
    asked, words = told.matter.system.get("extension"), told.words
    if not asked or told.matter.system.get("answered_at"):
        return
    state = str(asked.get("state", ""))
    facts = {
        "days": asked.get("granted") or asked.get("days", 0),
        "name": asked.get("granted_name") or asked.get("name", ""),
        "when": told.when(asked.get("granted_at") or asked.get("at")),
    }
    key = f"letters.note.extension_{state}"
    if words.has(key):
        text = str(asked.get("reason", "") if state == "asked" else asked.get("note", ""))
        level = "known" if state in ("asked", "refused") else "explained"
        yield LetterNote(level, words(key, **facts), text, "calendar-clock-outline")


def _together(told: _Told) -> Iterator[LetterNote]:
    system, words = told.matter.system, told.words
    if system.get("merged_into"):
        into = str(system["merged_into"])
        yield LetterNote(
            "explained", words("letters.note.merged_into"), words("letters.note.merged_into_text"), "call-merge", into,
            words("letters.note.open"),
        )  # fmt: skip
    elif system.get("merged"):
        merged = system["merged"]
        title = words("letters.note.merged", n=len(merged))
        yield LetterNote("explained", title, "", "call-merge", str(merged[0]), words("letters.note.open"))


def _urged(told: _Told) -> Iterator[LetterNote]:
    urges = told.matter.system.get("urges", ())
    if urges and not told.matter.system.get("answered_at"):
        last = urges[-1]
        title = told.words("letters.note.urged", name=last.get("name", ""), when=told.when(last.get("at")))
        yield LetterNote("known", title, str(last.get("note", "")), "bell-ring-outline")


def _rated(told: _Told) -> Iterator[LetterNote]:
    rating, words = told.matter.system.get("rating"), told.words
    if rating and rating.get("score") in SCORES:
        level = {"unsatisfied": "known", "mostly": "explained"}.get(str(rating["score"]), "verified")
        title = words("letters.note.rated", score=words(f"letters.score.{rating['score']}"))
        yield LetterNote(level, title, str(rating.get("words", "")), "star-outline")


def _again(told: _Told) -> Iterator[LetterNote]:
    times = told.matter.system.get("reopened")
    if times and not told.matter.system.get("answered_at"):
        yield LetterNote("known", told.words("letters.note.reopened", n=times), icon="restore")


def _about(told: _Told) -> Iterator[LetterNote]:
    """A page error names the item on whose page it was found."""
    item, words = str(told.matter.fields.get("about_item") or ""), told.words
    if item:
        title = words("letters.note.about_item")
        yield LetterNote(
            "explained", title, "", "file-document-outline", f"item:{item}", words("letters.note.open_item")
        )


def _published(told: _Told) -> Iterator[LetterNote]:
    shown = told.matter.system.get("public")
    if shown:
        when = told.when(shown.get("at"))
        yield LetterNote("verified", told.words("letters.note.published", when=when), icon="earth")


_READ: tuple[Callable[[_Told], Iterator[LetterNote]], ...] = (
    _supervised, _returned, _silence, _again, _urged, _more_time, _together, _about, _rated, _published,
)  # fmt: skip
