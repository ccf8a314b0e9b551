"""The portal's command line, as an office runs it."""

import json
import sqlite3
from pathlib import Path

import pytest

from models.store.portal_write import put_plain
from portal.__main__ import ADMINISTRATORS, main
from portal.app import open_up


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A portal that was just made."""
    assert main(["init", "--data", str(tmp_path / "p")]) == 0
    capsys.readouterr()
    return str(tmp_path / "p")


def test_init_tells_the_first_password_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "init", "--data", str(tmp_path / "p"), "--json")
    told = json.loads(out)["accounts"]
    assert (code, err) == (0, "")
    assert [(one["account"], one["roles"]) for one in told] == [
        ("sysadmin", ["sysadmin"]), ("secadmin", ["secadmin"]), ("auditor", ["auditor"]),
    ]  # fmt: skip
    assert all(len(one["password"]) == 19 for one in told)


def test_init_with_the_sample_tells_every_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "init", "--data", str(tmp_path / "p"), "--sample", "--json")
    accounts = json.loads(out.splitlines()[-1])["accounts"]
    assert code == 0
    assert len(accounts) > 100
    assert set(accounts[0]) == {"account", "password", "name", "unit", "roles"}
    portal = open_up(tmp_path / "p")
    assert len(portal.contacts.phones()) == len(accounts)
    assert portal.texting.test("linxm")["phone"].startswith("139****")
    assert len(list((tmp_path / "p" / "sms").iterdir())) == 1
    portal.close()


def test_a_portal_is_never_made_over_another(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "init", "--data", folder)
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_a_making_that_was_cut_off_is_begun_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half = open_up(tmp_path)
    half.accounts.add(ADMINISTRATORS)
    half.close()
    data = ("--data", str(tmp_path))
    assert _run(capsys, "account", "list", *data)[0] == 1
    assert _run(capsys, "init", *data)[0] == 0
    assert _run(capsys, "account", "list", *data)[0] == 0


@pytest.mark.parametrize("verb", [["serve"], ["audit", "verify"], ["account", "list"]])
def test_what_needs_a_portal_says_when_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    code, out, err = _run(capsys, *verb, "--data", str(tmp_path / "none"))
    assert (code, out) == (1, "")
    assert "init" in err
    assert not (tmp_path / "none").exists()


def test_an_account_is_added_listed_reset_and_disabled(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = ("--data", folder, "--json")
    new = ("account", "add", "chenzy", "--name", "陈志远", "--post", "wangtai:reviewer", *data)
    first = json.loads(_run(capsys, *new)[1])["password"]
    second = json.loads(_run(capsys, "account", "reset", "chenzy", *data)[1])["password"]
    assert first != second
    assert _run(capsys, "account", "disable", "chenzy", *data)[0] == 0
    listed = {one["account"]: one for one in json.loads(_run(capsys, "account", "list", *data)[1])["accounts"]}
    assert listed["chenzy"]["posts"] == ["wangtai:reviewer"]
    assert (listed["chenzy"]["disabled"], listed["sysadmin"]["must_change"]) == (True, True)


@pytest.mark.parametrize(
    "wrong",
    [
        ["account", "add", "sysadmin", "--name", "x", "--post", "wangtai:clerk"],
        ["account", "add", "new", "--name", "x", "--post", "nowhere:clerk"],
        ["account", "add", "new", "--name", "x", "--post", "wangtai:king"],
        ["account", "reset", "nobody"],
        ["account", "disable", "nobody"],
        ["account", "phone", "nobody", "13900000007"],
        ["account", "phone", "sysadmin", "no number"],
        ["sms", "test", "sysadmin"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(folder: str, capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    code, out, err = _run(capsys, *wrong, "--data", folder)
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_a_number_is_entered_tried_and_never_shown_whole(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = ("--data", folder, "--json")
    assert json.loads(_run(capsys, "account", "phone", "sysadmin", "13900000007", *data)[1])["phone"] == "139****0007"
    assert _run(capsys, "sms", "test", "sysadmin", *data)[0] == 1
    Path(folder, "sms.toml").write_text('sender = "spool"', "utf-8")
    code, out, _ = _run(capsys, "sms", "test", "sysadmin", *data)
    assert (code, json.loads(out)["phone"]) == (0, "139****0007")
    Path(folder, "sms.toml").write_text('sender = "smpp"\n[smpp]\npassword = "geheim"', "utf-8")
    code, out, err = _run(capsys, "sms", "list", *data)
    assert (code, out, "geheim" in err) == (1, "", False)


def test_messages_are_listed_with_their_fate(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(_run(capsys, "sms", "list", "--data", folder, "--json")[1]) == {"messages": []}
    portal = open_up(Path(folder))
    doc = {
        "person": "p_admin", "to": "139****0007", "text": "【延平门户】", "keys": [], "state": "failed",
        "made_at": "2026-04-28T12:00:00+08:00", "code": "line_lost", "changed_at": "",
    }  # fmt: skip
    portal.store.write(lambda writing: writing.note(None, [put_plain("sms", "s.1", doc)]))
    portal.close()
    _, out, _ = _run(capsys, "sms", "list", "--data", folder)
    assert out.split("\t") == ["s.1", "failed", "139****0007", "line_lost", "【延平门户】\n"]
    assert _run(capsys, "sms", "list", "--data", folder, "--state", "sent")[1] == ""


def test_audit_verify_names_the_entry_that_was_altered(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(capsys, "audit", "verify", "--data", folder)[0] == 0
    with sqlite3.connect(f"{folder}/portal.db") as database:
        database.execute("DROP TRIGGER op_log_no_UPDATE")
        database.execute("UPDATE op_log SET person = 'x' WHERE n = 2")
    database.close()
    code, out, _ = _run(capsys, "audit", "verify", "--data", folder, "--json")
    assert (code, json.loads(out)["at"], json.loads(out)["wrong"]) == (1, 2, "altered")
    assert "2" in _run(capsys, "audit", "verify", "--data", folder)[1]


def test_openapi_needs_no_portal_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = _run(capsys, "openapi")
    assert code == 0
    assert "/v1/sync" in json.loads(out)["paths"]
    assert not list(tmp_path.iterdir())
