"""Waking those whom a change concerns."""

import threading

from models.store.portal import open_portal
from sync.server.watch import Watch
from tests.models.office import LIN
from tests.portal.town import Town

MINE = ("u:wangtai",)


def test_only_a_change_of_ones_own_ends_the_waiting(town: Town) -> None:
    town.seat(LIN)
    watch = town.portal.house.watch
    before = watch.newest(MINE)
    town.portal.sessions.sign_in("far", town.passwords["far"], "d", "10.0.0.1")
    assert watch.wait(MINE, before, 0.05) == before
    later = threading.Timer(0.1, town.draft)
    later.start()
    assert watch.wait(MINE, before, 10) > before
    later.join()


def test_what_another_process_committed_is_found_by_looking(village: Town) -> None:
    other = open_portal(village.folder / "portal.db")
    watch = Watch(other)
    before = watch.newest(MINE)
    village.draft()
    assert watch.newest(MINE) == before
    watch.look()
    assert watch.newest(MINE) > before
    other.close()


def test_those_on_the_loop_are_woken_too(village: Town) -> None:
    woken = list[bool]()
    village.portal.house.watch.wakers.append(lambda: woken.append(True))
    village.draft()
    assert woken
