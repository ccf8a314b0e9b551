"""Rules that arrive take effect at once on an open desk; those that cannot be read are passed over, and told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.rulebook import Rulebook
from desktop.seat import Seat
from models.imported import KEY
from models.policy import shipped
from models.problems import Refused
from models.rules import load_rules
from models.seals import new_key, public_half, sealed
from tests.portal.notices import NEXT_YEAR, NUMBER
from tests.sync.fleet import CLERK, Fleet, Station

ITEM = "workflows/item.toml"
UNITS = "units.toml"


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    made = Fleet(tmp_path)
    yield made
    made.close()


def _seat(fleet: Fleet) -> tuple[Station, Seat]:
    station = fleet.station(CLERK)
    station.sync()
    book = Rulebook(station.desk.store, fleet.clock, lambda _sha: None)
    station.desk.adopt(book.read())
    return station, Seat(station.desk, CLERK.device, book)


def _send(fleet: Fleet, name: str, text: str) -> None:
    fleet.put("policy", {name: {"name": name, "text": text}})


def test_a_unit_renamed_at_the_portal_has_its_new_name_after_the_next_round(fleet: Fleet) -> None:
    station, seat = _seat(fleet)
    _send(fleet, UNITS, shipped()[UNITS].replace("王台镇人民政府", "王台街道办事处"))
    assert seat.follow(station.sync()).rules
    assert station.desk.rules.directory.units["wangtai"].name == "王台街道办事处"


def test_a_step_taken_away_at_the_portal_is_refused_on_the_desk_from_the_next_round_on(fleet: Fleet) -> None:
    station, seat = _seat(fleet)
    item = station.write()
    _send(fleet, ITEM, shipped()[ITEM].replace('verb = "discard"', 'verb = "throw_out"'))
    seat.follow(station.sync())
    assert "discard" not in {offer.verb for offer in station.desk.seen(item).offers}
    with pytest.raises(Refused) as no:
        station.desk.do("item.discard", item)
    assert no.value.code == "step_unknown"


def test_a_round_without_other_rules_reads_none(fleet: Fleet) -> None:
    station, seat = _seat(fleet)
    before = station.desk.rules
    station.write()
    assert not seat.follow(station.sync()).rules
    assert station.desk.rules is before


def test_rules_that_cannot_be_read_are_passed_over_for_the_programs_own_and_told_once(fleet: Fleet) -> None:
    station, seat = _seat(fleet)
    _send(fleet, ITEM, "kind = 'item'\n[[step]]\nverb = 7\nguards = ['not_known_here']")
    done = seat.follow(station.sync())
    assert done.passed_over is not None
    assert (done.passed_over.code, done.passed_over.facts["file"]) == ("policy_passed_over", ITEM)
    assert "discard" in station.desk.rules.workflow("item").steps
    assert seat.follow(station.sync()).passed_over is None
    again = Rulebook(station.desk.store, fleet.clock, lambda _sha: None)
    again.read()
    assert again.untold() is None, "told anew at every start"


def test_what_waits_is_shown_by_the_rules_that_came_and_goes_on_waiting(fleet: Fleet) -> None:
    station, _ = _seat(fleet)
    item = station.write()
    station.desk.do("item.discard", item)
    assert station.state(item) == "discarded"
    other = {**shipped(), ITEM: shipped()[ITEM].replace('verb = "discard"', 'verb = "throw_out"')}
    station.desk.adopt(load_rules(other, lambda _unit, _fields: ()))
    assert station.state(item) == "draft"
    assert [act.kind for act in station.desk.outbox()] == ["item.create", "item.discard"]


def test_an_imported_notice_counts_on_the_desk_and_one_without_its_seal_is_left_out_and_told(fleet: Fleet) -> None:
    station, seat = _seat(fleet)
    name, key = f"calendar/{NUMBER}.toml", new_key()
    doc = sealed(key, {"name": name, "text": NEXT_YEAR, "imported_by": "p_admin", "at": "2026-11-05"})
    fleet.put("policy", {name: doc, KEY: {"name": KEY, "text": public_half(key)}})
    assert seat.follow(station.sync()).passed_over is None
    assert 2027 in station.desk.rules.directory.calendar.years
    fleet.put("policy", {name: {**doc, "text": NEXT_YEAR.replace("2027-01-03", "2027-01-08")}})
    told = seat.follow(station.sync()).passed_over
    assert told is not None
    assert told.facts["file"] == name
    assert 2027 not in station.desk.rules.directory.calendar.years


def test_a_notice_that_contradicts_itself_leaves_the_desk_with_its_own_calendar(fleet: Fleet) -> None:
    station, seat = _seat(fleet)
    name, key = f"calendar/{NUMBER}.toml", new_key()
    text = NEXT_YEAR.replace("2026-12-27", "2027-01-02")
    doc = sealed(key, {"name": name, "text": text, "imported_by": "p_admin", "at": "2026-11-05"})
    fleet.put("policy", {name: doc, KEY: {"name": KEY, "text": public_half(key)}})
    told = seat.follow(station.sync()).passed_over
    assert told is not None
    assert (told.facts["file"], told.facts["line"]) == (name, 11)
    assert 2026 in station.desk.rules.directory.calendar.years
