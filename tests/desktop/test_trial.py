"""The trial: sample data once, a portal as long as it is wanted, a second desk on the same one."""

import sys
from pathlib import Path

import pytest

from desktop.trial import Trial
from models.policy import Directory, shipped
from models.problems import Refused

PORTAL = """
import json, socket, sys, time
data = sys.argv[sys.argv.index("--data") + 1]
if sys.argv[1] == "init":
    with open(data + ".inits", "a") as log:
        log.write("x")
    people = [("linxm", "林晓梅", "wangtai", ["clerk"]), ("zhengwb", "郑文斌", "digital", ["operator"])]
    keys = ("account", "name", "unit", "roles")
    print(json.dumps({"accounts": [{**dict(zip(keys, one)), "password": "pw-" + one[0]} for one in people]}))
else:
    door = socket.create_server(("127.0.0.1", 0))
    print(json.dumps({"url": "http://127.0.0.1:%d" % door.getsockname()[1]}), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def command(tmp_path: Path) -> tuple[str, str]:
    script = tmp_path / "portal.py"
    script.write_text(PORTAL, encoding="utf-8")
    return sys.executable, str(script)


def test_sample_data_are_made_once_and_the_portal_answers(tmp_path: Path, command: tuple[str, str]) -> None:
    first = Trial(tmp_path / "trial", command)
    try:
        url = first.prepare()
        assert url.startswith("http://127.0.0.1:")
        assert first.prepare() == url
        second = Trial(tmp_path / "trial", command)
        assert second.prepare() == url
        second.stop()
        assert first.prepare() == url
    finally:
        first.stop()
    again = Trial(tmp_path / "trial", command)
    try:
        assert again.prepare() != url
        assert (tmp_path / "trial" / "portal.inits").read_text() == "x"
    finally:
        again.stop()


def test_people_of_the_home_unit_come_first_and_enter_with_their_own_password(
    tmp_path: Path, command: tuple[str, str]
) -> None:
    trial = Trial(tmp_path / "trial", command)
    try:
        trial.prepare()
    finally:
        trial.stop()
    trial.name_units(Directory(shipped()).units)
    assert [(one.account, one.unit) for one in trial.people()] == [("linxm", "王台镇人民政府"), ("zhengwb", "区数字办")]
    assert trial.password_of("linxm") == "pw-linxm"
    assert (tmp_path / "trial" / "accounts.json").stat().st_mode & 0o077 == 0


def test_fresh_begins_anew(tmp_path: Path, command: tuple[str, str]) -> None:
    trial = Trial(tmp_path / "trial", command)
    try:
        trial.prepare()
    finally:
        trial.stop()
    trial.clear()
    assert trial.accounts() == ()


def test_sample_data_that_do_not_serve_are_made_once_more(tmp_path: Path, command: tuple[str, str]) -> None:
    first = Trial(tmp_path / "trial", command)
    first.prepare()
    first.stop()
    script = Path(command[1])
    healed = 'import os; os.path.getsize(data + ".inits") > 1 or sys.exit(1)'
    script.write_text(PORTAL.replace("    door =", f"    {healed}\n    door ="), encoding="utf-8")
    again = Trial(tmp_path / "trial", command)
    try:
        assert again.prepare().startswith("http")
        assert (tmp_path / "trial" / "portal.inits").read_text() == "xx"
    finally:
        again.stop()


def test_a_portal_that_cannot_start_is_told_with_its_reason(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text("import sys; sys.exit('no room on the disk')")
    with pytest.raises(Refused) as caught:
        Trial(tmp_path / "trial", (sys.executable, str(script))).prepare()
    assert "no room" in str(caught.value.facts["reason"])
