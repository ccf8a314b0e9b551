"""The feed: rows in sequence over all scopes, those gained before those lost, page after page."""

from sqlalchemy import event

from models.store import portal_feed
from tests.models.office import LIN
from tests.portal.conftest import town as town
from tests.portal.town import Town


def test_entries_come_in_sequence_over_all_scopes(town: Town) -> None:
    for _ in range(3):
        town.draft(), town.signed()
    with town.portal.store.reading() as reading:
        seqs = [e.seq for e in reading.entries({"pub": 0, "u:wangtai": 0, "u:wangtai/archive": 0})]
    assert seqs == sorted(seqs)


def test_a_row_that_moves_between_two_scopes_is_gained_before_it_is_lost(town: Town) -> None:
    item = town.signed()
    with town.portal.store.reading() as reading:
        moved = [e for e in reading.entries({"u:wangtai": 0, "u:wangtai/archive": 0}) if e.id == item]
    assert [(e.scope, e.doc is None, e.why) for e in moved] == [
        ("u:wangtai/archive", False, ""),
        ("u:wangtai", True, "closed"),
    ]


def test_a_file_is_reached_through_a_row_that_is_held_by_one_question_whatever_the_answer(town: Town) -> None:
    file = town.seat(LIN).bring("附件".encode())
    town.draft(attachments=[{"sha256": file, "name": "附件.txt", "size": 6, "mime": "text/plain"}])
    with town.portal.store.reading() as reading:
        assert reading.reachable(file, "p_zhou", ["pub", "u:wangtai"])
        assert reading.reachable(file, "p_lin", [])
        assert not reading.reachable(file, "p_far", ["pub", "u:finance"])
        assert not reading.reachable("0" * 64, "p_lin", ["pub", "u:wangtai"])


def test_pages_of_a_scope_join_without_a_gap_or_a_double(town: Town) -> None:
    for _ in range(4):
        town.signed()
    with town.portal.store.reading() as reading:
        whole = list(reading.entries({"pub": 0, "u:wangtai/archive": 0}))
        portal_feed.PAGE, before = 3, portal_feed.PAGE
        try:
            pages = list(reading.entries({"pub": 0, "u:wangtai/archive": 0}))
        finally:
            portal_feed.PAGE = before
    assert pages == whole


def test_a_desk_close_behind_is_told_by_one_question_what_it_would_be_told_scope_by_scope(town: Town) -> None:
    item = town.signed()
    town.draft()
    with town.portal.store.reading() as reading:
        head, asked = reading.head(), list[str]()
        event.listen(town.portal.store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
        for behind in range(1, 8):
            cursor = {"pub": head - behind, "u:wangtai": head - behind // 2, "u:wangtai/archive": head - behind}
            near, once = list(reading.entries(cursor, head)), len(asked)
            assert near == list(reading.entries(cursor))
            assert (once, len(asked)) == (1, 4)
            asked.clear()
        gone = [
            (e.scope, e.doc is None) for e in reading.entries(dict.fromkeys(cursor, head - 7), head) if e.id == item
        ]
    assert gone == [("u:wangtai/archive", False), ("u:wangtai", True)]


def test_the_feed_does_not_grow_with_changes_to_one_row(town: Town) -> None:
    item = town.draft()
    for n in range(5):
        town.seat(LIN).ok("edit", item, {"set": {"title": f"第{n}稿"}})
    with town.portal.store.reading() as reading:
        assert len([e for e in reading.entries({"u:wangtai": 0}) if e.id == item]) == 1


def test_moved_since_names_the_scopes_that_changed(town: Town) -> None:
    with town.portal.store.reading() as reading:
        before = reading.head()
    town.draft()
    with town.portal.store.reading() as reading:
        assert set(reading.moved_since(before)) == {"u:wangtai"}
