"""After the portal was put back from an earlier copy: what it took since then, and forgot, is offered to it again."""

from collections.abc import Sequence

from models.rules import related
from models.store import journal
from models.store.connect import Connection
from models.store.desk import recalled, remember
from sync.client import judging
from sync.client.desk import Desk
from sync.client.intake import OFFERING
from sync.protocol import Portal

MOST_ASKED = 2000
"""How many acts one question to the portal names."""


def offer_again(desk: Desk, portal: Portal) -> int | None:
    """Asks which acknowledged acts the portal still has, once after each change of portal; the others go up again. How
    many those are; None where nothing was to be asked.

    Unreachable leaves the question open for the next round."""
    with desk.store.reading() as connection:
        if recalled(connection, OFFERING) == ("",):
            return None
        ops = journal.acknowledged(connection)
    known = set[str]()
    for at in range(0, len(ops), MOST_ASKED):
        known |= {verdict.op for verdict in portal.known(ops[at : at + MOST_ASKED]).verdicts}
    lost = [op for op in ops if op not in known]
    with desk.store.writing() as connection:
        put_back(connection, desk, lost)
        remember(connection, OFFERING, "")
    return len(lost)


def put_back(connection: Connection, desk: Desk, lost: Sequence[str]) -> None:
    """Puts acts that the portal forgot before all that waits."""
    ids = journal.offer_again(connection, lost, lambda intent: related(intent, None))
    judging.reproject(connection, desk.seat, ids)
