"""What a portal took and forgot, since it was put back from an earlier copy, comes back from the desks."""

from collections.abc import Iterator

import pytest

from fleet.line import said
from fleet.reading import at_portal
from fleet.town import PEOPLE
from fleet.world import Station, World, begin
from models.people import PORTAL
from models.store.outbox import waiting
from tests.sync.fleet import TEXT


@pytest.fixture
def world() -> Iterator[World]:
    made = begin(PEOPLE[:2])
    yield made
    made.close()


def _written(desk: Station, title: str) -> str:
    identity = desk.desk.new_id()
    desk.desk.do("item.create", identity, {"fields": {**TEXT, "title": title, "body": "<p>正文。</p>"}})
    return identity


def _copied(world: World) -> None:
    world.backup = world.centre.place.image()
    world.centre.restart()


def _put_back(world: World) -> None:
    assert world.backup is not None
    world.centre.put_back(world.backup, "another-epoch")


def _titles(world: World) -> list[str]:
    portal = at_portal(world)
    return [portal.doc(*key)["fields"]["title"] for key in sorted(portal.rows) if key[0] == "item"]


def test_an_item_that_the_restored_portal_does_not_know_is_there_again_after_a_round(world: World) -> None:
    lin, zhou = world.stations
    _copied(world)
    item = _written(lin, "恢复前写的")
    for desk in (lin, zhou, lin):
        assert desk.sync()[0] == ""
    zhou.desk.do("item.edit", item, {"set": {"title": "恢复前改的"}})
    zhou.sync()
    _put_back(world)
    for _ in range(2):
        for desk in (lin, zhou):
            assert desk.sync()[0] == ""
    assert _titles(world) == ["恢复前改的"]
    assert lin.desk.outbox() == []
    assert lin.desk.seen(item).matter.version > 0


def test_what_the_restored_portal_still_knows_is_not_sent_again(world: World) -> None:
    lin = world.stations[0]
    _written(lin, "复制前写的")
    lin.sync()
    lin.sync()
    _copied(world)
    _put_back(world)
    lin.sync()
    assert _titles(world) == ["复制前写的"]
    assert [entry["kind"] for entry in at_portal(world).log if entry["person"] != PORTAL.person] == ["item.create"]


def test_acts_offered_again_go_before_those_that_waited_meanwhile(world: World) -> None:
    lin = world.stations[0]
    _copied(world)
    item = _written(lin, "第一")
    lin.sync()
    lin.sync()
    _put_back(world)
    lin.desk.do("item.edit", item, {"set": {"title": "第二"}})
    lin.sync()
    lin.sync()
    assert _titles(world) == ["第二"]
    with lin.store.reading() as connection:
        assert waiting(connection) == []


def test_the_question_stays_open_while_the_portal_does_not_answer_it(world: World) -> None:
    lin = world.stations[0]
    _copied(world)
    _written(lin, "恢复前写的")
    lin.sync()
    lin.sync()
    _put_back(world)
    whole = lin.line.carry
    lin.line.carry = lambda asked: whole(asked) if asked.path == "/v1/sync" else said(500)
    assert lin.sync()[0] == "portal_fault"
    assert _titles(world) == []
    lin.line.carry = whole
    lin.sync()
    assert _titles(world) == ["恢复前写的"]
