"""A copy of the portal's database is of one moment and examined to the last page; a new history has its own name."""

from pathlib import Path

import pytest

from models.problems import StoreFault
from models.store.portal import open_portal
from models.store.portal_backup import LEAP, begin_anew, copy_file, examine_file, is_alone

AT = "2026-04-28T09:00:00+08:00"


def test_a_copy_made_beside_a_writer_is_whole_and_lies_in_one_file(tmp_path: Path) -> None:
    store = open_portal(tmp_path / "portal.db")
    with store.apart() as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('open', '1')")
        copy_file(tmp_path / "portal.db", tmp_path / "out.db")
    store.close()
    held, log = examine_file(tmp_path / "out.db")
    assert (held.epoch, held.counts["meta"], log.wrong) == (store.epoch, 2, "")
    assert [path.name for path in tmp_path.glob("out.db*")] == ["out.db"]


def test_a_damaged_or_foreign_copy_is_told(tmp_path: Path) -> None:
    store = open_portal(tmp_path / "portal.db")
    store.close()
    copy_file(tmp_path / "portal.db", tmp_path / "out.db")
    data = bytearray((tmp_path / "out.db").read_bytes())
    (tmp_path / "other.db").write_bytes(data[:68] + b"\0\0\0\1" + data[72:])
    data[4096 * 3 : 4096 * 8] = b"\xff" * 4096 * 5
    (tmp_path / "out.db").write_bytes(data)
    with pytest.raises(StoreFault, match="store_damaged"):
        examine_file(tmp_path / "out.db")
    with pytest.raises(StoreFault, match="store_foreign"):
        examine_file(tmp_path / "other.db")


def test_a_new_history_has_a_name_and_versions_that_the_old_never_had_and_says_so_in_the_log(tmp_path: Path) -> None:
    store = open_portal(tmp_path / "portal.db")
    before = store.epoch
    epoch = begin_anew(store, AT)
    with store.reading() as reading:
        assert (reading.head(), reading.audit().entries, reading.audit().wrong) == (LEAP, 1, "")
    store.close()
    again = open_portal(tmp_path / "portal.db")
    assert again.epoch == epoch != before
    again.close()


def test_a_file_that_somebody_has_open_is_not_alone(tmp_path: Path) -> None:
    store = open_portal(tmp_path / "portal.db")
    assert not is_alone(tmp_path / "portal.db")
    store.close()
    assert is_alone(tmp_path / "portal.db")
    (tmp_path / "portal.db").write_bytes(b"x" * 5000)
    assert is_alone(tmp_path / "portal.db")
