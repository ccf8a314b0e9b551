"""Says to all desks that a mass of removals was meant, as an act of an administrator."""

import secrets
from datetime import timedelta

from models.ids import new_id
from models.problems import Refused
from models.store.portal_log import Act
from models.store.portal_removals import Loss, losses, seq_at
from models.store.portal_write import Writing
from portal.administration import acting
from portal.app import Portal

RIGHT = "removals.confirm"


def lately(portal: Portal, days: int) -> list[Loss]:
    """The scopes that lost so much in these days that desks ask."""
    with portal.store.reading() as reading:
        return losses(reading.connection, seq_at(reading.connection, _since(portal, days)))


def confirm(portal: Portal, scope: str, days: int, login: str) -> int:
    """What the scope lost in these days was meant; how many rows. Refused not_found where it lost nothing, and what
    `acting` refuses."""
    person, now = acting(portal.accounts, RIGHT, login).person, portal.house.now()
    op, at = new_id(int(now.timestamp() * 1000), secrets.randbits(82)), now.isoformat(timespec="seconds")
    with portal.store.reading() as reading:
        since = seq_at(reading.connection, _since(portal, days))

    def job(writing: Writing) -> int:
        rows = writing.mean(scope, since)
        if not rows:
            raise Refused("not_found", id=scope[:80])
        writing.note(Act(op, person, "portal", RIGHT, scope, received=at))
        return rows

    return portal.store.write(job)


def _since(portal: Portal, days: int) -> str:
    return (portal.house.now() - timedelta(days=days)).isoformat(timespec="seconds")
