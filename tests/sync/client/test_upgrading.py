"""What an older program could not read comes anew once it can, and what an older portal did not know is sent again."""

from dataclasses import replace

import pytest

from models.store import outbox
from models.store.desk import row_values
from models.store.desk_tables import rows
from models.store.received import Put, receive
from sync.client import upgrading
from sync.client.upgrading import look_again, note_unknown
from tests.sync.fleet import CLERK, Fleet

DOC = {"name": "新东西", "later": [1, {"deep": "留着"}]}


def test_a_row_of_an_unknown_type_is_kept_whole_and_read_once_it_is_known(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()
    with clerk.desk.store.writing() as connection:
        receive(connection, [Put("pub", row_values("novelty", "n1", 7, DOC))], [])
        note_unknown(connection, {"novelty", "item"})
    look_again(clerk.desk)
    assert _version(clerk.desk) == 7
    monkeypatch.setattr(upgrading, "KNOWN", upgrading.KNOWN | {"novelty"})
    look_again(clerk.desk)
    assert _version(clerk.desk) == 0
    with clerk.desk.store.writing() as connection:
        receive(connection, [Put("pub", row_values("novelty", "n1", 7, DOC))], [])
    look_again(clerk.desk)
    assert _version(clerk.desk) == 7


def _version(desk: object) -> int:
    with desk.store.reading() as connection:
        return int(connection.execute(rows.select().where(rows.c.type == "novelty")).one().version)


@pytest.mark.parametrize(("why", "state"), [("kind_unknown", "waiting"), ("portal_fault", "parked")])
def test_only_what_the_portal_did_not_know_goes_up_once_more(fleet: Fleet, why: str, state: str) -> None:
    clerk = fleet.station(CLERK)
    clerk.write()
    with clerk.desk.store.writing() as connection:
        (act,) = outbox.waiting(connection)
        outbox.mark(connection, [act.intent.op], "parked", error=why)
    look_again(clerk.desk)
    with clerk.desk.store.reading() as connection:
        assert outbox.waiting(connection) == [replace(act, state=state, error="" if state == "waiting" else why)]
