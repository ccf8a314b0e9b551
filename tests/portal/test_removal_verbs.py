"""The operator's command: what went in a mass, and that it was meant."""

import json
from pathlib import Path

import pytest

from models.store.portal import open_portal
from models.store.portal_log import Act
from models.store.portal_write import Put, Writing
from portal.__main__ import main
from portal.app import DATABASE

SCOPE = "u:wangtai"
DOC = {"kind": "item", "unit": "wangtai", "state": "draft", "author": "p_a", "fields": {}, "system": {}, "trail": []}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A portal that lost sixty rows of a scope."""
    made = tmp_path / "p"
    assert main(["init", "--data", str(made)]) == 0
    store = open_portal(made / DATABASE)
    ids = [f"item{number:05d}" for number in range(60)]

    def put(writing: Writing, *scopes: str) -> None:
        writing.held("item", ids)
        for each in ids:
            writing.note(None, [Put("item", each, frozenset(scopes), lambda _: DOC)])
        writing.note(Act(f"test-{len(scopes)}-0001", "p", "", "test.put", "x", received="2026-01-01T09:00:00+08:00"))

    store.write(lambda writing: put(writing, SCOPE))
    store.write(put)
    store.close()
    return made


def _said(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, str]:
    capsys.readouterr()
    return main(list(given)), capsys.readouterr().out


def test_it_is_listed_confirmed_and_gone_from_the_list(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = "--data", str(data), "--days", "3000"
    assert _said(capsys, "removals", "list", *place) == (0, f"{SCOPE}\t60\t60\n")
    code, told = _said(capsys, "removals", "confirm", SCOPE, "--json", *place)
    assert (code, json.loads(told)) == (0, {"scope": SCOPE, "rows": 60})
    code, told = _said(capsys, "removals", "list", "--json", *place)
    assert (code, json.loads(told)) == (0, {"removals": []})
    assert _said(capsys, "removals", "confirm", SCOPE, *place)[0] == 1
