"""A round by hand does what a round over the network does, in whatever order its files come."""

from pathlib import Path

import pytest

from models.problems import Refused
from models.scopes import KEPT_ROW
from tests.sync.by_hand import Post
from tests.sync.fleet import CLERK, REVIEWER, SECOND, Fleet


@pytest.fixture
def post(fleet: Fleet, tmp_path: Path) -> Post:
    """The way by hand."""
    return Post(fleet, tmp_path / "stick")


def test_what_waits_goes_up_and_what_is_new_comes_back(post: Post) -> None:
    clerk, second = post.fleet.station(CLERK), post.fleet.station(SECOND)
    hand = post.carrying(clerk)
    item = clerk.write("带上去的")
    done = post.round(hand)
    assert (done.sent, clerk.desk.tally()) == (1, (0, 0))
    second.sync()
    assert second.title(item) == "带上去的"
    second.edit(item, title="同事改的")
    second.sync()
    done = post.round(hand)
    assert (clerk.title(item), item in done.changed) == ("同事改的", True)
    assert [one.back_at != "" for one in hand.out()] == [True, True]


def test_what_was_refused_is_put_away_at_the_portal_by_hand_too(post: Post) -> None:
    clerk, second = post.fleet.station(CLERK), post.fleet.station(SECOND)
    hand = post.carrying(clerk)
    item = clerk.write("原题")
    post.round(hand)
    second.sync()
    second.desk.do("item.discard", item)
    second.sync()
    clerk.edit(item, title="没送到的题")
    post.round(hand)
    (card,) = clerk.desk.undelivered()
    with post.fleet.store.reading() as reading:
        assert [doc["title"] for doc in reading.documents(KEPT_ROW).values()] == ["没送到的题"]
    clerk.desk.settle(card.intent.op, "drop")
    post.round(hand)
    with post.fleet.store.reading() as reading:
        assert [doc.get("settled") for doc in reading.documents(KEPT_ROW).values()] == [True]


def test_an_attachment_goes_with_its_act_and_a_wanted_file_comes_back(post: Post) -> None:
    clerk, second = post.fleet.station(CLERK), post.fleet.station(SECOND)
    hand, hers = post.carrying(clerk), post.carrying(second)
    sha256 = clerk.desk.put_blob("名单".encode() * 50_000, "名单.txt")
    clerk.write(attachments=[{"sha256": sha256, "name": "名单.txt", "size": 300_000, "mime": "text/plain"}])
    assert post.round(hand).sent == 1
    assert clerk.desk.tally() == (0, 0)
    post.round(hers)
    assert second.desk.blob(sha256) is None
    post.round(hers)
    assert second.desk.blob(sha256) == "名单".encode() * 50_000


def test_a_receipt_that_comes_after_a_later_one_changes_nothing(post: Post) -> None:
    clerk, second = post.fleet.station(CLERK), post.fleet.station(SECOND)
    hand = post.carrying(clerk)
    item = clerk.write("一")
    first = post.exchange(post.folder / hand.export(post.folder).name)
    second.sync()
    second.edit(item, title="二")
    second.sync()
    clerk.write("另一篇")
    later = post.exchange(post.folder / hand.export(post.folder).name)
    hand.take_in(later)
    assert clerk.title(item) == "二"
    seen = clerk.desk.seen(item)
    done = hand.take_in(first)
    assert clerk.desk.seen(item) == seen
    assert (done.changed, clerk.desk.tally()) == ((), (0, 0))


def test_a_receipt_that_comes_after_rounds_over_the_network_changes_nothing(post: Post) -> None:
    clerk, reviewer = post.fleet.station(CLERK), post.fleet.station(REVIEWER)
    hand = post.carrying(clerk)
    item = clerk.write("一")
    clerk.submit(item)
    receipt = post.exchange(post.folder / hand.export(post.folder).name)
    reviewer.sync()
    reviewer.sign_off(item)
    reviewer.sync()
    clerk.sync()
    state = clerk.state(item)
    assert state != "in_review"
    hand.take_in(receipt)
    assert clerk.state(item) == state
    clerk.sync()
    assert clerk.desk.tally() == (0, 0)


def test_the_same_bundle_again_takes_effect_once_and_gives_its_receipt_again(post: Post) -> None:
    clerk = post.fleet.station(CLERK)
    hand = post.carrying(clerk)
    item = clerk.write()
    source = post.folder / hand.export(post.folder).name
    post.exchange(source)
    done = post.answer(source, source.with_suffix(".receipt"))
    assert (done.again, done.taken) == (True, 1)
    hand.take_in(source.with_suffix(".receipt"))
    assert clerk.desk.tally() == (0, 0)
    assert clerk.desk.seen(item).matter.version > 0


def test_a_receipt_is_taken_in_once(post: Post) -> None:
    hand = post.carrying(post.fleet.station(CLERK))
    receipt = post.exchange(post.folder / hand.export(post.folder).name)
    hand.take_in(receipt)
    with pytest.raises(Refused, match="receipt_taken"):
        hand.take_in(receipt)


def test_after_a_restore_what_the_portal_forgot_goes_up_with_the_next_bundle(post: Post) -> None:
    clerk = post.fleet.station(CLERK)
    hand = post.carrying(clerk)
    old = clerk.write("备份前")
    post.round(hand)
    copy = post.fleet.back_up()
    fresh = clerk.write("备份后")
    post.round(hand)
    waits = clerk.write("还没送")
    post.fleet.put_back(copy)
    post.round(hand)
    assert {one.id for one in clerk.desk.outbox()} == {fresh, waits}
    post.round(hand)
    assert clerk.desk.tally() == (0, 0)
    for item, title in ((old, "备份前"), (fresh, "备份后"), (waits, "还没送")):
        assert clerk.title(item) == title
        assert clerk.desk.seen(item).matter.version > 0


def test_a_receipt_from_before_a_restore_that_the_desk_has_heard_of_is_void(post: Post) -> None:
    clerk = post.fleet.station(CLERK)
    hand = post.carrying(clerk)
    clerk.sync()
    copy = post.fleet.back_up()
    item = clerk.write()
    receipt = post.exchange(post.folder / hand.export(post.folder).name)
    post.fleet.put_back(copy)
    clerk.sync()
    with pytest.raises(Refused, match="receipt_void"):
        hand.take_in(receipt)
    clerk.sync()
    assert (clerk.desk.tally(), clerk.title(item)) == ((0, 0), "关于防汛工作的通知")
    assert hand.out()[-1].back_at


def test_before_the_first_sign_in_there_is_no_bundle(post: Post) -> None:
    from_nowhere = post.carrying(post.fleet.station(SECOND))
    station = post.fleet.station(CLERK)
    assert from_nowhere.out() == []
    with pytest.raises(Refused, match="bundle_no_key"):
        type(from_nowhere)(station.desk, "desk-clerk").export(post.folder)
