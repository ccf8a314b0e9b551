"""The log of acts on the command line, as an administrator and an auditor read it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.problems import Refused
from portal.__main__ import main
from portal.accounts import Newcomer
from portal.app import open_up


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["audit", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_log_written_anew_is_denied_by_an_anchor_kept_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, elsewhere = tmp_path / "p", tmp_path / "else"
    assert main(["init", "--data", str(data)]) == 0
    place = ("--data", str(data))
    capsys.readouterr()
    code, said = _run(capsys, "anchor", "--out", str(elsewhere), *place)
    assert (code, Path(said.strip()).parent) == (0, elsewhere)
    assert "sound" in _run(capsys, "verify", "--anchor", str(elsewhere), *place)[1]
    with closing(sqlite3.connect(data / "portal.db", isolation_level=None)) as database:
        database.execute("DROP TRIGGER op_log_no_DELETE")
        database.execute("DELETE FROM op_log WHERE n > 1")
        database.execute("UPDATE commit_counter SET log_n = 1, log_hash = (SELECT hash FROM op_log)")
    assert _run(capsys, "verify", *place)[0] == 0
    code, said = _run(capsys, "verify", "--anchor", str(elsewhere), "--json", *place)
    found = json.loads(said)
    assert (code, found["wrong"], found["at"]) == (1, "cut", 2)
    assert "entry 2" in _run(capsys, "verify", "--anchor", str(elsewhere), *place)[1]


def test_what_is_young_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(tmp_path / "p")
    assert main(["init", "--data", data]) == 0
    capsys.readouterr()
    anchor = _run(capsys, "anchor", "--data", data)[1].strip()
    code, said = _run(capsys, "prune", "--anchor", anchor, "--data", data)
    assert (code, "183" in said) == (1, True)
    assert _run(capsys, "verify", "--data", data)[0] == 0


def test_a_portal_that_is_not_there_has_no_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["verify"], ["anchor"], ["prune", "--anchor", "x"]):
        assert _run(capsys, *words, "--data", str(tmp_path / "none"))[0] == 1
    assert not list(tmp_path.iterdir())


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A portal with its three administrators, and a clerk who tried to sign in at a computer of a strange name."""
    assert main(["init", "--data", str(tmp_path)]) == 0
    portal = open_up(tmp_path)
    portal.accounts.add([Newcomer("chenzy", "p_chenzy", "陈志远", frozenset())])
    with pytest.raises(Refused, match="password_wrong"):
        portal.sessions.sign_in("chenzy", "wrong", "=1+1\x1b[2J", "10.0.0.1")
    portal.close()
    capsys.readouterr()
    return tmp_path


def _auditor(folder: Path) -> str:
    portal = open_up(folder)
    found = next(one.login for one, actor in portal.accounts.listed() if actor.holds("auditor"))
    portal.close()
    return found


def test_an_auditor_reads_who_did_what_and_that_is_noted_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by = _auditor(folder)
    words = ("--data", str(folder), "--json")
    code, said = _run(capsys, "list", "--person", "chenzy", "--by", by, *words)
    found = json.loads(said)["entries"]
    assert code == 0
    assert {one["person"] for one in found} == {"p_chenzy"}
    assert {one["name"] for one in found} == {"陈志远"}
    [noted] = json.loads(_run(capsys, "list", "--kind", "audit.read", "--most", "1", "--by", by, *words)[1])["entries"]
    assert noted["person"] != "portal"
    portal = open_up(folder)
    with portal.store.looking() as connection:
        asked = connection.exec_driver_sql("SELECT body FROM op_log WHERE kind = 'audit.read' ORDER BY n").scalars()
        assert [json.loads(each)["person"] for each in asked] == ["p_chenzy", ""]
    portal.close()


@pytest.mark.parametrize("by", ["chenzy", "nobody"])
def test_nobody_else_reads_it_and_nothing_is_noted(folder: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    assert _run(capsys, "list", "--by", by, "--data", str(folder))[0] == 1
    found = json.loads(_run(capsys, "list", "--kind", "audit.read", "--data", str(folder), "--json")[1])["entries"]
    assert len(found) == 1


def test_only_an_auditor_lets_go_of_what_is_old(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anchor = _run(capsys, "anchor", "--data", str(folder))[1].strip()
    words = ("prune", "--anchor", anchor, "--data", str(folder))
    assert "auditor" in _run(capsys, *words, "--by", "chenzy")[1]
    assert "183" in _run(capsys, *words, "--by", _auditor(folder))[1]


def test_what_strangers_call_themselves_is_no_formula_and_moves_no_cursor(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _run(capsys, "list", "--person", "chenzy", "--data", str(folder))[1]
    assert "\x1b" not in said
    assert "\t'=1+1�[2J\t" in said


def test_a_day_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["audit", "list", "--from", "2026-13-01", "--data", str(folder)])
    capsys.readouterr()
