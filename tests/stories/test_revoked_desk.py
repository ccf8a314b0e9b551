"""A computer is lost: what was written there goes to the portal first, then all of it goes, wherever it is cut off."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.emptying import MARK, pending
from desktop.entrance import Pass, Room
from desktop.paths import Profile
from desktop.rooms import HttpEntrance
from desktop.signing import memory_in
from models.problems import Refused, Unreachable
from sync.client.care import Care
from tests.models.office import FIELDS
from tests.portal.line import Line
from tests.portal.town import Town


class Computer:
    """One computer, and the clerk who sits there."""

    def __init__(self, town: Town, line: Line, folder: Path) -> None:
        self.town, self.profile = town, Profile(folder).make()
        self.entrance = HttpEntrance(line.url, self.profile, town.clock)
        self.memory = memory_in(self.profile)()

    def enter(self) -> Room:
        password = self.town.passwords["lin"]
        given = self.entrance.sign_in("lin", password)
        key = self.entrance.store_key(given, self.memory.key_of("lin", password))
        self.given: Pass = replace(given, key=key)
        self.memory.keep("lin", password, self.given, remember=False)
        self.room = self.entrance.enter(self.given, "lin")
        return self.room

    def write(self) -> tuple[str, str]:
        """An item that waits in the outbox, and a draft on one that the portal has."""
        desk = self.room.desk
        sent = desk.new_id()
        desk.do("item.create", sent, {"fields": FIELDS})
        self.room.one_round()
        desk.save_draft(sent, {"title": "还在写的题目"}, FIELDS)
        waiting = desk.new_id()
        desk.do("item.create", waiting, {"fields": {**FIELDS, "title": "等着送的题目"}})
        return sent, waiting

    def told_to_go(self) -> None:
        with pytest.raises(Refused, match="device_revoked"):
            self.room.one_round()
        self.room.close()

    @property
    def device(self) -> str:
        return self.room.device


def _titles(room: Room) -> set[Any]:
    found = [one.intent for one in room.desk.undelivered()]
    return {{**one.args.get("fields", {}), **one.args.get("set", {})}.get("title") for one in found}


def test_what_was_not_sent_is_at_the_portal_before_the_computer_is_empty(
    town: Town, line: Line, tmp_path: Path
) -> None:
    lost, next_one = Computer(town, line, tmp_path / "lost"), Computer(town, line, tmp_path / "next")
    lost.enter()
    lost.write()
    town.portal.sessions.revoke("lin", lost.device, "p_sec")
    lost.profile.signed.write_text("{}", encoding="utf-8")
    lost.told_to_go()
    assert not lost.profile.signed.exists()
    with pytest.raises(Refused, match="device_revoked"):
        lost.entrance.enter(lost.given, "lin")
    assert lost.entrance.empty() == 2
    assert not (lost.profile.folder / "people" / "p_lin").exists()
    assert lost.memory.open("lin", town.passwords["lin"]) is None
    assert pending(lost.profile.folder) is None
    assert lost.entrance.empty() is None
    room = next_one.enter()
    room.one_round()
    assert _titles(room) == {"还在写的题目", "等着送的题目"}
    first = room.desk.undelivered()[0]
    room.desk.settle(first.intent.op, "drop")
    room.one_round()
    assert len(_titles(room)) == 1
    room.close()
    again = lost.enter()
    assert again.device != lost.given.token
    again.close()


def test_nothing_is_erased_before_the_portal_has_it_and_whatever_cuts_it_off_it_goes_on(
    town: Town, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Computer(town, line, tmp_path / "lost")
    lost.enter()
    lost.write()
    town.portal.sessions.revoke("lin", lost.device, "p_sec")
    lost.told_to_go()
    store = lost.profile.folder / "people" / "p_lin" / "desk.db"
    for cut in ("leave", "emptied"):
        with monkeypatch.context() as broken:
            broken.setattr(Care, cut, _no_line)
            with pytest.raises(Unreachable):
                lost.entrance.empty()
        assert store.exists() == (cut == "leave")
        assert (lost.profile.folder / MARK).exists()
    assert HttpEntrance(line.url, lost.profile, town.clock).empty() == 2
    assert town.logged("device.emptied") == [("p_lin", "p_lin")]


def _no_line(*_: object) -> None:
    raise Unreachable("no_network")


def test_a_sign_in_at_a_revoked_computer_opens_nothing(town: Town, line: Line, tmp_path: Path) -> None:
    lost = Computer(town, line, tmp_path / "lost")
    lost.enter().close()
    town.portal.sessions.revoke("lin", lost.device, "p_sec")
    with pytest.raises(Refused, match="device_revoked"):
        lost.entrance.sign_in("lin", town.passwords["lin"])
    assert lost.entrance.empty() == 0
    assert lost.entrance.sign_in("lin", town.passwords["lin"]).person == "p_lin"


def _say(folder: Path, verb: str, *more: str, lines: list[str] | None = None) -> tuple[int, list[dict[str, Any]]]:
    target = StringIO()
    code = cli.main([verb, "--profile", str(folder), *more], StringIO("\n".join(lines or [])), target)
    return code, [json.loads(line) for line in target.getvalue().splitlines()]


def test_a_desk_without_a_window_does_the_same(town: Town, line: Line, tmp_path: Path) -> None:
    fresh, folder = town.portal.accounts.reset("lin"), tmp_path / "plain"
    way = ("--portal", line.url, "--account", "lin", "--password-stdin", "--new-password-stdin")
    code, (entered,) = _say(folder, "sign-in", *way, lines=[fresh, "Wangtai-spring-2026"])
    assert code == 0
    assert _say(folder, "sync")[0] == 0
    act = {"kind": "item.create", "id": "cli0000001", "args": {"fields": FIELDS}}
    assert _say(folder, "do", lines=[json.dumps(act)])[0] == 0
    town.portal.sessions.revoke("lin", entered["device"], "p_sec")
    code, (told,) = _say(folder, "sync")
    assert (code, told["code"], told["kept_at_portal"]) == (1, "device_revoked", 1)
    assert not (folder / "people" / "p_lin").exists()
    assert _say(folder, "drafts")[1][0]["code"] == "no_account"
