"""A portal put together."""

from pathlib import Path

import pytest

from models.problems import Refused, StoreFault
from portal.app import DATABASE, is_made, open_up


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
