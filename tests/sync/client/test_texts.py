"""Kept texts come as they were written, the oldest first."""

from sync.client.texts import kept_texts, version_of
from tests.sync.fleet import CLERK, Fleet


def test_the_texts_of_one_matter_come_in_their_order(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item, other = clerk.write(), clerk.write()
    for n in range(3):
        fleet.clock.pass_(minutes=1)
        clerk.edit(item, body=f"<p>第 {n} 稿</p>")
        clerk.sync()
    clerk.edit(other, body="<p>别的</p>")
    clerk.sync()
    with clerk.desk.store.reading() as connection:
        texts = kept_texts(connection, item)
    assert [one.at for one in texts] == sorted(one.at for one in texts)
    assert {one.item for one in texts} == {item}
    assert len(texts) >= 2


def test_a_text_of_a_newer_portal_still_reads() -> None:
    assert version_of({"item": "i", "digest": "d", "later": 1}).fields == {}


def test_what_was_being_written_is_kept_every_ten_minutes_over_the_text_as_it_stands(fleet: Fleet) -> None:
    clerk = fleet.station(CLERK)
    item = clerk.write("题目")
    for n in range(5):
        clerk.desk.save_draft(item, {"body": f"<p>写到{n}</p>"}, {"body": ""})
        fleet.clock.pass_(minutes=5)
    clerk.desk.keep(item)
    kept = clerk.desk.put_by(item)
    assert [one.fields["body"] for one in kept] == ["<p>写到0</p>", "<p>写到2</p>", "<p>写到4</p>"]
    assert {(one.fields["title"], one.why, one.name) for one in kept} == {("题目", "writing", "林晓梅")}
    assert clerk.desk.put_by("nowhere-at-all") == []
