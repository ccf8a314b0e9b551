"""The hourly look at what citizens brought: closes what is settled and lapses what was left in silence (条例 30).
What is left of files on their way up, of files that nobody used, and of counted guesses is tidied away with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.intents import Expect, Intent
from models.matter import Matter
from models.people import PORTAL
from models.store.portal_people import forget_guesses
from portal.rhythm import Rhythm
from sync.protocol import Verdict
from sync.server.service import House

SETTLED = (("letter", ("replied", "not_answered")), ("request", ("answered",)), ("service", ("told",)))
"""What the portal closes when nobody has said anything against it."""
SETTLED_AFTER = "settled_after"
COUNTED = timedelta(days=7)
"""So long a count of guesses or of letters is kept after its last: a week is longer than any of them counts back, and
nobody's address stays with us because they once forgot a password."""
MOST = 500
"""Acts of one transaction."""


class Tidying(Rhythm):
    """Looks every hour."""

    def __init__(self, house: House, every: float) -> None:
        super().__init__(every)
        self._house = house

    def due(self) -> tuple[Verdict, ...]:
        """Takes every step whose time has come. Two processes may look at once: the act's name makes it happen once."""
        self._house.snapshots.tidy()
        now = self._house.now()
        self._house.uploads.tidy()
        with self._house.store.apart() as connection:
            forget_guesses(connection, (now - COUNTED).timestamp())
        acts = list(self._acts(now))
        told: list[Verdict] = []
        for at in range(0, len(acts), MOST):
            told += self._house.intake.take_all([(act, PORTAL, now) for act in acts[at : at + MOST]])
        return tuple(told)

    def _acts(self, now: datetime) -> Iterator[Intent]:
        duty = self._house.policies.rules().directory.duty(SETTLED_AFTER, now.date())
        since = (now - timedelta(days=duty.number if duty else 0)).isoformat(timespec="seconds")
        with self._house.store.reading() as reading:
            for kind, states in SETTLED:
                for matter in reading.lying(kind, states, since=since):
                    yield _act(matter, "close", now)
            for matter in reading.lying("request", ("correction",), due=now.date().isoformat()):
                yield _act(matter, "lapse", now)


def _act(matter: Matter, verb: str, now: datetime) -> Intent:
    op = f"{verb}-{matter.version}-{matter.id}"[:40]
    at = now.isoformat(timespec="seconds")
    return Intent(op, f"{matter.kind}.{verb}", matter.id, matter.version, expect=Expect(matter.state), made_at=at)
