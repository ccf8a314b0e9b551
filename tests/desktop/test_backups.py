"""A person's backups in a profile, as the window and a script meet them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.backups import Backups, rules
from desktop.cli import main, now
from desktop.seat import open_seat
from models.people import Actor, Post

LIN = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}), "device0001")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with one person's store."""
    open_seat(tmp_path, LIN, now, lease=30).close()
    doc = {
        "token": "t", "person": LIN.person, "name": LIN.name, "device": LIN.device, "portal": "http://127.0.0.1:1",
        "posts": [{"unit": "wangtai", "role": "clerk"}], "account": "linxm",
    }  # fmt: skip
    (tmp_path / "session.json").write_text(json.dumps(doc), "utf-8")
    return tmp_path


def _said(profile: Path, *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    out = io.StringIO()
    assert main(["backup", "--profile", str(profile), *arguments], io.StringIO(), out) == code
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_script_makes_lists_and_puts_back_a_backup(profile: Path) -> None:
    (made,) = _said(profile, "make")
    assert made["ok"]
    (shown,) = _said(profile, "list")
    assert (shown["name"], shown["sound"]) == (made["name"], True)
    seat = open_seat(profile, LIN, now)
    seat.desk.save_draft("i1", {"title": "后来写的"}, {"title": ""})
    seat.close()
    (done,) = _said(profile, "restore", made["name"])
    assert Path(done["before"]).exists()
    seat = open_seat(profile, LIN, now)
    assert [one.fields["title"] for one in seat.desk.drafts()] == ["后来写的"]
    seat.close()


def test_a_backup_that_is_not_there_is_refused(profile: Path) -> None:
    (answer,) = _said(profile, "restore", "2020-01-01T000000+0800", code=1)
    assert answer["code"] == "not_found"


def test_the_rules_say_how_often_and_how_many(profile: Path) -> None:
    assert (rules()["hours"], rules()["daily"], rules()["weekly"]) == (2, 7, 4)
    assert Backups(profile, "p_linxm", now).listed() == ()
