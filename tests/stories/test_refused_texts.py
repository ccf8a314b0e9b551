"""What the portal refused is kept there for its person as well: no computer that is lost takes the words with it."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from models.problems import Conflict, Unreachable
from models.scopes import KEPT_ROW
from tests.sync.fleet import CLERK, REVIEWER, SECOND, STRANGER, Fleet, Station

AT_HOME = replace(CLERK, device="desk-at-home")


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal and its desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()


def _kept(fleet: Fleet) -> list[str]:
    """The acts that the portal keeps for a person who has not dealt with them."""
    with fleet.store.reading() as reading:
        return sorted(doc["op"] for doc in reading.documents(KEPT_ROW).values() if "settled" not in doc)


def _unsent(station: Station) -> list[tuple[object, str]]:
    """Title and reason of each card."""
    cards = station.desk.undelivered()
    return [(one.intent.args.get("set", {}).get("title"), one.problem.code) for one in cards]


def _refused(fleet: Fleet, clerk: Station, title: str) -> str:
    """The clerk's edit of what a colleague discarded meanwhile."""
    second = fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    second.desk.do("item.discard", item)
    second.sync()
    clerk.edit(item, title=title)
    clerk.sync()
    return item


def _behind(fleet: Fleet, clerk: Station) -> str:
    """Two titles of one item, the clerk's behind a colleague's and still to be sent."""
    second = fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    second.edit(item, title="同事的题")
    second.sync()
    clerk.edit(item, title="我的题")
    return item


def _clash(fleet: Fleet, clerk: Station) -> str:
    """The same, sent."""
    item = _behind(fleet, clerk)
    clerk.sync()
    return item


def _put_back(fleet: Fleet, clerk: Station, image: Path) -> Station:
    clerk.desk.store.close()
    fleet.stations.remove(clerk)
    shutil.rmtree(fleet.folder / CLERK.device)
    image.rename(fleet.folder / CLERK.device)
    return fleet.station(CLERK)


def _image(fleet: Fleet, clerk: Station) -> Path:
    clerk.desk.store.tidy()
    return Path(shutil.copytree(fleet.folder / CLERK.device, fleet.folder / "image"))


def test_another_desk_shows_what_was_refused_and_both_let_go_once_it_is_used(fleet: Fleet) -> None:
    clerk, home = fleet.station(CLERK), fleet.station(AT_HOME)
    home.sync()
    _refused(fleet, clerk, "没送到的题")
    assert _unsent(clerk) == [("没送到的题", "state_changed")]
    home.sync()
    assert _unsent(home) == _unsent(clerk)
    (card,) = home.desk.undelivered()
    made = home.desk.settle(card.intent.op, "new_draft")
    home.sync()
    clerk.sync()
    assert (_unsent(home), _unsent(clerk), _kept(fleet)) == ([], [], [])
    assert clerk.title(made) == "没送到的题"
    with fleet.store.reading() as reading:
        (left,) = reading.documents(KEPT_ROW).values()
    assert left == {"person": CLERK.person, "op": card.intent.op, "settled": True}
    requests = len(home.wire.requests)
    home.sync()
    assert [one.ops for one in home.wire.requests[requests:]] == [()]


def test_a_computer_put_back_from_an_image_shows_again_what_was_refused_since(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()
    image = _image(fleet, clerk)
    _refused(fleet, clerk, "映像以后写的")
    again = _put_back(fleet, clerk, image)
    assert _unsent(again) == []
    again.sync()
    assert _unsent(again) == [("映像以后写的", "state_changed")]


def test_one_put_back_to_before_the_answer_asks_again_and_shows_it_once(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("原题")
    clerk.sync()
    second.sync()
    second.desk.do("item.discard", item)
    second.sync()
    clerk.edit(item, title="还没有回音的题")
    image = _image(fleet, clerk)
    clerk.sync()
    again = _put_back(fleet, clerk, image)
    again.sync()
    assert _unsent(again) == [("还没有回音的题", "state_changed")]
    with fleet.store.reading() as reading:
        assert len(reading.documents(KEPT_ROW)) == 1


@pytest.mark.parametrize("lines", range(1, 6))
def test_an_answer_that_breaks_off_anywhere_shows_it_once(fleet: Fleet, lines: int) -> None:
    clerk = fleet.station(CLERK)
    _behind(fleet, clerk)
    clerk.wire.cut_after = lines
    with suppress(Unreachable):
        clerk.sync()
    clerk.wire.cut_after = None
    clerk.sync()
    assert _unsent(clerk) == [("我的题", "conflict")]


def test_a_disagreement_is_kept_too_and_goes_when_it_is_settled(fleet: Fleet) -> None:
    clerk, home = fleet.station(CLERK), fleet.station(AT_HOME)
    item = _clash(fleet, clerk)
    home.sync()
    clerk.sync()
    assert _unsent(clerk) == _unsent(home) == [("我的题", "conflict")]
    assert (len(clerk.desk.conflicts()), home.desk.conflicts()) == (1, [])
    assert len(_kept(fleet)) == 1
    clerk.desk.settle(item, "merged", {"title": "两人的题"})
    clerk.sync()
    home.sync()
    clerk.sync()
    assert (_unsent(clerk), _unsent(home), _kept(fleet)) == ([], [], [])


def test_a_disagreement_is_safe_from_an_image(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()
    image = _image(fleet, clerk)
    _clash(fleet, clerk)
    again = _put_back(fleet, clerk, image)
    again.sync()
    assert _unsent(again) == [("我的题", "conflict")]


def test_what_was_written_over_in_a_disagreement_stays_kept_after_the_disagreement(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND, "the-same-second")
    item = _clash(fleet, clerk)
    clerk.desk.save_draft(item, {"title": "我又写的题"}, {"title": "同事的题"})
    second.sync()
    second.edit(item, title="同事又写的题")
    second.sync()
    clerk.sync()
    with pytest.raises(Conflict):
        clerk.desk.keep(item)
    assert _unsent(clerk) == [("我又写的题", "conflict"), ("我的题", "written_over")]
    clerk.desk.settle(item, "theirs")
    clerk.sync()
    assert (_unsent(clerk), len(_kept(fleet))) == ([("我的题", "written_over")], 1)
    clerk.desk.settle(clerk.desk.undelivered()[0].intent.op, "drop")
    clerk.sync()
    assert _kept(fleet) == []


def test_nobody_else_gets_it_and_it_holds_nothing_that_others_wrote(fleet: Fleet) -> None:
    others = [fleet.station(one) for one in (SECOND, REVIEWER, STRANGER)]
    clerk = fleet.station(CLERK)
    second = others[0]
    item = clerk.write("原题", summary="别人也看的摘要")
    clerk.sync()
    second.sync()
    second.edit(item, summary="同事改的摘要")
    second.desk.do("item.discard", item)
    second.sync()
    clerk.edit(item, title="我自己的话")
    clerk.sync()
    for other in others:
        other.sync()
        assert other.desk.undelivered() == []
    with fleet.store.reading() as reading:
        [(name, doc)] = reading.documents(KEPT_ROW).items()
        assert reading.holders(KEPT_ROW, [name]) == {name: {f"me:{CLERK.person}"}}
    assert "我自己的话" in str(doc)
    assert "摘要" not in str(doc)
    assert "原题" not in str(doc)


def test_the_words_come_back_to_a_desk_whose_person_has_lost_the_unit(fleet: Fleet) -> None:
    clerk, home = fleet.station(CLERK), fleet.station(AT_HOME)
    item = clerk.write("原题")
    clerk.sync()
    clerk.edit(item, title="调走以前写的")
    fleet.put("person", {CLERK.person: {"name": CLERK.name, "posts": []}})
    clerk.sync()
    home.sync()
    assert _unsent(clerk) == _unsent(home) == [("调走以前写的", "not_found")]
