"""The way in: the portal first, this computer where there is no network, the trial by one click."""

import errno
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.entrance import Pass, Room
from desktop.paths import Profile
from desktop.secrets import Secrets
from desktop.signing import Signing
from models.problems import Refused, Unreachable
from sync.client.care import Care
from tests.ui.fakes import NOW
from ui.presenters.signing_in import TrialPerson
from ui.settings import Settings
from ui.text import Words

GIVEN = Pass("token", "p_linxm", "林晓梅", (("wangtai", "clerk"),), NOW.isoformat())


@dataclass
class FakeEntrance:
    """A portal that knows one password, or cannot be reached."""

    reachable: bool = True
    portal: str = ""
    password: str = "right"
    due: bool = False
    hindrance: Unreachable | None = None
    asked: list[str] = field(default_factory=list)

    def point_to(self, portal: str) -> None:
        self.portal = portal

    def sign_in(self, account: str, password: str, new: str = "", code: str = "") -> Pass:
        self.asked.append(account)
        if self.hindrance is not None:
            raise self.hindrance
        if not self.reachable:
            raise Unreachable("no_network")
        if password != self.password:
            raise Refused("wrong_password", left=4)
        if self.due and not new:
            raise Refused("password_must_change")
        if self.due and len(new) < 10:
            raise Refused("password_weak", length=10, classes=3)
        self.password, self.due = new or password, False
        return GIVEN

    def enter(self, given: Pass, account: str) -> Room:
        raise AssertionError("nobody goes in here")

    def store_key(self, given: Pass, known: str) -> str:
        return known

    def change_password(self, given: Pass, old: str, new: str) -> Pass:
        raise AssertionError("nobody goes in here")

    def care(self, given: Pass) -> Care:
        raise AssertionError("nobody asks")

    def paper(self) -> tuple[str, ...]:
        return ()

    def empty(self) -> int | None:
        return None

    def sign_out(self, given: Pass) -> None:
        raise AssertionError("nobody goes in here")


class FakeTrial:
    """Two people and a portal."""

    def prepare(self) -> str:
        return "http://127.0.0.1:1"

    def people(self) -> tuple[TrialPerson, ...]:
        return (TrialPerson("linxm", "林晓梅", "clerk", "王台镇"),)

    def password_of(self, account: str) -> str:
        return "right"


class FakeRing(dict[str, str]):
    """A keyring in memory."""

    def get_password(self, service: str, name: str) -> str | None:
        return self.get(name)

    def set_password(self, service: str, name: str, secret: str) -> None:
        self[name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self[name]


@dataclass
class Way:
    """All parts of one way in."""

    signing: Signing
    entrance: FakeEntrance
    ring: FakeRing


@pytest.fixture
def way(tmp_path: Path) -> Way:
    return _way(tmp_path)


def _way(folder: Path, *, trial: FakeTrial | None = None, ring: FakeRing | None = None) -> Way:
    entrance, held = FakeEntrance(), FakeRing() if ring is None else ring
    memory = Secrets(folder / "secrets", lambda: held)
    signing = Signing(
        Profile(folder), Settings(), entrance, lambda: memory, trial, lambda: NOW, "https://portal", "1.0.0"
    )
    return Way(signing, entrance, held)


def test_the_portal_lets_in_and_this_computer_remembers_when(qtbot: QtBot, way: Way, tmp_path: Path) -> None:
    with qtbot.waitSignal(way.signing.entered) as entered:
        way.signing.ask("linxm", "right", False)
    assert entered.args == ["linxm", GIVEN, False]
    assert "今天 9:41" in way.signing.pane(Words("zh")).offline
    assert (tmp_path / "portal.txt").read_text() == "https://portal"


def test_a_wrong_password_is_said_at_its_field(qtbot: QtBot, way: Way) -> None:
    with qtbot.waitSignal(way.signing.refused) as refused:
        way.signing.ask("linxm", "wrong", False)
    assert refused.args is not None
    assert refused.args[0] == "password"
    assert "4 次" in refused.args[1]


def test_without_a_network_the_same_password_opens_this_computer(qtbot: QtBot, way: Way) -> None:
    with qtbot.waitSignal(way.signing.entered):
        way.signing.ask("linxm", "right", False)
    way.entrance.reachable = False
    with qtbot.waitSignal(way.signing.entered) as entered:
        way.signing.ask("linxm", "right", False)
    assert entered.args == ["linxm", GIVEN, True]
    with qtbot.waitSignal(way.signing.refused) as refused:
        way.signing.ask("linxm", "wrong", False)
    assert refused.args is not None
    assert refused.args[0] == "password"


def test_a_stranger_without_a_network_is_told_why(qtbot: QtBot, way: Way) -> None:
    way.entrance.reachable = False
    with qtbot.waitSignal(way.signing.refused) as refused:
        way.signing.ask("zhoumin", "right", False)
    assert refused.args is not None
    assert "没有在这台电脑上登录过" in refused.args[1]


def test_who_is_remembered_goes_straight_in_without_asking_the_portal(qtbot: QtBot, way: Way, tmp_path: Path) -> None:
    with qtbot.waitSignal(way.signing.entered):
        way.signing.ask("linxm", "right", True)
    again = _way(tmp_path, ring=way.ring)
    with qtbot.waitSignal(again.signing.entered) as entered:
        assert again.signing.go_straight_in()
    assert entered.args == ["linxm", GIVEN, False]
    assert again.entrance.asked == []


def test_signing_out_forgets(qtbot: QtBot, way: Way, tmp_path: Path) -> None:
    with qtbot.waitSignal(way.signing.entered):
        way.signing.ask("linxm", "right", True)
    way.signing.forget("linxm")
    assert way.ring == {}
    assert not _way(tmp_path, ring=way.ring).signing.go_straight_in()
    assert way.signing.last().account == "linxm"


def test_a_person_of_the_trial_enters_by_one_click(qtbot: QtBot, tmp_path: Path) -> None:
    way = _way(tmp_path, trial=FakeTrial())
    assert not way.signing.pane(Words("zh")).asks_portal
    with qtbot.waitSignal(way.signing.entered) as entered:
        way.signing.try_out("linxm")
    assert entered.args == ["linxm", GIVEN, False]
    assert way.entrance.portal == "http://127.0.0.1:1"


def test_the_screen_opens_the_lock_with_the_same_password(qtbot: QtBot, way: Way) -> None:
    with qtbot.waitSignal(way.signing.entered):
        way.signing.ask("linxm", "right", False)
    assert way.signing.opens("linxm", "right")
    assert not way.signing.opens("linxm", "wrong")


def test_a_password_that_must_be_changed_is_changed_at_the_door(qtbot: QtBot, way: Way) -> None:
    way.entrance.due = True
    for new, where in (("", "change"), ("short", "new")):
        with qtbot.waitSignal(way.signing.refused) as refused:
            way.signing.ask("linxm", "right", False, new)
        assert refused.args is not None
        assert refused.args[0] == where
    with qtbot.waitSignal(way.signing.entered):
        way.signing.ask("linxm", "right", False, "Right-and-better-2")
    way.entrance.reachable = False
    with qtbot.waitSignal(way.signing.entered) as entered:
        way.signing.ask("linxm", "Right-and-better-2", False)
    assert entered.args == ["linxm", GIVEN, True]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("certificate_wrong", "安全证书不对"),
        ("portal_foreign", "连上的不是门户"),
        ("portal_address", "地址写得不对"),
    ],
)
def test_what_stands_in_the_portals_place_is_named_to_who_cannot_enter_without_it(
    qtbot: QtBot, way: Way, code: str, words: str
) -> None:
    way.entrance.hindrance = Unreachable(code)
    with qtbot.waitSignal(way.signing.refused) as refused:
        way.signing.ask("zhoumin", "right", False)
    assert refused.args is not None
    assert words in refused.args[1]


def test_an_address_typed_without_its_beginning_is_meant_to_be_secure(way: Way) -> None:
    way.signing.set_portal("portal.example.cn")
    assert way.entrance.portal == "https://portal.example.cn"
    way.signing.set_portal("http://127.0.0.1:8420")
    assert way.entrance.portal == "http://127.0.0.1:8420"


def test_a_full_disk_at_the_sign_in_is_said(qtbot: QtBot, way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Secrets, "keep", full)
    with qtbot.waitSignal(way.signing.refused) as refused:
        way.signing.ask("linxm", "right", False)
    assert refused.args is not None
    assert "磁盘快满了" in refused.args[1]
