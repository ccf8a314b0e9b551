"""Backing up and putting back on the command line, as an administrator and a timer use it."""

import json
from pathlib import Path

import pytest

from portal.__main__ import main


def test_a_portal_is_backed_up_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, target = str(tmp_path / "p"), str(tmp_path / "b.tar")
    assert main(["init", "--data", data]) == 0
    capsys.readouterr()
    assert main(["backup", target, "--data", data, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["path"], made["missing"]) == (target, [])
    assert main(["restore", target, "--data", data]) == 1
    assert main(["restore", target, "--data", data, "--replace", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["entries"], done["epoch"] != made["epoch"]) == (made["entries"], True)
    assert main(["audit", "verify", "--data", data]) == 0
    assert main(["account", "list", "--data", data]) == 0
    assert "admin" in capsys.readouterr().out


def test_a_portal_that_is_not_there_is_not_backed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path / "b"), "--data", str(tmp_path / "none")]) == 1
    assert str(tmp_path / "none") in capsys.readouterr().err
    assert not (tmp_path / "b").exists()
