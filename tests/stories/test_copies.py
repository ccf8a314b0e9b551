"""A profile on two computers, a computer put back from an image, a portal put back from a backup: each is told, and
nothing that anybody typed is lost."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.seat import DEVICE, device_of, own_name
from models.problems import Refused, Unreachable
from sync.client.desk import Query
from tests.sync.fleet import CLERK, SECOND, Fleet, Station

ALL = Query(tab="all")


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal and its desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()


def _image(fleet: Fleet, station: Station, name: str) -> Path:
    """The profile as it lies on the disk now, beside it."""
    station.desk.store.tidy()
    return Path(shutil.copytree(fleet.folder / CLERK.device, fleet.folder / name))


def _titles(station: Station) -> set[str]:
    return {station.title(one.id) for one in station.desk.page(ALL, 0, 50)}


def test_a_profile_on_two_computers_is_told_and_once_they_have_names_of_their_own_all_words_meet(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("复制前的")
    clerk.sync()
    waiting = clerk.write("复制时还没送的")
    _image(fleet, clerk, "copy")
    copy = fleet.station(CLERK, "copy")
    fleet.clock.pass_(minutes=1)
    clerk.write("这台写的")
    copy.write("那台写的")
    assert not clerk.sync().copied
    assert copy.sync().copied
    moved = fleet.station(replace(CLERK, device="desk-of-its-own"), "copy")
    moved.edit(item, title="换了名字以后改的")
    for _ in range(2):
        assert not moved.sync().copied
    clerk = fleet.station(replace(CLERK, device="another-of-its-own"), CLERK.device)
    for _ in range(2):
        assert not clerk.sync().copied
    for station in (clerk, moved):
        assert _titles(station) == {"换了名字以后改的", "复制时还没送的", "这台写的", "那台写的"}
        assert station.desk.tally() == (0, 0)
    assert clerk.desk.seen(waiting).matter == moved.desk.seen(waiting).matter


def test_a_computer_put_back_from_an_image_has_all_again_that_had_reached_the_portal(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    old = clerk.write("做映像以前的")
    clerk.sync()
    image = _image(fleet, clerk, "image")
    fleet.clock.pass_(minutes=1)
    clerk.edit(old, title="做映像以后改的")
    clerk.write("做映像以后写的")
    clerk.sync()
    clerk.desk.store.close()
    shutil.rmtree(fleet.folder / CLERK.device)
    image.rename(fleet.folder / CLERK.device)
    again = fleet.station(CLERK)
    assert again.title(old) == "做映像以前的"
    again.desk.save_draft(old, {"summary": "恢复后接着写"}, {})
    assert again.sync().copied
    assert _titles(again) == {"做映像以后改的", "做映像以后写的"}
    draft = again.desk.draft(old)
    assert draft is not None
    assert draft.fields == {"summary": "恢复后接着写"}


def test_who_was_always_the_same_is_never_taken_for_two(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write()
    for turn in range(4):
        clerk.edit(item, title=f"第{turn}稿")
        clerk.wire.cut_after = turn
        with pytest.raises(Refused):
            clerk.sync()
        clerk.wire.cut_after = None
        assert not clerk.sync().copied
        second.edit(item, keywords=[str(turn)]) if turn else second.sync()
        assert not second.sync().copied
        fleet.clock.pass_(days=40)
    assert not fleet.station(CLERK).sync().copied
    fleet.put_back(fleet.back_up())
    assert not clerk.sync().copied


def test_after_a_portal_was_put_back_it_is_said_how_much_went_up_again(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    clerk.write("备份前的")
    clerk.sync()
    second.sync()
    copy = fleet.back_up()
    for number in range(3):
        clerk.write(f"备份后的{number}")
    assert clerk.sync().again is None
    fleet.put_back(copy)
    assert clerk.sync().again == 3
    assert second.sync().again == 0
    assert clerk.sync().again is None
    assert len(_titles(second)) == 4


def test_that_is_said_even_where_the_round_that_found_it_broke_off(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    copy = fleet.back_up()
    clerk.write("备份后的")
    clerk.sync()
    fleet.put_back(copy)
    for _ in range(2):
        clerk.wire.cut_after = 1
        with pytest.raises(Unreachable):
            clerk.sync()
    clerk.wire.cut_after = None
    assert len(clerk.desk.outbox()) == 1
    assert clerk.sync().again == 1
    assert clerk.sync().again is None


def test_the_name_of_a_computer_is_renewed_once_and_nothing_else_of_its_profile(fleet: Fleet, tmp_path: Path) -> None:
    clerk = fleet.station(CLERK)
    done = clerk.sync()
    profile = tmp_path / "profile"
    before = device_of(profile, fleet.clock)
    (profile / "beside.txt").write_text("留着", encoding="utf-8")
    assert own_name(profile, before, fleet.clock, done) is done
    for _ in range(2):
        with pytest.raises(Refused, match="desk_copied"):
            own_name(profile, before, fleet.clock, replace(done, copied=True))
        after = device_of(profile, fleet.clock)
        assert after != before
    with pytest.raises(Refused, match="desk_copied"):
        own_name(profile, before, fleet.clock, done)
    assert own_name(profile, after, fleet.clock, done) is done
    assert sorted(one.name for one in profile.iterdir()) == ["beside.txt", DEVICE]
