"""A portal put together."""

from pathlib import Path

import pytest

from models.policy import shipped
from models.problems import Refused, StoreFault
from portal.app import DATABASE, is_made, open_up
from tests.portal.letters import letter
from tests.portal.notices import LONGER_MAY
from tests.portal.town import Town


def test_a_portal_is_made_in_an_empty_folder_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "portal"
    assert not is_made(folder)
    first = open_up(folder)
    first.close()
    again = open_up(folder)
    assert (is_made(folder), again.store.epoch) == (True, first.store.epoch)
    again.close()


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="folder_unusable"):
        open_up(tmp_path / "file" / "portal")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"something else" * 20)
    with pytest.raises(StoreFault, match="store_foreign"):
        open_up(tmp_path)


def test_a_newer_program_that_brings_a_notice_counts_the_open_matters_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path)
    found = letter(town, town.clock().replace(year=2026, month=4, day=17))
    town.close()
    newer = {**shipped(), "calendar/国办发明电〔2026〕3号.toml": LONGER_MAY}
    monkeypatch.setattr("portal.app.shipped", lambda: newer)
    again = open_up(tmp_path, now=town.clock)
    with again.store.reading() as reading:
        matter = reading.matter("letter", found)
    again.close()
    assert matter is not None
    assert (matter.system["due"]["local"], matter.trail[-1].verb) == ("2026-05-09", "recount")
