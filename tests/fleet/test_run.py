"""The same seed goes the same way; what is broken on purpose is noticed, and told as a short story."""

from fleet.faults import FAULTS
from fleet.mutations import broken
from fleet.run import Event, plan, play_out, run, shrunk


def test_a_seed_goes_the_same_way_again() -> None:
    first, again = run(7), run(7)
    assert (first.story, first.acts) == (again.story, again.acts)


def test_a_plan_with_one_kind_has_no_other_fault() -> None:
    _, events = plan(3, "response_lost")
    assert {each.verb for each in events} & FAULTS.keys() == {"response_lost"}


def test_what_breaks_a_promise_is_shrunk_to_the_events_that_matter() -> None:
    crew, _ = plan(1)
    write, copy = Event("write", 0, 1), Event("portal_restored", 0, 2)
    quiet = [Event("time", 0, 3), Event("citizen", 0, 4)]
    with broken("re_offering"):
        told = play_out(1, crew, [*quiet, copy, write, Event("everyone", 0, 5), *quiet, copy])
        assert told.promise == 1
        short = shrunk(told)
    assert [each.verb for each in short.events] == ["portal_restored", "write", "everyone", "portal_restored"]


def test_at_least_24_kinds_of_fault_can_be_switched_on_alone() -> None:
    assert len(FAULTS) >= 24
    assert all(fault.what.endswith(".") for fault in FAULTS.values())
