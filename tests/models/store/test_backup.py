"""A person's store is backed up beside their work, and comes back without losing what was typed since."""

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from models.intents import Intent
from models.problems import Refused, StoreFault
from models.store import backup, drafts, outbox
from models.store.backup import Rotation
from models.store.desk import NAME, DeskStore, open_desk
from models.store.drafts import Draft

NOW = datetime(2026, 4, 28, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the backups go."""
    return tmp_path / "backups"


def _write(store: DeskStore, title: str, hours: float = 0, identity: str = "i1") -> None:
    at = (NOW + timedelta(hours=hours)).isoformat(timespec="seconds")
    with store.writing() as connection:
        drafts.save(connection, Draft({"title": title}, at, id=identity, kind="item"), "run")


def _act(store: DeskStore, op: str) -> None:
    with store.writing() as connection:
        outbox.add(connection, Intent(op, "item.edit", "i1", args={"set": {"title": op}}), {}, ["i1"])


def test_a_backup_is_made_beside_an_open_transaction_and_holds_what_was_committed(
    store: DeskStore, place: Path
) -> None:
    _write(store, "一")
    with store.writing() as connection:
        drafts.drop(connection, "i1")
        made = backup.make(store.folder, place, NOW)
    assert backup.listed(place) == [made]
    assert [path.name for path in place.iterdir()] == [made.path.name]
    backup.examine(made.path)
    (place / "again").mkdir()
    shutil.copy(made.path, place / "again" / NAME)
    again = open_desk(place / "again")
    with again.reading() as reading:
        assert [one.fields for one in drafts.every(reading, "")] == [{"title": "一"}]
    again.close()


def test_a_damaged_store_gives_no_backup(store: DeskStore, place: Path) -> None:
    store.close()
    _damage(store.folder / NAME)
    with pytest.raises(StoreFault, match="store_damaged"):
        backup.make(store.folder, place, NOW)
    assert list(place.iterdir()) == []


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)


def test_all_of_the_last_day_and_one_of_each_day_and_week_are_kept(store: DeskStore, place: Path) -> None:
    for day in range(40):
        for hour in (0, 2):
            backup.make(store.folder, place, NOW - timedelta(days=day, hours=hour))
    backup.rotate(place, Rotation(7, 4))
    kept = [one.at for one in backup.listed(place)]
    assert kept[:2] == [NOW, NOW - timedelta(hours=2)]
    assert kept[2:8] == [NOW - timedelta(days=day) for day in range(1, 7)]
    assert len(kept) == 2 + 6 + 2
    assert all(one.hour == 9 for one in kept[2:])


def test_what_was_written_after_the_backup_comes_along(store: DeskStore, place: Path) -> None:
    _write(store, "旧")
    _act(store, "op-1")
    made = backup.make(store.folder, place, NOW)
    _write(store, "新", 1)
    _write(store, "另一篇", 1, "i2")
    with store.writing() as connection:
        outbox.leave(connection, [one.seq for one in outbox.waiting(connection)], "ok", "2026-04-28")
    _act(store, "op-2")
    with store.writing() as connection:
        outbox.refuse(connection, outbox.waiting(connection)[0], Refused("not_found"), "标题", "2026-04-28")
    _act(store, "op-3")
    store.close()
    before = backup.restore(store.folder, made.path, place, NOW + timedelta(hours=2))
    again = open_desk(store.folder)
    with again.reading() as reading:
        assert {one.id: one.fields["title"] for one in drafts.every(reading, "")} == {"i1": "新", "i2": "另一篇"}
        assert [one.intent.op for one in outbox.waiting(reading)] == ["op-3"]
        assert [one.intent.op for one in outbox.refused(reading)] == ["op-2"]
    again.close()
    assert before is not None
    backup.examine(before)
    assert not list(store.folder.glob("*.new*"))


def test_restoring_twice_loses_nothing_though_the_numbers_of_entries_meet(store: DeskStore, place: Path) -> None:
    first = backup.make(store.folder, place, NOW)
    _act(store, "op-1")
    second = backup.make(store.folder, place, NOW + timedelta(hours=1))
    store.close()
    (store.folder / NAME).unlink()
    assert backup.restore(store.folder, first.path, place, NOW + timedelta(hours=2)) is None
    again = open_desk(store.folder)
    _act(again, "op-2")
    again.close()
    backup.restore(store.folder, second.path, place, NOW + timedelta(hours=3))
    again = open_desk(store.folder)
    with again.reading() as reading:
        assert [one.intent.op for one in outbox.waiting(reading)] == ["op-1", "op-2"]
    again.close()


def test_a_damaged_store_lies_aside_as_it_was_when_a_backup_takes_its_place(store: DeskStore, place: Path) -> None:
    _write(store, "一")
    made = backup.make(store.folder, place, NOW)
    store.close()
    _damage(store.folder / NAME)
    bytes_ = (store.folder / NAME).read_bytes()
    before = backup.restore(store.folder, made.path, place, NOW + timedelta(hours=1))
    assert before is not None
    assert before.read_bytes() == bytes_
    again = open_desk(store.folder)
    with again.reading() as reading:
        assert len(drafts.every(reading, "")) == 1
    again.close()


def test_a_store_in_use_and_a_backup_that_is_not_sound_change_nothing(store: DeskStore, place: Path) -> None:
    made = backup.make(store.folder, place, NOW)
    _write(store, "一")
    with store.reading() as reading:
        drafts.every(reading, "")
        with pytest.raises(StoreFault, match="store_locked"):
            backup.restore(store.folder, made.path, place, NOW + timedelta(hours=1))
    store.close()
    _damage(made.path)
    with pytest.raises(StoreFault, match="store_damaged"):
        backup.restore(store.folder, made.path, place, NOW + timedelta(hours=1))
    again = open_desk(store.folder)
    with again.reading() as reading:
        assert len(drafts.every(reading, "")) == 1
    again.close()
