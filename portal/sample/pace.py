"""The office's hours, so that the sample's steps are taken when people work."""

import random
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from models.policy import Directory, shipped
from models.workdays import Calendar

ZONE = timezone(timedelta(hours=8))
OPEN, CLOSE = time(8, 5), time(17, 25)
REST = (time(11, 45), time(14, 35))


@lru_cache(maxsize=1)
def _calendar() -> Calendar:
    return Directory(shipped()).calendar


@lru_cache(maxsize=4096)
def works(day: date) -> bool:
    """Whether the offices are open, by the notices of holidays that the program brings."""
    return _calendar().is_working(day)


def workday(day: date, step: int = 1) -> date:
    """`day` itself, or the next (or, with -1, the last) working day."""
    while not works(day):
        day += timedelta(days=step)
    return day


class Pace:
    """A hand that moves on from act to act through working hours, never past `latest`."""

    def __init__(self, day: date, rng: random.Random, latest: datetime):
        self._rng = rng
        self._latest = latest
        begin = datetime.combine(workday(day), time(8, 30), ZONE) + timedelta(seconds=rng.randint(0, 9000))
        self.now = min(begin, latest - timedelta(hours=3))

    def after(self, low: int, high: int) -> datetime:
        """The moment `low` to `high` working minutes later."""
        moment = self.now + timedelta(seconds=self._rng.randint(low * 60, high * 60))
        if REST[0] <= moment.time() < REST[1]:
            moment += timedelta(hours=2, minutes=50)
        if moment.time() > CLOSE or moment.date() != self.now.date():
            late = self._rng.randint(0, 5400)
            moment = datetime.combine(workday(self.now.date() + timedelta(days=1)), OPEN, ZONE) + timedelta(
                seconds=late
            )
        self.now = max(min(moment, self._latest), self.now + timedelta(seconds=1))
        return self.now

    def days(self, count: int) -> datetime:
        """The moment `count` days later, at a working hour."""
        day = workday(self.now.date() + timedelta(days=count))
        moment = datetime.combine(day, OPEN, ZONE) + timedelta(seconds=self._rng.randint(1200, 9000))
        self.now = max(min(moment, self._latest), self.now + timedelta(seconds=1))
        return self.now

    def capped(self, moment: datetime) -> datetime:
        """The moment, or the latest one where it lies beyond."""
        return min(moment, self._latest)

    def reached(self, day: date) -> bool:
        """Whether that day has begun by the latest moment."""
        return day <= self._latest.date()
