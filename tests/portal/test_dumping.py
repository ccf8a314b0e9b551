"""A portal on PostgreSQL is carried by PostgreSQL's own tools, and a machine without them says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.problems import Refused
from portal import dumping
from portal.app import open_up
from portal.backup import back_up
from portal.restoring import restore
from portal.vault import KEY_FILE
from tests.models.office import NOON
from tests.portal.town import Town


def test_a_machine_without_the_tools_says_which_is_missing() -> None:
    with pytest.raises(Refused, match="backup_no_tool"):
        dumping.tool("pg_no_such_tool")


@pytest.mark.postgres
def test_a_portal_on_a_server_comes_back_and_moves_the_old_one_aside(
    fresh_postgres: Callable[..., str], tmp_path: Path
) -> None:
    town = Town(tmp_path / "p", fresh_postgres())
    place, made = back_up(town.portal.store, town.folder, tmp_path / "b", NOON)
    town.close()
    url = fresh_postgres()
    for replace in (False, True):
        done = restore(place, tmp_path / f"again{replace}", url, NOON, replace=replace)
        shutil.copy(town.folder / KEY_FILE, tmp_path / f"again{replace}")
        portal = open_up(tmp_path / f"again{replace}", url, town.clock)
        with portal.store.reading() as reading:
            assert reading.audit().entries == made.contents.entries + 1
        assert portal.store.epoch == done.epoch
        portal.close()
    with pytest.raises(Refused, match="portal_exists"):
        restore(place, tmp_path / "third", url, NOON)
    with pytest.raises(Refused, match="backup_tool_failed"):
        dumping.put_back(f"{url}_not_there", place / "portal.dump")
