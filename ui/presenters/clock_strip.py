"""The line over every matter with a clock: its last day and the reason stand together, the legal limit beside them."""

from dataclasses import dataclass
from datetime import date

from models.matter import Matter
from models.policy import Directory
from models.workdays import Calendar
from ui.presenters.timing import Timing, period_words, timings
from ui.presenters.why_lines import fallen_on, pause_words
from ui.presenters.workdays import lamp_of, working_days_between, working_days_left
from ui.text import Words


@dataclass(frozen=True, slots=True)
class StripFace:
    """`lamp` and `tone` (plain amber red pause), the last day, how near it is, why; the legal limit beside it, and the
    advised one, which gives way first."""

    lamp: str
    lamp_word: str
    tone: str
    last: str
    near: str
    reason: str
    legal: str
    advised: str
    provisional: str
    link: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(
            part
            for part in (self.lamp_word, self.last, self.near, self.reason, self.provisional, self.legal, self.advised)
            if part
        )


def strip(matter: Matter, directory: Directory, words: Words, today: date) -> StripFace | None:
    """The strip of a matter, or None where nothing is counted for it."""
    calendar = directory.calendar
    found = timings(matter, calendar)
    if not found:
        return None
    main, *limits = found
    lamp, tone = _lamp(main, calendar, today)
    last = words("why.strip.last", day=words.day(main.due.day, today, near=False))
    near, reason = _near(main, calendar, words, today), _reason(main, calendar, words, today)
    halted = main.clock.halted
    if halted is not None and not halted.cap_wd:
        last, near, reason = words("why.strip.held"), pause_words(halted.why, words), words("why.strip.anew")
    if main.clock.stopped:
        last, near, reason = _done(main, calendar, words, today), "", ""
    days = {limit.clock.id: words.day(limit.due.day, today, near=False, week=False) for limit in limits}
    days = {} if main.clock.stopped or (halted is not None and not halted.cap_wd) else days
    unsure = main.due.provisional and not main.clock.stopped
    return StripFace(
        lamp, words(f"why.strip.lamp_{lamp}"), tone, last, near, reason,
        words("why.strip.legal", day=days["legal"]) if "legal" in days else "",
        words("why.strip.suggested", day=days["suggested"]) if "suggested" in days else "",
        words("why.strip.provisional") if unsure else "", words("why.link"),
    )  # fmt: skip


def _lamp(main: Timing, calendar: Calendar, today: date) -> tuple[str, str]:
    if main.clock.stopped:
        return "done", "plain"
    if main.clock.halted:
        return "pause", "pause"
    lamp, _ = lamp_of(main.due.day, today, calendar)
    return lamp, lamp if lamp in ("amber", "red") else "plain"


def _near(main: Timing, calendar: Calendar, words: Words, today: date) -> str:
    due, halted = main.due.day, main.clock.halted
    if halted is not None:
        return words("why.strip.paused", why=pause_words(halted.why, words))
    if due < today:
        late = working_days_between(due, today, calendar)
        return words("why.strip.late", number=late) if late else words("why.strip.late_days", number=(today - due).days)
    if due == today:
        return words("why.strip.today")
    return words("why.strip.left", number=working_days_left(today, due, calendar))


def _reason(main: Timing, calendar: Calendar, words: Words, today: date) -> str:
    """The one thing that most moved the day."""
    clock, halted, rolled = main.clock, main.clock.halted, main.rolled
    if halted is not None:
        return words("why.strip.paused_left", cap=halted.cap_wd)
    if rolled is not None:
        day = words.day(rolled, today, near=False, week=False)
        return words("why.strip.roll", from_day=day, name=fallen_on(rolled, calendar, words))
    if clock.extensions:
        return words("why.strip.extended", period=period_words(clock.extensions[-1], words))
    if clock.restarted:
        return words("why.strip.restarted", day=words.day(clock.restarted, today, near=False, week=False))
    return _counted(main, words)


def _counted(main: Timing, words: Words) -> str:
    if main.clock.period.unit == "cd":
        return words("why.strip.period", number=main.nth)
    off = sum(reason.why == "holiday" for reason in main.due.reasons)
    worked = sum(reason.why == "make_up" and reason.counts for reason in main.due.reasons)
    parts = [words("why.strip.skipped", number=off)] if off else []
    parts += [words("why.strip.make_up", number=worked)] if worked else []
    nth = words("why.strip.period_wd", number=main.nth)
    return ("，" if words.language == "zh" else ", ").join([nth, *parts])


def _done(main: Timing, calendar: Calendar, words: Words, today: date) -> str:
    stopped, last = main.clock.stopped or today, main.due.day
    gap = working_days_between(min(stopped, last), max(stopped, last), calendar)
    how = words("why.strip.done_on_time")
    if gap:
        how = words("why.strip.done_late" if stopped > last else "why.strip.done_early", number=gap)
    return words.joined([words("why.strip.done", day=words.day(stopped, today, near=False)), how])
