"""A round carried by hand is the same round: who brings a bundle holds and may no more by it than over the network."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from models import seals
from models.people import Actor
from models.problems import Refused
from sync.bundle import BACK, UP, Label, file_in, new_sealing_pair, opened, records, said, write
from tests.attack import rule
from tests.attack.asking import act
from tests.attack.city import PEOPLE, SECRET, City
from tests.attack.sight import ASIDE, expected, hidden, key
from tests.models.bureau import CONTACT

each_standing = pytest.mark.parametrize(
    ("standing", "actor"), [(name, some[-1]) for name, some in PEOPLE.items()], ids=list(PEOPLE)
)
VERBS = {"item": ("edit", "withdraw"), "letter": ("look", "urge"), "request": ("note", "accept"), "service": ("note",)}
ABSENT = "ab" * 32
DAYS = 30


class Sender:
    """One desk whose bundles the portal knows, and what it says in them."""

    def __init__(self, city: City, actor: Actor, folder: Path) -> None:
        self.city, self.actor, self.folder = city, actor, folder
        self.signs, public = seals.new_signer()
        city.portal.bundles.introduce(city.seat(actor).service.person(), public)
        self.keys = city.portal.bundles.keys()

    def bring(
        self, ops: Iterable[Mapping[str, Any]] = (), want: Iterable[str] = (), files: Iterable[bytes] = (), **other: str
    ) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
        """A bundle, and the lines and files of its receipt. `other` is claimed on its label."""
        actor, portal = self.actor, self.keys.public
        opens, reply = new_sealing_pair()
        named = {"person": actor.person, "device": actor.device, "id": self.city.id(), **other}
        label = Label(UP, portal.fingerprint, **named, made_at=self.city.clock().isoformat())
        ask = said("ask", device=named["device"], epoch="", cursor={}, known=[], want=list(want), reply=reply)
        inside = [ask, *files, *(said("op", **op) for op in ops), said("done")]
        source, target = self.folder / "up", self.folder / "back"
        write(source, label, self.signs, portal.seal, inside)
        self.city.portal.bundles.exchange(self.city.house, DAYS).answer(source, target)
        with opened(target) as envelope:
            assert (envelope.label.kind, envelope.label.person) == (BACK, actor.person)
            envelope.check(portal.sign)
            lines, brought = [], {}
            for line, data in records(envelope.contents(opens, reply), 10**8):
                lines.append(json.loads(line))
                if data is not None:
                    brought[lines[-1]["sha256"]] = data
        return lines, brought


@each_standing
def test_a_receipt_holds_the_rows_verdicts_and_files_of_the_rule(
    city: City, tmp_path: Path, standing: str, actor: Actor
) -> None:
    asked, awaited = [], {}
    for (kind, case), identity in city.matters.items():
        for verb in VERBS[kind]:
            one = act(city, kind, verb, identity)
            asked.append(one)
            right = rule.answer(kind, case, verb, standing, author=False)
            awaited[one["op"]] = "state_changed" if right == "may" else right
    lines, brought = Sender(city, actor, tmp_path).bring(asked, [*city.files.values(), ABSENT])
    puts = [line for line in lines if line["t"] == "put"]
    mine, given = {key(line) for line in puts if line["type"] not in ASIDE}, expected(city, standing)
    assert {each for each in mine if not each[0].startswith("version")} == {
        each for each in given if not each[0].startswith("version")
    }
    assert mine <= given
    assert {line["op"]: line["code"] for line in lines if line["t"] == "verdict"} == awaited
    readers = {city.files[matter] for matter, sight in rule.SEES.items() if standing in sight.reads}
    assert set(brought) == readers
    assert all(SECRET.encode() in data for data in brought.values())
    told = json.dumps([line for line in lines if line["t"] == "verdict"], ensure_ascii=False)
    assert not [word for word in (SECRET, *CONTACT.values()) if word in told]


@each_standing
def test_what_is_hidden_comes_back_like_what_does_not_exist(
    city: City, tmp_path: Path, standing: str, actor: Actor
) -> None:
    found = [(kind, identity) for kind, _, identity in hidden(city, standing)]
    sender, told = Sender(city, actor, tmp_path), list[list[dict[str, Any]]]()
    for names in ([identity for _, identity in found], [city.id() for _ in found]):
        ops = [act(city, kind, VERBS[kind][0], name, "") for (kind, _), name in zip(found, names, strict=True)]
        lines, brought = sender.bring(ops, [*city.files.values()] if standing == rule.NOBODY else [])
        assert not brought
        verdicts = [line for line in lines if line["t"] == "verdict"]
        first = verdicts[0]["seq"] if verdicts else 0
        plain = json.dumps([{**line, "op": "", "seq": line["seq"] - first} for line in verdicts])
        for name in names:
            plain = plain.replace(name, "<name>")
        told.append(json.loads(plain))
    assert told[0] == told[1]


def test_a_file_that_comes_by_hand_is_its_bringers_and_opens_no_other(city: City, tmp_path: Path) -> None:
    """Who knows no more than the fingerprint of a hidden file gets nothing by naming it, or by bringing other bytes."""
    (actor,) = PEOPLE[rule.NOBODY]
    sender, file = Sender(city, actor, tmp_path), city.files["item", "draft"]
    forged = [*file_in(file, "附件.txt", SECRET.encode())]
    lines, brought = sender.bring(want=[file], files=forged)
    assert next(line for line in lines if line["t"] == "receipt")["files"] == []
    assert not brought


@pytest.mark.parametrize("who", [{"person": "p_lin"}, {"person": "p_lin", "device": "d_lin"}, {"person": "p_nobody"}])
def test_nobody_speaks_for_another(city: City, tmp_path: Path, who: dict[str, str]) -> None:
    """A label is only claimed: what counts is by whose key it was signed; and a person without a desk known by hand is
    answered like one that nobody has."""
    (actor,) = PEOPLE[rule.NOBODY]
    sender = Sender(city, actor, tmp_path)
    with pytest.raises(Refused) as no:
        sender.bring(**who)
    assert no.value.code in ("bundle_unknown_desk", "bundle_altered")
    assert set(no.value.facts) <= {"device", "name"}
