"""How long this desk may be used without the portal: from the last contact, by the latest moment ever seen here."""

from collections.abc import Callable
from datetime import datetime, timedelta

from models.items import parse_moment
from models.problems import Refused
from models.store.desk import DeskStore, recalled, remember
from sync.protocol import SessionInfo

UNTIL, DAYS, LATEST = "lease", "lease_days", "lease_latest"
NOTED_EVERY = timedelta(minutes=10)
"""A moment is written down when it is this much later than the one before: a quiet round leaves the disk alone."""


def days_of(info: SessionInfo, now: datetime) -> int:
    """For how many days a sign-in lets this desk work, by the portal's own clock where it tells it; 0 when unsaid."""
    until, start = parse_moment(info.lease_until), parse_moment(info.now) or now
    return max(0, round((until - start) / timedelta(days=1))) if until is not None else 0


class Lease:
    """One store's lease. Setting the computer's clock back gains nothing: only a contact begins the count again."""

    def __init__(self, store: DeskStore, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def begin(self, days: int) -> None:
        """A sign-in over the network gave this many days."""
        now = self._clock()
        with self._store.writing() as connection:
            remember(connection, UNTIL, (now + timedelta(days=days)).isoformat())
            remember(connection, DAYS, str(days))
            remember(connection, LATEST, now.isoformat())

    def renew(self) -> None:
        """The portal has answered: the days that the last sign-in gave begin again."""
        now, (until, latest, days) = self._clock(), self._known()
        if until is None or latest is None or not days:
            return
        if abs(now + timedelta(days=days) - until) >= NOTED_EVERY or latest > now:
            self.begin(days)

    def count_from(self, asked: datetime) -> None:
        """The portal has answered, by hand, what this desk asked at `asked`: the days run from there."""
        until, _latest, days = self._known()
        later = asked + timedelta(days=days)
        if until is not None and later > until:
            with self._store.writing() as connection:
                remember(connection, UNTIL, later.isoformat())

    def check(self) -> None:
        """Refused lease_ended once the time is over."""
        now, (until, latest, given) = self._clock(), self._known()
        if until is None or latest is None:
            return
        if now - latest >= NOTED_EVERY:
            with self._store.writing() as connection:
                remember(connection, LATEST, now.isoformat())
        if max(now, latest) >= until:
            raise Refused("lease_ended", days=given)

    def until(self) -> datetime | None:
        """The moment at which this desk locks itself if the portal is not reached before."""
        return self._known()[0]

    def _known(self) -> tuple[datetime | None, datetime | None, int]:
        with self._store.reading() as connection:
            until, latest, days = recalled(connection, UNTIL, LATEST, DAYS)
        return parse_moment(until), parse_moment(latest), int(days or 0)
