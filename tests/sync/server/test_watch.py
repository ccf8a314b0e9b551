"""Waking those whom a change concerns."""

import threading

from models.store.portal import open_portal
from models.store.portal_write import put_plain
from sync.server.watch import Watch
from tests.models.office import LIN
from tests.portal.town import Town

MINE = ("u:wangtai",)


def test_only_a_change_of_ones_own_ends_the_waiting(town: Town) -> None:
    town.seat(LIN)
    watch = town.portal.house.watch
    before = watch.newest(watch.meet(MINE))
    town.portal.sessions.sign_in("far", town.passwords["far"], "d", "10.0.0.1")
    assert watch.wait(MINE, before, 0.05) == before
    later = threading.Timer(0.1, town.draft)
    later.start()
    assert watch.wait(MINE, before, 10) > before
    later.join()


def test_what_is_known_to_lie_beyond_a_place_is_told_without_a_question(town: Town) -> None:
    watch = town.portal.house.watch
    before = watch.newest(watch.meet(MINE))
    town.draft()
    assert watch.has_passed({MINE[0]: before})
    assert not watch.has_passed({MINE[0]: watch.newest(MINE)})
    assert not watch.has_passed({"u:never_met": 0})


def test_a_portal_that_stops_answers_whoever_waits(town: Town) -> None:
    watch = town.portal.house.watch
    before, woken = watch.newest(watch.meet(MINE)), list[str]()
    later = threading.Timer(0.1, watch.end)
    later.start()
    with watch.waking(MINE, lambda: woken.append("woken")):
        assert watch.wait(MINE, before, 600) == before
        later.join()
    assert woken == ["woken"]


def test_what_another_process_committed_is_found_by_looking(village: Town) -> None:
    other = open_portal(village.folder / "portal.db")
    watch = Watch(other)
    before = watch.newest(watch.meet(MINE))
    village.draft()
    assert watch.newest(MINE) == before
    watch.look()
    assert watch.newest(MINE) > before
    other.close()


def test_what_another_process_committed_is_found_below_a_commit_of_ones_own(village: Town) -> None:
    other = open_portal(village.folder / "portal.db")
    watch = Watch(other)
    before = watch.newest(watch.meet(MINE))
    village.draft()
    other.write(lambda writing: writing.note(None, [put_plain("unit", "elsewhere", {"name": "别处"})]))
    watch.look()
    assert watch.newest(MINE) > before
    other.close()


def test_what_changed_before_this_process_began_is_told_for_its_own_scopes_alone(village: Town) -> None:
    village.draft()
    last = village.portal.house.watch.newest(MINE)
    other = open_portal(village.folder / "portal.db")
    watch = Watch(other)
    other.write(lambda writing: writing.note(None, [put_plain("unit", "elsewhere", {"name": "别处"})]))
    assert watch.newest(watch.meet(MINE)) == last
    other.close()


def test_those_on_the_loop_are_woken_too(village: Town) -> None:
    woken = list[bool]()
    with village.portal.house.watch.waking(MINE, lambda: woken.append(True)):
        village.draft()
    assert woken


def test_who_waits_for_something_else_is_not_woken(village: Town) -> None:
    woken, watch = list[bool](), village.portal.house.watch
    with watch.waking(("u:somewhere",), lambda: woken.append(True)):
        village.draft()
    with watch.waking(MINE, lambda: woken.append(True)):
        pass
    village.draft()
    assert not woken
