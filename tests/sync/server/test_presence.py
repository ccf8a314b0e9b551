"""Who has it open is told to those who share a scope with them through which both hold it, and to nobody else."""

import pytest

from models.problems import Refused
from sync.server.service import Service
from tests.models.office import CHEN, CLERK_ELSEWHERE, INSPECTOR, LIN, ZHOU
from tests.portal.town import Town


def _names(town: Town, actor: object, *ids: str) -> dict[str, list[str]]:
    found = town.seat(actor).service.presence(ids)  # type: ignore[arg-type]  # an Actor of the town
    return {each: [other.name for other in others] for each, others in found.items()}


def test_two_clerks_of_a_unit_hear_of_each_other_and_since_when(town: Town) -> None:
    item = town.draft()
    assert _names(town, LIN, item) == {}
    town.clock.pass_(seconds=10)
    assert _names(town, ZHOU, item) == {item: ["lin"]}
    begun = town.seat(ZHOU).service.presence([item])[item][0].since
    town.clock.pass_(seconds=20)
    _names(town, LIN, item)
    town.clock.pass_(seconds=20)
    assert town.seat(ZHOU).service.presence([item])[item][0].since == begun
    assert _names(town, LIN, item) == {item: ["zhou"]}


def test_who_falls_silent_or_closes_it_is_there_no_more(town: Town) -> None:
    item = town.draft()
    _names(town, LIN, item)
    town.clock.pass_(seconds=30)
    assert _names(town, ZHOU, item) == {item: ["lin"]}
    town.clock.pass_(seconds=6)
    assert _names(town, ZHOU, item) == {}
    _names(town, LIN, item)
    assert _names(town, ZHOU, item) == {item: ["lin"]}
    _names(town, LIN)
    assert _names(town, ZHOU, item) == {}


def test_after_a_silence_the_time_begins_anew(town: Town) -> None:
    item = town.draft()
    _names(town, LIN, item)
    first = town.seat(ZHOU).service.presence([item])[item][0].since
    town.clock.pass_(minutes=5)
    _names(town, LIN, item)
    assert town.seat(ZHOU).service.presence([item])[item][0].since > first


def test_outsiders_hear_nothing_and_are_not_heard_of(town: Town) -> None:
    item = town.in_review()
    for actor in (LIN, CHEN, INSPECTOR, CLERK_ELSEWHERE):
        _names(town, actor, item)
    assert _names(town, CLERK_ELSEWHERE, item, town.id()) == {}
    assert _names(town, INSPECTOR, item) == {}, "who looks for the district shares no scope with the unit"
    assert _names(town, LIN, item) == {item: ["chen"]}


def test_all_processes_of_a_portal_know_the_same(town: Town) -> None:
    item = town.draft()
    _names(town, LIN, item)
    other = Service(town.portal.house, town.seat(ZHOU).service._token)
    assert [one.name for one in other.presence([item])[item]] == ["lin"]


def test_one_is_not_company_for_oneself(town: Town) -> None:
    item = town.draft()
    _names(town, LIN, item)
    second = Service(town.portal.house)
    second.session("lin", town.passwords["lin"], "a second desk")
    assert second.presence([item]) == {}


def test_a_list_that_no_window_could_show_is_refused(village: Town) -> None:
    for bad in (["x"], [village.id() for _ in range(21)]):
        with pytest.raises(Refused, match="malformed"):
            village.seat(LIN).service.presence(bad)
