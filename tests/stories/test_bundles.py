"""A township without a network: after one sign-in everything goes by stick, and an office takes it in at the portal."""

import io
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from portal.__main__ import main as portal
from tests.house.tree import ROOT
from tests.sync.fleet import TICKS

FIELDS = {"title": "防汛通知", "column": "0703", "disclosure": "proactive", "body": "<p>请做好准备。</p>"}
ITEM = "01kb2m3n4p5q6r7s8t9vwxyz01"
NEW = "Fangxun-2026-wangtai"


Told = list[dict[str, Any]]


def _desk(profile: Path, *verb: str, lines: list[Any] | None = None, text: str = "") -> tuple[int, Told]:
    source = io.StringIO(text or "\n".join(map(json.dumps, lines or [])))
    target = io.StringIO()
    code = cli.main([*verb, "--profile", str(profile)], source, target)
    return code, [json.loads(line) for line in target.getvalue().splitlines()]


@contextmanager
def _served(data: Path) -> Iterator[str]:
    """The portal as its own process."""
    command = [sys.executable, "-m", "portal", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


class Township:
    """Two desks, an office with a portal, and the stick that goes between them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data, self.stick = folder, folder / "portal", folder / "stick"
        self.passwords: dict[str, str] = {}

    def settle(self) -> "Township":
        """Makes the portal with its two people."""
        self.stick.mkdir(parents=True)
        self.portal("init")
        for name, post in (("clerk", "wangtai:clerk"), ("chief", "wangtai:reviewer")):
            told = self.portal("account", "add", name, "--name", name, "--post", post, "--json")
            self.passwords[name] = json.loads(told)["password"]
        return self

    def portal(self, *verb: str, code: int = 0) -> str:
        """What the portal's command line says."""
        said = io.StringIO()
        with redirect_stdout(said):
            assert portal([*verb, "--data", str(self.data)]) == code
        return said.getvalue()

    def sign_in(self, url: str, *names: str) -> None:
        """Each person once, over the network."""
        for name in names:
            words = f"{self.passwords[name]}\n{NEW}\n"
            verb = ("sign-in", "--portal", url, "--account", name, "--password-stdin", "--new-password-stdin")
            assert _desk(self.folder / name, *verb, text=words)[0] == 0

    def exchange(self, *given: Path, code: int = 0) -> Told:
        """What the office's one command says."""
        places = map(str, given or (self.stick, self.stick))
        said = self.portal("bundle", "exchange", *places, "--json", code=code)
        return [json.loads(line) for line in said.splitlines()]

    def desk(self, name: str, *verb: str, lines: list[Any] | None = None, code: int = 0) -> Told:
        done, told = _desk(self.folder / name, *verb, lines=lines)
        assert done == code, told
        return told

    def export(self, name: str) -> Path:
        (told,) = self.desk(name, "bundle", "export", str(self.stick))
        return Path(told["path"])

    def carry(self, name: str) -> dict[str, Any]:
        """A whole round by hand; the stick is empty before and after."""
        source = self.export(name)
        (told,) = self.exchange()
        assert told["bundle"] == source.name
        (back,) = self.desk(name, "bundle", "import", str(self.stick))
        for path in self.stick.iterdir():
            path.unlink()
        return back

    def shown(self, name: str) -> dict[str, Any]:
        (item,) = self.desk(name, "show", "--id", ITEM)
        return item


@pytest.fixture(scope="module", autouse=True)
def no_ring() -> Iterator[None]:
    """A computer without a keyring: what a sign-in gave lies in the profile, and can be copied with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.ring.find", lambda: None)
        yield


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that served long enough for both to sign in, and never again."""
    made = Township(tmp_path_factory.mktemp("town") / "town").settle()
    with _served(made.data) as url:
        made.sign_in(url, "clerk", "chief")
    return made.folder


@pytest.fixture
def town(settled: Path, tmp_path: Path) -> Township:
    """That township, for one story."""
    return Township(shutil.copytree(settled, tmp_path / "town"))


def test_an_item_lives_its_whole_life_by_stick(town: Township) -> None:
    assert town.carry("clerk")["received"] > 0
    (town.folder / "名单.txt").write_text("名单", "utf-8")
    create = {"kind": "item.create", "id": ITEM, "args": {"fields": FIELDS}, "files": [str(town.folder / "名单.txt")]}
    made = town.desk("clerk", "do", lines=[create])[0]
    seen = {"content": made["content"]}
    review = {"kind": "item.self_review", "id": ITEM, "args": {"ticks": TICKS, "seen": ["名单.txt"]}, "expect": seen}
    town.desk("clerk", "do", lines=[review, {"kind": "item.submit", "id": ITEM, "expect": seen}])
    told = town.carry("clerk")
    assert (told["sent"], told["waiting"], told["undelivered"]) == (3, 0, 0)
    town.carry("chief")
    assert town.shown("chief")["state"] == "in_review"
    town.desk("chief", "do", lines=[{"kind": "item.sign_off", "id": ITEM, "args": {"responsible": "陈建国"}}])
    assert town.carry("chief")["sent"] == 1
    town.carry("clerk")
    assert (town.shown("clerk")["state"], town.shown("chief")["state"]) == ("published", "published")
    assert town.shown("clerk")["version"] == town.shown("chief")["version"]
    town.desk("chief", "do", lines=[{"kind": "item.withdraw", "id": ITEM, "args": {"code": "error"}}])
    town.carry("chief")
    town.carry("clerk")
    assert town.shown("clerk")["state"] == "withdrawn"
    town.portal("audit", "verify")


def test_the_office_takes_a_folder_and_says_one_line_for_each_file(town: Township) -> None:
    clerk, chief = town.export("clerk"), town.export("chief")
    spoilt = town.stick / "spoilt.bundle"
    spoilt.write_bytes(clerk.read_bytes()[:-1])
    told = {one["bundle"]: one for one in town.exchange(code=1)}
    assert {name: one.get("code", "") for name, one in told.items()} == {
        clerk.name: "", chief.name: "", "spoilt.bundle": "bundle_cut",
    }  # fmt: skip
    assert len(list(town.stick.glob("*.receipt"))) == 2
    line = town.portal("bundle", "exchange", str(clerk), str(town.stick / "back.receipt"))
    assert line.startswith(f"{clerk.name}\tclerk：0 件")
    assert "以前收过" in line
    assert town.exchange(clerk, clerk, code=1)[0]["code"] == "bundle_place_taken"


def test_each_desk_takes_its_own_receipt_out_of_a_folder_and_once(town: Township) -> None:
    town.export("clerk")
    town.export("chief")
    town.exchange()
    hers = town.desk("clerk", "bundle", "import", str(town.stick))
    assert [one["receipt"].startswith("王台镇人民政府_clerk_") for one in hers] == [True]
    (again,) = town.desk("clerk", "bundle", "import", str(town.stick), code=1)
    assert again["code"] == "receipt_none"
    for path in sorted(town.stick.glob("*.receipt")):
        (told,) = town.desk("clerk", "bundle", "import", str(path), code=1)
        assert told["code"] == ("receipt_taken" if "clerk" in path.name else "bundle_other_desk")
    assert [bool(one["back_at"]) for one in town.desk("clerk", "bundle", "list")] == [True]
    assert [bool(one["back_at"]) for one in town.desk("chief", "bundle", "list")] == [False]


def test_a_bundle_for_another_portal_and_one_the_wrong_way_round(town: Township, tmp_path: Path) -> None:
    source = town.export("clerk")
    other = Township(tmp_path / "elsewhere").settle()
    assert other.exchange(source, other.stick, code=1)[0]["code"] == "bundle_other_portal"
    town.exchange()
    receipt = source.with_suffix(".receipt")
    assert town.exchange(receipt, town.folder, code=1)[0]["code"] == "bundle_kind"
    assert town.desk("clerk", "bundle", "import", str(source), code=1)[0]["code"] == "bundle_kind"
    assert town.exchange(town.folder / "nothing.bundle", town.stick, code=1)[0]["code"] == "file_unreadable"


def test_who_may_not_come_in_may_not_by_stick_either(town: Township) -> None:
    source = town.export("clerk")
    town.portal("account", "disable", "clerk")
    assert town.exchange(code=1)[0]["code"] == "account_disabled"
    town.passwords["clerk"] = json.loads(town.portal("account", "reset", "clerk", "--json"))["password"]
    assert town.exchange(code=1)[0]["code"] == "password_must_change"
    town.desk("clerk", "do", lines=[{"kind": "item.create", "id": ITEM, "args": {"fields": FIELDS}}])
    with _served(town.data) as url:
        elsewhere = town.folder / "clerk"
        elsewhere.rename(town.folder / "lost")
        verb = ("sign-in", "--portal", url, "--account", "clerk", "--password-stdin", "--new-password-stdin")
        words = f"{town.passwords['clerk']}\n{NEW}-2\n"
        assert _desk(elsewhere, *verb, text=words)[0] == 0
    assert town.exchange(source, town.stick, code=1)[0]["code"] == "bundle_unknown_desk"
    source.unlink()
    town.carry("clerk")


def test_an_old_bundle_and_one_from_the_future_are_told_apart(town: Township, monkeypatch: pytest.MonkeyPatch) -> None:
    for days, code in ((-31, "bundle_old"), (3, "bundle_ahead")):
        with monkeypatch.context() as patch:
            then = cli.now() + timedelta(days=days)
            patch.setattr("desktop.cli.now", lambda then=then: then)
            source = town.export("clerk")
        assert town.exchange(source, town.stick, code=1)[0]["code"] == code
        source.unlink()


def test_before_a_sign_in_no_bundle_can_be_made(tmp_path: Path) -> None:
    assert _desk(tmp_path, "bundle", "export", str(tmp_path))[1][0]["code"] == "no_account"
