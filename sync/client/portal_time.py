"""What time it is at the portal, as far as this desk can know: last days run by its clock, not by this computer's."""

from collections.abc import Callable
from datetime import datetime, timedelta

from models.items import parse_moment
from models.store.desk import DeskStore, remember, remembered

HEARD, AHEAD = "portal_now", "portal_ahead"
NOTED_EVERY = timedelta(minutes=10)
"""A moment is written down when it is this much later than the one before: a quiet round leaves the disk alone."""
STEADY = timedelta(seconds=30)
"""By so little two clocks may differ from one round to the next."""


class PortalTime:
    """The portal's clock, carried on by this computer's between two rounds, and never back."""

    def __init__(self, store: DeskStore, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def heard(self, told: str) -> None:
        """The portal has just said what time it is there."""
        there, here = parse_moment(told), self._clock()
        if there is None:
            return
        ahead, (last, known) = there - here, self._known()
        if last is not None and abs(ahead - known) < STEADY and timedelta() <= there - last < NOTED_EVERY:
            return
        with self._store.writing() as connection:
            remember(connection, HEARD, there.isoformat())
            remember(connection, AHEAD, str(ahead.total_seconds()))

    def now(self) -> datetime:
        """The moment there. Whoever sets this computer's clock back gains no day: the last known moment stands."""
        last, ahead = self._known()
        reckoned = self._clock() + ahead
        return max(reckoned, last) if last is not None else reckoned

    def ahead(self) -> timedelta:
        """By how much the portal's clock is ahead of this computer's; nothing when that was never learnt."""
        last, _ahead = self._known()
        return self.now() - self._clock() if last is not None else timedelta()

    def _known(self) -> tuple[datetime | None, timedelta]:
        with self._store.reading() as connection:
            last, ahead = remembered(connection, HEARD), remembered(connection, AHEAD, "0")
        return parse_moment(last), timedelta(seconds=float(ahead))
