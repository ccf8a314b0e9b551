"""Files travel beside the acts: an act waits for its own file, and nothing else waits with it."""

from tests.sync.fleet import CLERK, SECOND, Fleet


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
