"""What went without a word is counted by scope, from a moment on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.portal_log import Act
from models.store.portal_removals import Loss, losses, seq_at, taken
from models.store.portal_write import Put, Writing, put_matter
from tests.sync.fleet import CLERK, Fleet

OPEN = "u:wangtai"


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal and its desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()


def _lost(fleet: Fleet, ids: list[str]) -> None:
    def job(writing: Writing) -> None:
        found = writing.matters("item", ids)
        for each in ids:
            doc = found[each].to_doc()
            writing.note(None, [Put("item", each, frozenset(), lambda _, doc=doc: doc)])
        writing.note(Act(fleet.new_id(), "p", "", "test.lost", "x", received=fleet.clock().isoformat()))

    fleet.store.write(job)


def test_only_a_mass_is_named_and_only_since_then(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    items = [clerk.write(f"第{number}件") for number in range(62)]
    clerk.sync()
    fleet.clock.pass_(days=1)
    moment = fleet.clock().isoformat(timespec="seconds")
    with fleet.store.reading() as reading:
        since = seq_at(reading.connection, moment)
        assert since == reading.head()
    _lost(fleet, items[:50])
    with fleet.store.reading() as reading:
        assert losses(reading.connection, since) == []
    _lost(fleet, items[50:60])
    with fleet.store.reading() as reading:
        assert losses(reading.connection, since) == [Loss(OPEN, 60, 62)]
        assert losses(reading.connection, reading.head()) == []
        assert {identity for _, identity in taken(reading.connection, OPEN, since)} == set(items[:60])


def test_what_came_again_is_not_taken(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    items = [clerk.write(f"第{number}件") for number in range(2)]
    clerk.sync()
    _lost(fleet, items)
    fleet.store.write(lambda writing: writing.note(None, put_matter(writing.matters("item", items)[items[0]])))
    with fleet.store.reading() as reading:
        assert taken(reading.connection, OPEN, 0) == [("item", items[1])]
