"""What a desk put into its bundle is judged as over the network; what it made wrong is one refusal."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import seals
from models.intents import Intent
from models.problems import Refused
from sync.bundle import Label, file_in, new_sealing_pair, opened, records, said, write
from sync.client.blobs import fingerprint
from sync.codec import decode_line, intent_doc, request_doc
from sync.protocol import End, Head, SyncRequest, Verdict
from sync.reading import dumps
from tests.sync.by_hand import Door, Post
from tests.sync.fleet import CLERK, STRANGER, TEXT, Fleet

SIGNS, SIGN = seals.new_signer()
REPLY = new_sealing_pair()


class Hand:
    """A desk that writes its bundles itself, rightly or wrongly."""

    def __init__(self, fleet: Fleet, folder: Path) -> None:
        self.post, self.fleet, self.folder = Post(fleet, folder / "stick"), fleet, folder
        Door(self.post.desks, self.post.keys.public, CLERK).introduce(SIGN)

    def label(self, **other: Any) -> Label:
        at = self.fleet.clock().isoformat(timespec="seconds")
        made = Label("bundle", self.post.keys.public.fingerprint, CLERK.person, CLERK.device, self.fleet.new_id(), at)
        return replace(made, **other)

    def send(self, *parts: bytes, signs: str = SIGNS, label: Label | None = None, reply: str = REPLY[1]) -> list[Any]:
        """The lines of the receipt."""
        source, target = self.folder / "x.bundle", self.folder / "x.receipt"
        write(source, label or self.label(), signs, self.post.keys.public.seal, parts)
        self.post.answer(source, target)
        with opened(target) as envelope:
            envelope.check(self.post.keys.public.sign)
            inside = list(records(envelope.contents(REPLY[0], reply), 1000))
        return [decode_line(line) for line, _ in inside]

    def ask(self, **other: Any) -> bytes:
        request = SyncRequest(CLERK.device, "", {"pub": 0, "u:wangtai": 0})
        return said("ask", **{**request_doc(request), "known": [], "want": [], "reply": REPLY[1], **other})

    def creates(self, count: int, **args: Any) -> list[Intent]:
        fields = {**TEXT, "title": "一篇", "body": "<p>正文。</p>", **args}
        return [
            Intent(self.fleet.new_id(), "item.create", self.fleet.new_id(), args={"fields": fields})
            for _ in range(count)
        ]


@pytest.fixture
def hand(fleet: Fleet, tmp_path: Path) -> Hand:
    """A clerk's desk."""
    return Hand(fleet, tmp_path)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """One for many tries."""
    folder = tmp_path_factory.mktemp("lasting")
    fleet = Fleet(folder)
    yield Hand(fleet, folder)
    fleet.close()


def _ops(intents: list[Intent]) -> list[bytes]:
    return [said("op", **intent_doc(one)) for one in intents]


def test_more_acts_than_a_request_takes_are_judged_in_their_order(hand: Hand) -> None:
    first, *others = hand.creates(501)
    edit = Intent(hand.fleet.new_id(), "item.edit", first.id, 0, first.op, first.op, args={"set": {"title": "改"}})
    lines = hand.send(hand.ask(), *_ops([first, *others, edit]), said("done"))
    verdicts = [line for line in lines if isinstance(line, Verdict)]
    assert [one.result for one in verdicts] == ["ok"] * 502
    assert isinstance(lines[0], Head)
    assert any(isinstance(line, End) and not line.more for line in lines)


def test_what_follows_an_act_that_waits_in_an_earlier_request_waits_too(hand: Hand) -> None:
    lacking = "a" * 64
    (first,) = hand.creates(1, attachments=[{"sha256": lacking, "name": "a.txt", "size": 1, "mime": "text/plain"}])
    later = Intent(hand.fleet.new_id(), "item.edit", first.id, 0, first.op, first.op, args={"set": {"title": "改"}})
    last = replace(later, op=hand.fleet.new_id(), after=later.op)
    lines = hand.send(hand.ask(), *_ops([first, *hand.creates(499), later, last]), said("done"))
    codes = {line.op: line.code for line in lines if isinstance(line, Verdict)}
    assert (codes[first.op], codes[later.op], codes[last.op]) == ("blob_missing", "after_waiting", "after_waiting")


def test_a_file_that_is_refused_holds_up_its_own_act_alone(hand: Hand) -> None:
    data = b"MZ this is a program"
    sha256 = fingerprint(data)
    (bad,) = hand.creates(1, attachments=[{"sha256": sha256, "name": "a.png", "size": 20, "mime": "image/png"}])
    (good,) = hand.creates(1)
    lines = hand.send(hand.ask(), *file_in(sha256, "a.png", data), *_ops([bad, good]), said("done"))
    results = {line.op: line.result for line in lines if isinstance(line, Verdict)}
    assert results == {bad.op: "waiting", good.op: "ok"}


def test_a_bundle_speaks_for_its_own_desk_and_person_alone(hand: Hand) -> None:
    with pytest.raises(Refused, match="device_wrong"):
        hand.send(hand.ask(device="desk-other"), said("done"))
    with pytest.raises(Refused, match="bundle_unknown_desk"):
        hand.send(hand.ask(), said("done"), label=hand.label(person=STRANGER.person))
    Door(hand.post.desks, hand.post.keys.public, STRANGER).introduce(seals.new_signer()[1])
    with pytest.raises(Refused, match="bundle_altered"):
        hand.send(hand.ask(), said("done"), label=hand.label(person=STRANGER.person, device=STRANGER.device))
    lines = hand.send(hand.ask(cursor={"u:xiqin": 0, "pub": 0}, want=["b" * 64]), said("done"))
    assert lines[0].drop_scopes == ("u:xiqin",)
    assert {"u:xiqin"} not in [line.scope for line in lines if hasattr(line, "scope")]


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"kind": "receipt"}, "bundle_kind"), ({"portal": "sha256:other"}, "bundle_other_portal"),
        ({"made_at": "2026-03-01T09:00:00+08:00"}, "bundle_old"),
        ({"made_at": "2026-05-01T09:00:00+08:00"}, "bundle_ahead"),
        ({"made_at": "2026-04-28T09:00:00"}, "malformed"), ({"made_at": ""}, "malformed"),
    ],
)  # fmt: skip
def test_what_the_label_says_is_believed_only_where_it_may_be(hand: Hand, other: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        hand.send(hand.ask(), said("done"), label=hand.label(**other))


def test_a_name_that_was_used_is_not_used_again_for_something_else(hand: Hand) -> None:
    label = hand.label()
    hand.send(hand.ask(), said("done"), label=label)
    with pytest.raises(Refused, match="bundle_reused"):
        hand.send(hand.ask(), said("done"), label=label)


def test_a_newer_desk_is_told_that_the_portal_is_old(hand: Hand) -> None:
    with pytest.raises(Refused, match="portal_old"):
        hand.send(hand.ask(protocol=9), *_ops(hand.creates(1)), said("done"))


def test_what_the_portal_does_not_have_of_the_acts_asked_about_is_told(hand: Hand) -> None:
    (act,) = hand.creates(1)
    hand.send(hand.ask(), *_ops([act]), said("done"))
    source, target = hand.folder / "x.bundle", hand.folder / "x.receipt"
    write(
        source, hand.label(), SIGNS, hand.post.keys.public.seal,
        [hand.ask(known=[act.op, "never-sent-1"]), said("done")],
    )  # fmt: skip
    hand.post.answer(source, target)
    with opened(target) as envelope:
        second = list(records(envelope.contents(*REPLY), 1000))[1][0]
    assert b'"forgotten":["never-sent-1"]' in second


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = ("protocol", "schema", "cursor", "epoch", "known", "want", "reply", "max_bytes", "brief", "device", "ops")


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    ask=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=3),
    lines=st.lists(
        st.binary(max_size=30)
        | st.builds(lambda value: dumps(value).encode() + b"\n", JSON)
        | st.builds(lambda doc: said("op", **doc), st.dictionaries(st.sampled_from(("op", "kind", "id", "args")), JSON))
        | st.builds(
            lambda doc: said("file", **doc), st.dictionaries(st.sampled_from(("sha256", "name", "size")), JSON)
        ),
        max_size=4,
    ),
)
def test_whatever_a_desk_puts_in_is_answered_or_refused_in_one_word(
    lasting: Hand, ask: dict[str, Any], lines: list[bytes]
) -> None:
    try:
        lasting.send(lasting.ask(**ask), *lines, said("done"))
    except Refused as no:
        told = no.code
    else:
        told = "answered"
    assert told in {"answered", "malformed", "device_wrong", "portal_old", "client_old", "bundle_altered"}
