"""The calendar on the portal's command line, as the administrator and other programs use it."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.__main__ import main
from portal.app import open_up
from tests.portal.letters import letter
from tests.portal.notices import NEXT_YEAR, NUMBER
from tests.portal.town import Town


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A portal that was just made."""
    assert main(["init", "--data", str(tmp_path / "p")]) == 0
    capsys.readouterr()
    return str(tmp_path / "p")


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("received", "days", "unit", "due"),
    [
        ("2026-04-20", "15", "wd", "2026-05-13"),
        ("2026-04-17", "15", "cd", "2026-05-06"),
        ("2014-12-22", "15", "wd", "2015-01-13"),
    ],
)
def test_due_counts_every_day(
    folder: str, capsys: pytest.CaptureFixture[str], received: str, days: str, unit: str, due: str
) -> None:
    asked = ("calendar", "due", "--data", folder, "--received", received, "--days", days, "--unit", unit)
    told = _json(capsys, *asked)
    assert set(told) == {"due", "provisional", "days"}
    assert (told["due"], told["provisional"]) == (due, False)
    assert sum(one["counts"] for one in told["days"]) == 15
    assert told["days"][0] == {"date": received, "counts": 0, "reason": "received"}
    assert told["days"][-1]["date"] == due
    assert main(asked) == 0
    assert capsys.readouterr().out.splitlines()[0] == due


def test_due_is_counted_without_a_portal_by_the_notices_that_the_program_brings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("calendar", "due", "--data", str(tmp_path / "none"), "--received", "2014-04-18", "--days", "15")
    assert _json(capsys, *asked, "--unit", "wd")["due"] == "2014-05-12"


def test_a_day_says_by_which_notice_it_was_off(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "calendar", "due", "--data", folder, "--received", "2026-04-20", "--days", "15")
    said = {one["date"]: one["reason"] for one in told["days"]}
    assert said["2026-05-01"] == "holiday 五一 国办发明电〔2025〕7号"
    assert said["2026-05-09"] == "make_up 五一 国办发明电〔2025〕7号"


@pytest.mark.parametrize("days", ["0", "-1", "x", "100000"])
def test_a_senseless_number_of_days_is_not_counted(folder: str, days: str) -> None:
    with pytest.raises(SystemExit):
        main(["calendar", "due", "--data", folder, "--received", "2026-04-20", "--days", days])


def test_a_notice_is_imported_and_listed(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2027.toml"
    file.write_text(NEXT_YEAR, "utf-8")
    asked = ("calendar", "due", "--data", folder, "--received", "2026-12-21", "--days", "5")
    assert _json(capsys, *asked)["provisional"]
    told = _json(capsys, "calendar", "import", str(file), "--data", folder)
    assert told == {"number": NUMBER, "year": 2027, "fresh": True, "moved": []}
    listed = _json(capsys, "calendar", "list", "--data", folder)["notices"]
    assert (listed[-1]["number"], listed[-1]["imported_by"], listed[-1]["sort"]) == (NUMBER, "p_sysadmin", "annual")
    assert not _json(capsys, *asked)["provisional"]
    assert main(["calendar", "list", "--data", folder]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(listed)
    assert main(["audit", "verify", "--data", folder]) == 0


def test_a_broken_notice_says_its_line_and_what_to_do(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(NEXT_YEAR.replace("2026-12-27", "2027-01-02"), "utf-8")
    assert main(["calendar", "import", str(file), "--data", folder]) == 1
    said = capsys.readouterr().err
    assert "wrong.toml" in said
    assert "11" in said
    assert main(["calendar", "import", str(tmp_path / "none.toml"), "--data", folder]) == 1
    assert "none.toml" in capsys.readouterr().err


def test_the_clocks_of_a_letter_are_explained_day_by_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = Town(tmp_path)
    found = letter(town, town.clock().replace(year=2026, month=4, day=17))
    town.portal.store.finish()
    town.close()
    told = _json(capsys, "clock", "explain", found, "--data", str(tmp_path))
    assert (told["id"], told["kind"]) == (found, "letter")
    assert {clock["id"]: clock["due"] for clock in told["clocks"]} == {"local": "2026-05-06", "suggested": "2026-04-28"}
    last = told["clocks"][0]["days"][-1]
    assert last == {"date": "2026-05-06", "counts": 0, "reason": "roll weekday"}
    assert main(["clock", "explain", "nothing-there", "--data", str(tmp_path)]) == 1


def test_a_matter_without_clocks_has_none_to_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = Town(tmp_path)
    item = town.draft()
    town.portal.store.finish()
    town.close()
    assert _json(capsys, "clock", "explain", item, "--data", str(tmp_path))["clocks"] == []
    open_up(tmp_path).close()
