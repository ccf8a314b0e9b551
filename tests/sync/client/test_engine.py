"""Two desks and a portal: what one person does arrives at the other, once, whatever happens on the way."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from models.problems import Unreachable
from models.store import files, journal, outbox
from models.store.connect import Connection
from sync.client.plan import Size
from sync.protocol import Line, SyncRequest
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet, Station


def test_the_first_story_from_an_offline_draft_to_two_desks_that_show_it_published(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.submit(item)
    assert clerk.state(item) == "in_review"
    assert len(clerk.desk.outbox()) == 3
    first = clerk.sync()
    assert (first.sent, first.refused, first.conflicts) == (3, 0, 0)
    assert clerk.desk.outbox() == []
    reviewer.sync()
    reviewer.desk.do("item.return", item, {"reason": "标题请写全称"})
    reviewer.sync()
    clerk.sync()
    assert clerk.state(item) == "returned"
    clerk.edit(item, title="关于做好2026年防汛工作的通知")
    clerk.submit(item)
    clerk.sync()
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    clerk.sync()
    for station in (clerk, reviewer):
        matter = station.desk.seen(item).matter
        assert matter.state == "published"
        assert matter.system["index_no"]
        assert [entry.verb for entry in matter.trail][-1] == "sign_off"
    assert len(clerk.desk.versions(item)) >= 2


def test_nothing_new_is_one_request_without_acts_and_without_rows(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()
    again = clerk.sync()
    assert (again.requests, again.sent, again.received, again.changed) == (1, 0, 0, ())


def test_the_directory_and_open_work_are_asked_for_before_the_archive(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.sync()
    first, second = (set(request.cursor) for request in clerk.wire.requests)
    assert first == {"pub", "me:p_linxm", "u:wangtai"}
    assert second == first | {"u:wangtai/archive"}


def test_an_answer_that_is_lost_after_the_portal_has_acted_is_sent_again_and_taken_once(fleet: Fleet) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.wire.cut_after = 1
    with pytest.raises(Unreachable):
        clerk.sync()
    assert len(clerk.desk.outbox()) == 1
    clerk.wire.cut_after = None
    assert clerk.sync().sent == 1
    reviewer.sync()
    assert [entry.verb for entry in reviewer.desk.seen(item).matter.trail] == ["create"]


def test_a_program_that_dies_between_two_steps_goes_on_where_it_was(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("第一稿")
    clerk.wire.cut_after = 1
    with pytest.raises(Unreachable):
        clerk.sync()
    clerk.edit(item, title="第二稿")
    clerk.desk.store.close()
    again = fleet.station(CLERK)
    assert again.title(item) == "第二稿"
    assert [act.kind for act in again.desk.outbox()] == ["item.create", "item.edit"]
    again.sync()
    assert again.desk.tally() == (0, 0)
    assert again.desk.seen(item).matter.version > 0


def test_files_go_up_before_the_act_that_speaks_of_them_and_come_when_somebody_looks(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    data = "名单\n".encode()
    sha = clerk.desk.put_blob(data, "名单.txt")
    item = clerk.write(attachments=[{"sha256": sha, "name": "名单.txt", "size": len(data), "mime": "text/plain"}])
    other = clerk.write("没有附件的")
    clerk.wire.refused_files = True
    clerk.sync()
    assert [act.id for act in clerk.desk.outbox()] == [item]
    second.sync()
    assert second.title(other) == "没有附件的"
    clerk.wire.refused_files = False
    clerk.sync()
    assert clerk.desk.outbox() == []
    second.sync()
    assert second.title(item)
    assert second.desk.blob(sha) is None
    second.sync()
    assert second.desk.blob(sha) == data


def test_a_draft_that_rests_goes_up_and_one_being_typed_stays(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("原题")
    clerk.desk.save_draft(item, {"title": "正在写"}, clerk.desk.seen(item).matter.fields)
    clerk.sync()
    assert clerk.desk.draft(item) is not None
    fleet.clock.pass_(seconds=40)
    clerk.sync()
    assert (clerk.desk.draft(item), clerk.title(item)) == (None, "正在写")


def test_rounds_end_and_sequences_only_grow(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    for n in range(30):
        clerk.write(f"第 {n} 件")
    clerk.sync()
    clerk.sync()
    for before, after in pairwise(clerk.wire.requests):
        assert all(after.cursor[scope] >= seq for scope, seq in before.cursor.items())


def test_what_is_written_while_a_round_makes_ready_goes_up_with_it_and_is_not_lost(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
    item = clerk.write()
    clerk.sync()
    clerk.edit(item, title="写了一半的标题")
    whole, typed = outbox.any_left, iter(["写完了的标题"])

    def any_left(connection: Connection) -> bool:
        there = whole(connection)
        for title in typed:
            clerk.edit(item, title=title)
        return there

    monkeypatch.setattr(outbox, "any_left", any_left)
    clerk.sync()
    clerk.sync()
    reviewer.sync()
    assert (clerk.title(item), reviewer.title(item)) == ("写完了的标题", "写完了的标题")


def test_what_must_wait_keeps_nothing_else_from_going(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    parked, free = clerk.write(), clerk.write()
    clerk.edit(parked, title="等着的")
    with clerk.desk.store.writing() as connection:
        first, *_ = outbox.of(connection, parked)
        outbox.mark(connection, [first.intent.op], "parked")
    clerk.engine._size = Size(1)
    clerk.sync()
    assert {act.id for act in clerk.desk.outbox()} == {parked}
    assert clerk.desk.seen(free).matter.version > 0


def test_a_round_with_nothing_new_leaves_the_disk_alone(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = fleet.station(CLERK)
    clerk.write()
    clerk.sync()
    clerk.sync()
    monkeypatch.setattr(clerk.desk.store, "writing", lambda: pytest.fail("something was written"))
    assert clerk.sync().requests == 1


def _failing_after_commit(clerk: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = clerk.wire.service.sync

    def sync(request: SyncRequest) -> Iterator[Line]:
        tuple(whole(request))
        raise Unreachable("portal_fault", status=500)

    monkeypatch.setattr(clerk.wire.service, "sync", sync)


def test_an_act_is_not_set_aside_when_the_portal_took_it_and_only_its_answers_failed(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    with monkeypatch.context() as failing:
        _failing_after_commit(clerk, failing)
        for _ in range(8):
            with pytest.raises(Unreachable):
                clerk.sync()
    clerk.sync()
    assert clerk.desk.outbox() == []
    assert clerk.desk.seen(item).matter.version > 0


def test_tries_without_a_line_do_not_count_towards_setting_an_act_aside(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.write()
    clerk.wire.down = True
    for _ in range(8):
        with pytest.raises(Unreachable):
            clerk.sync()
    clerk.wire.down = False

    def fault(_request: SyncRequest) -> Iterator[Line]:
        raise Unreachable("portal_fault", status=500)

    whole, clerk.wire.service.sync = clerk.wire.service.sync, fault  # type: ignore[method-assign]  # one bad answer
    with pytest.raises(Unreachable):
        clerk.sync()
    clerk.wire.service.sync = whole  # type: ignore[method-assign]  # and the good ones again
    clerk.sync()
    assert clerk.desk.outbox() == []


def test_a_file_that_the_portal_lacks_after_all_goes_up_again(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    sha256 = clerk.desk.put_blob("附件".encode() * 9, "附件.txt")
    with clerk.desk.store.writing() as connection:
        files.set_state(connection, sha256, "sent")
    item = clerk.write(attachments=[{"sha256": sha256, "name": "附件.txt", "size": 54}])
    clerk.sync()
    clerk.sync()
    assert clerk.desk.outbox() == []
    assert clerk.desk.seen(item).matter.version > 0


def test_with_the_daily_comparison_acts_leave_the_journal_that_were_acknowledged_thirty_days_before(
    fleet: Fleet,
) -> None:
    clerk = fleet.station(CLERK)
    for title in ("第一篇", "第二篇"):
        clerk.write(title)
        clerk.sync()
    for _ in range(30):
        fleet.clock.pass_(days=1)
        clerk.sync()
    with clerk.desk.store.reading() as connection:
        assert len(journal.acknowledged(connection)) == 2
    fleet.clock.pass_(days=1)
    clerk.sync()
    with clerk.desk.store.reading() as connection:
        assert len(journal.acknowledged(connection)) == 1
