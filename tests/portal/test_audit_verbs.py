"""The log of acts on the command line, as an administrator and an auditor read it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from portal.__main__ import main


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
