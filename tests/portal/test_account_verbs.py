"""Accounts, sessions and desks on the command line, each act by whose duty it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.__main__ import main
from portal.app import open_up


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A portal with its three administrators and a clerk who is signed in at two desks."""
    assert main(["init", "--data", str(tmp_path)]) == 0
    assert (
        main(["account", "add", "chenzy", "--name", "陈志远", "--post", "wangtai:clerk", "--data", str(tmp_path)]) == 0
    )
    password = capsys.readouterr().out.splitlines()[-1].split("\t")[1]
    portal = open_up(tmp_path)
    for desk, label in (("desk-1", "王台-3号机"), ("desk-2", "手提电脑")):
        portal.sessions.sign_in("chenzy", password, desk, "10.0.0.1", label=label)
    portal.close()
    return tmp_path


def _run(capsys: pytest.CaptureFixture[str], folder: Path, *verb: str) -> Any:
    code = main([*verb, "--data", str(folder), "--json"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), err
    return json.loads(out)


def _no(capsys: pytest.CaptureFixture[str], folder: Path, *verb: str) -> str:
    assert main([*verb, "--data", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    return err


def _log(folder: Path, kind: str) -> list[str]:
    portal = open_up(folder)
    with portal.store.looking() as connection:
        found = (
            connection.exec_driver_sql(f"SELECT person FROM op_log WHERE kind = '{kind}' ORDER BY n").scalars().all()
        )
    portal.close()
    return list(found)


def test_making_and_permitting_are_two_acts_of_two_administrators(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (_log(folder, "account.add")[-1], _log(folder, "account.posts")) == ("p_sysadmin", ["p_secadmin"])
    told = _run(capsys, folder, "account", "posts", "chenzy", "wangtai:clerk", "wangtai:reviewer", "--by", "secadmin")
    assert told == {"account": "chenzy", "posts": ["wangtai:clerk", "wangtai:reviewer"]}
    assert "sysadmin" in _no(capsys, folder, "account", "posts", "chenzy", "--by", "sysadmin")
    _no(capsys, folder, "account", "posts", "secadmin", "digital:sysadmin", "--by", "secadmin")
    _no(capsys, folder, "account", "posts", "chenzy", "wangtai:clerk", "digital:auditor")
    _no(capsys, folder, "account", "disable", "chenzy", "--by", "auditor")


def test_nothing_is_made_when_the_posts_are_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _no(capsys, folder, "account", "add", "new", "--name", "某", "--post", "wangtai:king")
    assert "new" not in [one["account"] for one in _run(capsys, folder, "account", "list")["accounts"]]


def test_sessions_are_sought_and_ended_and_a_desk_is_revoked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _run(capsys, folder, "session", "list", "手提")["sessions"]
    assert [(one["account"], one["name"], one["device"]) for one in found] == [("chenzy", "陈志远", "desk-2")]
    assert _run(capsys, folder, "session", "end", found[0]["session"])["ended"]
    _no(capsys, folder, "session", "end", found[0]["session"])
    assert _run(capsys, folder, "device", "revoke", "chenzy", "desk-1")["revoked"]
    _no(capsys, folder, "device", "revoke", "chenzy", "desk-9")
    by_desk = {one["device"]: one for one in _run(capsys, folder, "session", "list", "chenzy")["sessions"]}
    assert by_desk["desk-2"]["session"] == ""
    assert by_desk["desk-1"]["revoked"]
    assert main(["session", "list", "--data", str(folder)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert _log(folder, "session.end") == _log(folder, "device.revoke") == ["p_secadmin"]


def test_a_lost_factor_is_taken_away_and_a_closed_account_opened(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _no(capsys, folder, "account", "factor", "chenzy")
    assert _run(capsys, folder, "account", "disable", "chenzy")["disabled"]
    assert not _run(capsys, folder, "account", "enable", "chenzy")["disabled"]
