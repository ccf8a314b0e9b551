"""The right pane of 提醒: the matter a reminder is of, what comes next, and when the person is reminded."""

from dataclasses import dataclass
from datetime import date

from models.ladder import Ladder
from models.matter import Matter
from models.people import Actor
from models.policy import Directory
from models.records import WRITING
from models.reminders import Reminder, rung_day
from models.steps import Offer, Rules
from sync.client.reminding import Inbox
from ui.presenters.clock_strip import strip
from ui.presenters.items import chip
from ui.presenters.reminders import kind_word, screen_of
from ui.presenters.workdays import lamp_of, working_days_between, working_days_left
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Turn:
    """A point of the line of time; `now` is drawn filled."""

    word: str
    detail: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """What stands at the right. Without a matter only `when` is filled."""

    key: str = ""
    id: str = ""
    kind: str = ""
    lamp: str = "none"
    title: str = ""
    meta: str = ""
    last: str = ""
    tone: str = "text2"
    reason: str = ""
    step: str = ""
    icon: str = ""
    turns: tuple[Turn, ...] = ()
    when: tuple[tuple[str, str], ...] = ()


def detail(
    one: Reminder | None,
    offers: tuple[Offer, ...],
    inbox: Inbox,
    ladder: Ladder,
    rules: Rules,
    actor: Actor,
    words: Words,
) -> Detail:
    """The pane for a reminder, or for none."""
    when = _when(inbox, ladder, actor.name, words)
    matter = inbox.matters.get(one.id) if one else None
    if one is None or matter is None:
        return Detail(when=when)
    today, directory = inbox.now.date(), rules.directory
    due = _running(matter, one, ladder)
    lamp, tone = lamp_of(due, today, directory.calendar)
    shown = strip(matter, directory, words, today)
    offer = _leading(offers)
    step = (offer.step.zh if words.language == "zh" else offer.step.en) if offer else words("reminders.look")
    title = str(matter.fields.get("title") or one.facts.get("number") or words("items.untitled"))
    return Detail(
        key=one.key,
        id=one.id if screen_of(one.kind, actor) else "",
        kind=one.kind,
        lamp=lamp,
        title=title,
        meta=words.joined([kind_word(one.kind, words), chip(one.kind, matter.state, rules, words).word]),
        last=_last(due, today, directory, words),
        tone=tone,
        reason=shown.reason if shown else "",
        step=step,
        icon=offer.step.icon if offer else "",
        turns=_turns(matter, due, today, ladder, directory, words),
        when=when,
    )


def _leading(offers: tuple[Offer, ...]) -> Offer | None:
    """The step that moves it on: to write while it is being written, else the one by which it goes further; what waits
    for nothing is looked at."""
    writing = next((each for each in offers if each.verb in WRITING), None)
    return writing or next((each for each in offers if each.step.style == "primary"), None)


def _running(matter: Matter, one: Reminder, ladder: Ladder) -> date | None:
    """The last day, where it runs in this state."""
    runs = matter.state in ladder.running.get(matter.kind, ())
    return one.day if runs or one.why.endswith("_ends") or one.why == "answer_due" else None


def _last(due: date | None, today: date, directory: Directory, words: Words) -> str:
    if due is None:
        return ""
    return words.joined(
        [words("reminders.last_day", day=words.day(due, today, near=False)), _near(due, today, directory, words)]
    )


def _near(due: date, today: date, directory: Directory, words: Words) -> str:
    if due < today:
        late = working_days_between(due, today, directory.calendar) or (today - due).days
        return words("reminders.late", n=late)
    if due == today:
        return words("reminders.is_today")
    return words("reminders.left", n=working_days_left(today, due, directory.calendar))


def _turns(
    matter: Matter, due: date | None, today: date, ladder: Ladder, directory: Directory, words: Words
) -> tuple[Turn, ...]:
    """Today, the rungs that are still to come, and what ends it."""
    if due is None:
        return (Turn(words("reminders.now"), words("reminders.stands"), True),)
    time = f"{ladder.morning:%H:%M}".removeprefix("0")
    early = ladder.provisional_earlier if matter.system.get("due_provisional") else 0
    supervised = words("reminders.may_supervise") if matter.kind == "letter" else ""
    turns = [Turn(words.joined([words("reminders.now"), _near(due, today, directory, words)]), "", True)]
    for rung in ladder.rungs:
        left, day = rung_day(due, rung, early, directory.calendar) if rung.before >= 0 else (0, due)
        if rung.before >= 0 and day > today:
            key = "reminders.then_left" if left else "reminders.then_today"
            turns.append(Turn(words.day(day, today), words(key, n=left) if left else words(key)))
    late = words("reminders.then_late_text", time=time)
    if due < today:
        turns[0] = Turn(turns[0].word, supervised or late, True)
    else:
        turns.append(Turn(words("reminders.then_late"), words.joined([late, supervised])))
    return (*turns, Turn(words("reminders.done"), words("reminders.done_text")))


def _when(inbox: Inbox, ladder: Ladder, name: str, words: Words) -> tuple[tuple[str, str], ...]:
    ahead = [words("reminders.each", n=rung.before) for rung in ladder.rungs if rung.before > 0]
    time = f"{ladder.morning:%H:%M}".removeprefix("0")
    return (
        (words("reminders.before"), words("reminders.before_value", days=words.listed(ahead))),
        (words("reminders.after"), words("reminders.after_value", time=time)),
        (words("reminders.phone"), phone_words(inbox, name, words)),
    )


def phone_words(inbox: Inbox | None, name: str, words: Words) -> str:
    """Under which number this person is reminded, masked, or that none is known."""
    if inbox is None or not inbox.phone:
        return words("reminders.no_phone")
    return words("reminders.phone_value", to=f"{inbox.phone[:3]}****{inbox.phone[-4:]}", name=name)
