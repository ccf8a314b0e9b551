"""A portal takes away in a mass what people work on: nothing goes before somebody at the desk has said so."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from models.problems import Refused, Unreachable
from models.store.portal_log import Act
from models.store.portal_write import Put, Writing, put_matter
from models.store.received import cursors, set_cursors
from sync.client.desk import Query
from sync.protocol import Line, RowRemove, SyncRequest
from tests.sync.fleet import CLERK, SECOND, STRANGER, Fleet, Station

ALL, OPEN, MANY = Query(tab="all"), "u:wangtai", 60


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """A portal and its desks."""
    made = Fleet(tmp_path)
    yield made
    made.close()


def _filled(fleet: Fleet, count: int = MANY) -> tuple[Station, Station, list[str]]:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    items = [clerk.write(f"第{number}件") for number in range(count)]
    clerk.sync()
    second.sync()
    return clerk, second, items


def _rewritten(fleet: Fleet, ids: Sequence[str], put: Callable[[Writing, str], Put]) -> None:
    def job(writing: Writing) -> None:
        for identity in ids:
            writing.note(None, [put(writing, identity)])

    fleet.store.write(job)


def _taken(fleet: Fleet, ids: Sequence[str]) -> None:
    """The portal's fault: nobody is in any of the items' scopes any more."""

    def nowhere(writing: Writing, identity: str) -> Put:
        doc = writing.matters("item", [identity])[identity].to_doc()
        return Put("item", identity, frozenset(), lambda _: doc)

    _rewritten(fleet, ids, nowhere)


def _given_back(fleet: Fleet, ids: Sequence[str]) -> None:
    _rewritten(fleet, ids, lambda writing, each: put_matter(writing.matters("item", [each])[each])[0])


def _count(station: Station) -> int:
    return station.desk.count(ALL)


def test_sixty_of_sixty_stay_until_the_person_lets_them_go_and_words_stay_even_then(fleet: Fleet) -> None:
    clerk, second, items = _filled(fleet)
    second.desk.save_draft(items[0], {"title": "写了一半"}, {})
    _taken(fleet, items)
    (asked,) = second.sync().asks
    assert (asked.scope, asked.rows, asked.of, asked.matters) == (OPEN, MANY, MANY, MANY)
    assert _count(second) == MANY
    again = fleet.station(SECOND)
    assert again.desk.withheld() == [asked]
    again.desk.let_go(OPEN)
    assert (_count(again), again.desk.withheld()) == (0, [])
    assert again.sync().asks == ()
    draft = again.desk.draft(items[0])
    assert draft is not None
    assert draft.fields == {"title": "写了一半"}
    assert clerk.sync().asks


def test_other_scopes_and_what_is_new_in_this_one_go_on_meanwhile(fleet: Fleet) -> None:
    clerk, second, items = _filled(fleet)
    _taken(fleet, items)
    second.sync()
    fresh = clerk.write("后来写的")
    clerk.sync()
    assert second.sync().asks == ()
    assert second.title(fresh) == "后来写的"
    assert second.desk.withheld()[0].rows == MANY
    mine = second.write("我写的")
    second.sync()
    assert second.desk.tally() == (0, 0)
    assert second.desk.seen(mine).matter.version > 0


def test_what_the_portal_brings_again_is_no_longer_asked_about(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    _taken(fleet, items)
    second.sync()
    _given_back(fleet, items)
    second.sync()
    assert (_count(second), second.desk.withheld()) == (MANY, [])


def test_a_desk_asks_again_and_hears_the_same_or_better(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    _taken(fleet, items)
    second.sync()
    second.engine.compare_next()
    done = second.sync()
    assert done.repaired is not None
    assert [one.rows for one in done.asks] == [MANY]
    second.wire.down = True
    second.engine.compare_next()
    with pytest.raises(Unreachable):
        second.sync()
    second.wire.down = False
    assert second.sync().repaired is not None


def test_removals_that_the_feed_alone_tells_of_are_put_right_and_nobody_is_asked(fleet: Fleet) -> None:
    _, second, _ = _filled(fleet)
    service = second.wire.service
    taking = _Lying(service)
    second.wire.service = taking  # type: ignore[assignment]  # answers as a Service does
    done = second.sync()
    assert taking.told == MANY
    assert (done.asks, _count(second), second.desk.withheld()) == ((), MANY, [])


class _Lying:
    """A portal whose answers take away what its own lists still hold."""

    def __init__(self, service: object) -> None:
        self._service, self.told = service, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._service, name)

    def sync(self, request: SyncRequest) -> Iterator[Line]:
        with self._service._house.store.reading() as reading:
            found = [one for one in reading.entries({OPEN: 0}, 0) if one.doc]
        head, *rest = self._service.sync(request)
        yield head
        for one in found if not self.told else ():
            self.told += 1
            yield RowRemove(OPEN, one.seq, one.type, one.id, "moved")
        yield from rest


def test_a_portal_put_back_without_much_is_asked_about_and_what_desks_bring_back_is_not_missed(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    for station in (clerk, second):
        station.sync()
    copy = fleet.back_up()
    for number in range(MANY):
        clerk.write(f"第{number}件")
    clerk.sync()
    second.sync()
    fleet.put_back(copy)
    assert [one.rows for one in second.sync().asks] == [MANY]
    assert _count(second) == MANY
    assert clerk.sync().asks == ()
    second.sync()
    assert (_count(second), second.desk.withheld()) == (MANY, [])


def test_what_differs_at_the_daily_comparison_is_asked_about_as_well(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    _taken(fleet, items)
    with fleet.store.reading() as reading:
        head = reading.head()
    with second.desk.store.writing() as connection:
        set_cursors(connection, dict.fromkeys(cursors(connection), head))
    fleet.clock.pass_(days=1)
    done = second.sync()
    assert done.repaired is not None
    assert done.repaired.let_go == 0
    assert [one.rows for one in second.desk.withheld()] == [MANY]
    assert _count(second) == MANY


def test_who_loses_a_post_keeps_nothing_of_it(fleet: Fleet) -> None:
    _, second, _ = _filled(fleet)
    fleet.put("person", {SECOND.person: {"name": SECOND.name, "posts": [{"unit": "xiqin", "role": "clerk"}]}})
    assert second.sync().asks == ()
    assert (_count(second), second.desk.withheld()) == (0, [])


def test_fifty_go_as_they_always_did(fleet: Fleet) -> None:
    _, second, items = _filled(fleet, 50)
    _taken(fleet, items)
    assert second.sync().asks == ()
    assert (_count(second), second.desk.withheld()) == (0, [])


def test_an_answer_cut_anywhere_ends_in_the_same_question(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    _taken(fleet, items)
    for after in (1, 20, 40, 55):
        second.wire.cut_after = after
        with pytest.raises(Unreachable):
            second.sync()
        assert (_count(second), second.desk.withheld()) == (MANY, [])
    second.wire.cut_after = None
    assert [one.rows for one in second.sync().asks] == [MANY]


def test_acts_on_what_waits_for_a_word_are_refused_with_their_words_kept(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    _taken(fleet, items)
    second.sync()
    second.edit(items[3], title="还在改")
    second.sync()
    assert second.desk.tally()[0] == 0
    with fleet.store.reading() as reading:
        assert reading.audit().wrong == ""
    assert fleet.station(STRANGER).sync().asks == ()


def test_letting_go_twice_or_of_nothing_changes_nothing(fleet: Fleet) -> None:
    _, second, items = _filled(fleet)
    assert second.desk.let_go(OPEN) == ()
    assert _count(second) == MANY
    _taken(fleet, items)
    second.sync()
    assert set(second.desk.let_go(OPEN)) == set(items)
    assert second.desk.let_go(OPEN) == ()
    with pytest.raises(Refused, match="not_found"):
        second.desk.seen(items[0])


def test_what_the_portal_says_it_meant_goes_from_all_desks_unasked_and_nothing_else(fleet: Fleet) -> None:
    clerk, second, items = _filled(fleet, MANY + 1)
    with fleet.store.reading() as reading:
        before = reading.head()
    _taken(fleet, items[:MANY])
    assert second.sync().asks

    def meant(writing: Writing) -> None:
        writing.note(Act(fleet.new_id(), "p_admin", "portal", "removals.confirm", OPEN))
        assert writing.mean(OPEN, before) == MANY

    fleet.store.write(meant)
    for station in (clerk, second):
        assert station.sync().asks == ()
        assert station.desk.withheld() == []
        assert [one.id for one in station.desk.page(ALL, 0, 9)] == items[MANY:]
    with fleet.store.reading() as reading:
        assert reading.audit().wrong == ""
