"""What the portal heard last under a desk's name, and which history a desk speaks of."""

from models.people import Actor
from models.store.portal_log import Act
from models.store.portal_write import Writing
from sync.protocol import SyncRequest
from sync.server.histories import is_from_another, last_act
from tests.sync.fleet import CLERK, SECOND, Fleet


def _last(fleet: Fleet, actor: Actor) -> str:
    with fleet.store.reading() as reading:
        return last_act(reading, actor)


def test_the_last_act_is_that_of_this_person_at_this_desk_alone(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    assert _last(fleet, CLERK) == ""
    ops = []
    for station in (clerk, second, clerk):
        station.write()
        ops += [intent.op for intent in station.desk.outbox()]
        station.sync()
    assert (_last(fleet, CLERK), _last(fleet, SECOND)) == (ops[2], ops[1])
    assert _last(fleet, Actor(CLERK.person, CLERK.name, CLERK.posts, SECOND.device)) == ""


def test_what_the_portal_itself_noted_of_a_desk_is_no_act_of_it(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.write()
    (act,) = clerk.desk.outbox()
    clerk.sync()

    def note(writing: Writing) -> None:
        writing.note(Act("bundle-00001", CLERK.person, CLERK.device, "bundle.take", "b1"))

    fleet.store.write(note)
    assert _last(fleet, CLERK) == act.op


def test_another_name_or_a_place_beyond_the_end_is_of_another_history(fleet: Fleet) -> None:
    fleet.station(CLERK).sync()
    epoch = fleet.store.epoch
    with fleet.store.reading() as reading:
        assert not is_from_another(reading, epoch, SyncRequest("d"))
        assert not is_from_another(reading, epoch, SyncRequest("d", epoch, {"pub": 1}))
        assert is_from_another(reading, epoch, SyncRequest("d", "elsewhere"))
        assert is_from_another(reading, epoch, SyncRequest("d", epoch, {"pub": 10**6}))
