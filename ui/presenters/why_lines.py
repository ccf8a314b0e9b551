"""The numbered sentences of 为什么是这一天: what was counted from, what was not counted, and where each rule stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.clock import Reason
from models.matter import Matter
from models.workdays import ONE_DAY, Calendar
from ui.presenters.spans import article_words, spoken_days
from ui.presenters.timing import Timing, period_words
from ui.presenters.workdays import working_days_between
from ui.text import Words

RECEIPT = {"web": "web", "post": "post", "fax": "post", "registered": "post", "in_person": "person"}
"""How the day of receipt is found, by the way a request came (条例 31)."""
RECEIPT_ARTICLE, RESTART_ARTICLE, PAUSE_ARTICLE = 31, 30, 33
STATUTE = "条例"


@dataclass(frozen=True, slots=True)
class WhyLine:
    """A sentence with its reason, and the article or notice that says so; `more` is told on pointing at it."""

    title: str
    text: str
    source: str
    more: str = ""


def lines(matter: Matter, main: Timing, calendar: Calendar, words: Words, today: date) -> tuple[WhyLine, ...]:
    """The sentences in the order in which the days pass."""
    told = _Told(matter, main, calendar, words, today)
    parts: tuple[Callable[[], list[WhyLine]], ...] = (
        told.receipt, told.period, told.skipped, told.made_up, told.pauses, told.extensions, told.rolled, told.last,
    )  # fmt: skip
    return tuple(line for part in parts for line in part())


class _Told:
    def __init__(self, matter: Matter, main: Timing, calendar: Calendar, words: Words, today: date) -> None:
        self._matter, self._main, self._clock = matter, main, main.clock
        self._calendar, self._words, self._today = calendar, words, today
        self._own = article_words(main.clock.article, main.clock.basis, words)
        self._reasons = main.due.reasons

    def receipt(self) -> list[WhyLine]:
        words, clock = self._words, self._clock
        if clock.restarted:
            text = words("why.line.restarted_text", day=self._day(clock.received, week=False))
            source = article_words(RESTART_ARTICLE, STATUTE, words) if self._asked else self._own
            return [WhyLine(words("why.line.restarted", day=self._day(clock.restarted)), text, source)]
        how = RECEIPT.get(str(self._matter.fields.get("channel"))) if self._asked else None
        text = words(f"why.line.received_{how}" if how else "why.line.received_text")
        source = article_words(RECEIPT_ARTICLE, STATUTE, words) if how else self._own
        return [WhyLine(words("why.line.received", day=self._day(clock.received)), text, source)]

    def period(self) -> list[WhyLine]:
        words = self._words
        first = next((reason.day for reason in self._reasons if reason.counts), self._main.due.day)
        text = words("why.line.period_text", day=self._day(first))
        title = words("why.line.period", period=period_words(self._clock.period, words))
        return [WhyLine(title, text, self._own)]

    def skipped(self) -> list[WhyLine]:
        words = self._words
        if self._clock.period.unit == "cd":
            return [WhyLine(words("why.line.every"), words("why.line.every_text"), self._own)]
        out = [reason for reason in self._reasons if reason.step == "count" and not reason.counts]
        if not out:
            return []
        weekends = [reason.day for reason in out if reason.why == "weekend"]
        parts = [words("why.line.weekends", days=self._days(weekends))] if weekends else []
        names = dict.fromkeys(reason.name for reason in out if reason.why == "holiday")
        for name in names:
            days = [reason.day for reason in out if reason.name == name]
            parts.append(words("why.line.holidays", name=self._named(name), days=self._days(days)))
        text = ("；" if words.language == "zh" else "; ").join(parts)
        return [WhyLine(words("why.line.skipped", number=len(out)), text, *self._notices(out))]

    def made_up(self) -> list[WhyLine]:
        words, numbers = self._words, self._main.numbered
        made = [reason for reason in self._reasons if reason.why == "make_up" and reason.counts]
        if not made or self._clock.period.unit == "cd":
            return []
        text = words("why.line.make_up_text", days=self._days([reason.day for reason in made]))
        if len(made) == 1:
            text = words("why.line.make_up_nth", day=self._day(made[0].day), number=numbers[made[0].day])
        return [WhyLine(words("why.line.make_up", number=len(made)), text, *self._notices(made))]

    def pauses(self) -> list[WhyLine]:
        words = self._words
        out = [reason for reason in self._reasons if reason.step == "pause"]
        if not out:
            return self._held() or self._nothing()
        made = []
        for why in dict.fromkeys(reason.why for reason in out):
            days = [reason.day for reason in out if reason.why == why]
            halted = self._clock.halted
            if halted is not None and (halted.why or "paused") == why:
                text = words("why.line.paused_open", days=self._days(days), cap=halted.cap_wd or 0)
            else:
                text = words("why.line.paused_text", days=self._days(days), day=self._day(days[-1] + ONE_DAY))
            title = words("why.line.paused", why=pause_words(why, words), number=len(days))
            made.append(WhyLine(title, text, article_words(PAUSE_ARTICLE, STATUTE, words)))
        return made

    def _held(self) -> list[WhyLine]:
        """A clock that waits for a correction: nothing is counted until it begins again at zero."""
        halted, words = self._clock.halted, self._words
        if halted is None:
            return []
        text = words("why.line.held_text", day=self._day(halted.start))
        source = article_words(RESTART_ARTICLE, STATUTE, words)
        return [WhyLine(words("why.line.held", why=pause_words(halted.why, words)), text, source)]

    def _nothing(self) -> list[WhyLine]:
        if self._clock.extensions:
            return []
        words, key = self._words, "plain_request" if self._asked else "plain"
        return [WhyLine(words(f"why.line.{key}"), words(f"why.line.{key}_text"), words("why.source.nothing"))]

    def extensions(self) -> list[WhyLine]:
        words, made, day = self._words, [], self._main.due.original
        for turn, each in enumerate(self._clock.extensions, 1):
            text = words("why.line.extended_text", on=self._day(each.on, week=False), day=self._day(day, week=False))
            made.append(WhyLine(words("why.line.extended", period=period_words(each, words)), text, self._own))
            day = max((reason.day for reason in self._reasons if reason.round == turn), default=day)
        return made

    def rolled(self) -> list[WhyLine]:
        words, day = self._words, self._main.rolled
        if day is None:
            return []
        name = fallen_on(day, self._calendar, words)
        text = words("why.line.roll_text", from_day=self._day(day, week=False), name=name)
        return [WhyLine(words("why.line.roll", day=self._day(self._main.due.day)), text, words("why.source.roll"))]

    def last(self) -> list[WhyLine]:
        words, due, stopped = self._words, self._main.due, self._clock.stopped
        key = f"why.line.last_{self._matter.kind}"
        text = words(key) if words.has(key) else ""
        title = words("why.line.last", number=self._main.nth, day=self._day(due.day))
        if self._main.rolled is not None:
            title = words("why.line.last_rolled", day=self._day(due.day))
        made = [WhyLine(title, text, self._own)]
        if stopped:
            made.append(WhyLine(words("why.line.stopped", day=self._day(stopped)), self._gap(stopped, due.day), ""))
        return made

    def _gap(self, stopped: date, last: date) -> str:
        words, calendar = self._words, self._calendar
        if stopped == last:
            return words("why.line.stopped_last")
        key = "why.line.stopped_text" if stopped < last else "why.line.stopped_late"
        return words(key, number=working_days_between(min(stopped, last), max(stopped, last), calendar))

    @property
    def _asked(self) -> bool:
        """Whether the statute on disclosure speaks of this matter."""
        return self._matter.kind == "request"

    def _notices(self, found: list[Reason]) -> tuple[str, str]:
        numbers = list(dict.fromkeys(reason.notice for reason in found if reason.notice))
        if not numbers:
            return self._own, ""
        key = "why.source.notice" if len(numbers) == 1 else "why.source.notices"
        return self._words(key), self._words.listed(numbers)

    def _named(self, name: tuple[str, str]) -> str:
        return name[0 if self._words.language == "zh" else 1]

    def _day(self, day: date, *, week: bool = True) -> str:
        return self._words.day(day, self._today, near=False, week=week)

    def _days(self, days: list[date]) -> str:
        return spoken_days(days, self._words)


def pause_words(why: str, words: Words) -> str:
    """What a pause is called."""
    return words(f"why.pause.{why}" if words.has(f"why.pause.{why}") else "why.pause.other")


def fallen_on(day: date, calendar: Calendar, words: Words) -> str:
    """The rest on which a count ended: `五一放假`, `周末`."""
    kind = calendar.judge(day)
    if kind.why != "holiday":
        return words("why.line.roll_weekend")
    return words("why.line.roll_holiday", name=kind.name[0 if words.language == "zh" else 1])
