"""Files travel beside the acts: an act waits for its own file, and nothing else waits with it."""

import itertools

import pytest

from models.problems import Unreachable
from models.store import files
from sync.client.carrying import MOST_BYTES
from sync.protocol import MAX_CHUNK
from tests.sync.fleet import CLERK, SECOND, Fleet, Station

LINE = b"name, number\n"
LARGE = LINE * (2 * MOST_BYTES // len(LINE) - 1000)


def _attach(station: Station, data: bytes, name: str = "名单.txt") -> tuple[str, str]:
    sha = station.desk.put_blob(data, name)
    return station.write(attachments=[{"sha256": sha, "name": name, "size": len(data)}]), sha


def test_what_was_written_before_a_file_was_attached_goes_ahead_of_it(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    item = clerk.write("先写的")
    clerk.sync()
    clerk.desk.do("item.edit", item, {"set": {"title": "再改的"}})
    clerk.wire.refused_files = True
    clerk.sync()
    sha = clerk.desk.put_blob("名单".encode(), "名单.txt")
    clerk.edit(item, attachments=[{"sha256": sha, "name": "名单.txt", "size": 6}])
    other = clerk.write("别的事")
    clerk.sync()
    second.sync()
    assert [act.verb for act in clerk.desk.outbox()] == ["edit"]
    assert second.title(item) == "再改的"
    assert second.title(other) == "别的事"
    clerk.wire.refused_files = False
    clerk.sync()
    assert clerk.desk.outbox() == []


def test_a_large_file_takes_its_turns_and_everything_else_goes_between_them(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    film, sha = _attach(clerk, LARGE)
    first = clerk.sync()
    assert first.more
    assert sum(size for _, size in clerk.wire.parts) < MOST_BYTES + MAX_CHUNK
    [going] = clerk.desk.travelling()
    assert MOST_BYTES <= going.moved < going.size
    small, _ = _attach(clerk, LINE, "短.txt")
    other = clerk.write("别的事")
    clerk.sync()
    second.sync()
    assert second.title(other)
    assert second.title(small)
    assert [act.id for act in clerk.desk.outbox()] in ([film], [])
    while clerk.sync().more:
        continue
    second.sync()
    assert second.title(film)
    assert clerk.desk.travelling() == []
    assert second.desk.blob(sha) is None
    while second.sync().more:
        continue
    assert second.desk.blob(sha) == LARGE


def test_a_cut_costs_the_piece_in_flight_both_ways(fleet: Fleet) -> None:
    clerk, second = fleet.station(CLERK), fleet.station(SECOND)
    _, sha = _attach(clerk, LARGE[: 3 * MAX_CHUNK])
    for _ in range(2):
        clerk.wire.cut_in = 2
        clerk.sync()
    assert clerk.desk.travelling()[0].moved > 0
    clerk.sync()
    assert clerk.desk.outbox() == []
    taken = sorted(clerk.wire.parts)
    assert all(at + size == after for (at, size), (after, _) in itertools.pairwise(taken))
    second.sync()
    second.desk.blob(sha)
    second.wire.cut_in = 2
    second.sync()
    assert second.desk.blob(sha) is None
    assert second.desk.travelling()[0].moved > 0
    second.sync()
    assert second.desk.blob(sha) == LARGE[: 3 * MAX_CHUNK]


def test_a_program_that_starts_again_goes_on_where_it_was(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    _attach(clerk, LARGE)
    clerk.sync()
    sent = sum(size for _, size in clerk.wire.parts)
    again = fleet.station(CLERK)
    while again.sync().more:
        continue
    assert again.desk.outbox() == []
    assert sent + sum(size for _, size in again.wire.parts) == len(LARGE)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [(b"MZ\x90" + bytes(9), "通知.txt", "blob_type"), (LINE, "a.exe", "blob_type"), (bytes(9), "a.png", "blob_type")],
)
def test_an_act_whose_file_is_refused_goes_to_what_did_not_get_there_with_all_its_words(
    fleet: Fleet, data: bytes, name: str, code: str
) -> None:
    clerk = fleet.station(CLERK)
    _attach(clerk, data, name)
    other = clerk.write("别的事")
    done = clerk.sync()
    assert clerk.desk.outbox() == []
    [kept] = clerk.desk.undelivered()
    assert kept.problem.code == code
    assert kept.intent.args["fields"]["title"] == "关于防汛工作的通知"
    assert done.refused == 1
    assert clerk.desk.seen(other).matter.version > 0
    assert clerk.sync().refused == 0


def test_a_file_that_was_taken_out_again_is_waited_for_no_more(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write()
    clerk.sync()
    sha = clerk.desk.put_blob(b"MZ\x90", "a.exe")
    clerk.edit(item, attachments=[{"sha256": sha, "name": "a.exe", "size": 3}])
    clerk.edit(item, attachments=[], title="没有附件了")
    clerk.sync()
    assert clerk.desk.tally() == (0, 0)
    assert clerk.title(item) == "没有附件了"


def test_a_file_that_is_lost_here_is_told_and_the_words_are_kept(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    _, sha = _attach(clerk, LINE)
    clerk.desk.blobs.forget(sha)
    clerk.sync()
    assert [one.problem.code for one in clerk.desk.undelivered()] == ["blob_lost"]


def test_a_measure_for_the_day_holds_one_file_back_and_nothing_else(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    for n in range(3):
        _attach(clerk, LARGE[: 25_000_000 - n], f"{n}.txt")
    other = clerk.write("别的事")
    for _ in range(12):
        clerk.sync()
    assert clerk.desk.seen(other).matter.version > 0
    [waits] = clerk.desk.travelling()
    assert waits.problem is not None
    assert waits.problem.code == "upload_quota"
    fleet.clock.pass_(days=1)
    for _ in range(4):
        clerk.sync()
    assert clerk.desk.outbox() == []


def test_a_portal_without_room_is_told_beside_the_file(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = fleet.station(CLERK)
    _attach(clerk, LINE)

    def full(*_: object) -> None:
        raise Unreachable("portal_full")

    with monkeypatch.context() as patch:
        patch.setattr(clerk.wire, "add_to_upload", full)
        clerk.sync()
    [waits] = clerk.desk.travelling()
    assert waits.problem is not None
    assert waits.problem.code == "portal_full"
    clerk.sync()
    assert clerk.desk.outbox() == []


def test_a_picture_that_was_pasted_without_a_name_goes_up(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    data = b"\x89PNG\r\n\x1a\n" + bytes(20)
    sha = clerk.desk.put_blob(data, "abcd1234")
    clerk.write(body=f'<p><img src="blob:{sha}" alt="图"></p>')
    clerk.sync()
    assert clerk.desk.tally() == (0, 0)


def test_what_is_gone_or_not_theirs_is_asked_for_once(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    clerk.desk.blob("a" * 64)
    clerk.sync()
    with clerk.desk.store.reading() as connection:
        assert files.wanted(connection) == {}
    assert clerk.desk.blob("a" * 64) is None
