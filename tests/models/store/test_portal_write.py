"""The one write rule: numbers without gaps or doubles, membership that follows the scopes, one commit or nothing."""

import threading
from datetime import datetime

import pytest

from models.ids import new_id
from models.intents import Intent
from models.people import WRITER, Actor, Post
from models.scopes import PUBLIC
from models.store.portal_log import Act
from models.store.portal_write import Writing, put_plain
from tests.models.office import CHEN, LIN
from tests.portal.conftest import town as town
from tests.portal.town import SIGNED, Town


def test_every_commit_has_a_sequence_above_the_last(town: Town) -> None:
    heads = list[int]()
    town.portal.store.listeners.append(lambda head, scopes: heads.append(head))
    for _ in range(3):
        town.draft()
    assert heads == sorted(set(heads))


def test_listeners_are_told_which_scopes_changed(town: Town) -> None:
    told = list[frozenset[str]]()
    town.seat(LIN)
    town.portal.store.listeners.append(lambda head, scopes: told.append(scopes))
    town.draft()
    assert told == [frozenset({"u:wangtai"})]


def test_a_fault_in_the_middle_leaves_nothing(town: Town) -> None:
    with town.portal.store.reading() as reading:
        before = reading.head()

    def job(writing: Writing) -> None:
        writing.documents("unit")
        writing.note(Act("op-12345678", "x", "x", "x", "x"), [put_plain("unit", "nowhere", {"name": "无"})])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        town.portal.store.write(job)
    with town.portal.store.reading() as reading:
        assert reading.head() == before
        assert "nowhere" not in reading.documents("unit")


def test_rows_are_in_the_feed_of_their_scopes_with_their_version(town: Town) -> None:
    def job(writing: Writing) -> None:
        writing.note(None, [put_plain("unit", "new_unit", {"name": "新"})])

    town.portal.store.write(job)
    with town.portal.store.reading() as reading:
        entry = list(reading.entries({PUBLIC: 0}))[-1]
        assert (entry.id, entry.seq, entry.version) == ("new_unit", reading.head(), reading.head())


def test_kept_texts_follow_their_item_when_it_is_published(town: Town) -> None:
    item = town.in_review()
    town.seat(CHEN).ok("sign_off", item, SIGNED)
    with town.portal.store.reading() as reading:
        held = {(e.scope, e.id) for e in reading.entries({"u:wangtai": 0, "u:wangtai/archive": 0}) if e.doc}
    assert held
    assert {scope for scope, _ in held} == {"u:wangtai/archive"}


def test_who_wrote_lies_where_the_letter_lies_though_both_came_in_one_commit(town: Town) -> None:
    """A letter that is passed on in the commit in which it came leaves nothing of its writer with the dispatcher."""
    letter, now = new_id(1, 1), datetime.fromisoformat("2026-04-28T09:00:00+08:00")
    fields = {"title": "路灯", "body": "不亮", "channel": "complaint"}
    received = Intent(new_id(1, 2), "letter.receive", letter, args={"fields": fields, "writer": {"name": "张桂英"}})
    passed = Intent(new_id(1, 3), "letter.dispatch", letter, args={"unit": "wangtai"})
    desk = Actor("p_he", "何", frozenset({Post("petitions", "dispatcher")}))
    verdicts = town.portal.house.intake.take_all([(received, WRITER, now), (passed, desk, now)])
    assert [verdict.result for verdict in verdicts] == ["ok", "ok"]
    with town.portal.store.reading() as reading:
        held = {(e.scope, e.type) for e in reading.entries({"u:wangtai": 0, "desk:dispatcher": 0}) if e.doc}
    assert ("u:wangtai", "writer") in held
    assert ("desk:dispatcher", "docket") in held
    assert ("desk:dispatcher", "writer") not in held


def test_many_writers_at_once_lose_nothing_and_double_no_number(town: Town) -> None:
    """Eight items signed off by eight threads: eight numbers in a row, and a reader misses none of them."""
    items = [town.in_review() for _ in range(8)]
    asked = [(town.intent("sign_off", item, SIGNED), CHEN, town.clock()) for item in items]
    with town.portal.store.reading() as reading:
        before = reading.head()
    threads = [threading.Thread(target=town.house.intake.take_all, args=([one],)) for one in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(town.matter(item).system["index_no"][-5:] for item in items)
    assert numbers == [f"{n:05d}" for n in range(1, 9)]
    with town.portal.store.reading() as reading:
        seqs = [e.seq for e in reading.entries({"u:wangtai/archive": before}) if e.doc and e.type == "item"]
    assert sorted(seqs) == list(range(before + 1, before + 9))


def test_the_same_act_from_two_connections_at_once_happens_once(town: Town) -> None:
    item = town.in_review()
    one = town.intent("sign_off", item, SIGNED)
    results = list[object]()

    def send() -> None:
        results.append(town.house.intake.take(CHEN, [one], town.clock())[0])

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(set(map(repr, results))) == 1
    assert len([entry for entry in town.matter(item).trail if entry.verb == "sign_off"]) == 1


def test_rows_are_held_by_their_names_or_from_a_name_on(town: Town) -> None:
    puts = [put_plain("sms", f"s.{n}", {"person": "p_lin", "n": n}) for n in range(4)]
    town.portal.store.write(lambda writing: writing.note(None, puts))
    found = town.portal.store.write(
        lambda writing: (writing.held("sms", ["s.1", "s.9"]), writing.held("sms", start="s.2"))
    )
    assert [sorted(each) for each in found] == [["s.1"], ["s.2", "s.3"]]
