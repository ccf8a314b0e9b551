"""What left by hand is remembered until it came back, and its key no longer than that."""

from models.store import carried
from models.store.carried import Carried
from models.store.desk import DeskStore

ONE = Carried(
    "bundle-1", "2026-04-28T09:00:00+08:00", "一.bundle", 3, "2026-04-28T09:00:00+08:00", "epoch", {"pub": 4},
    ("op-1", "op-2"), {"seal": "x25519:a", "sign": "ed25519:b"}, ("x25519:private", "x25519:public"),
)  # fmt: skip


def test_what_was_noted_is_read_again(store: DeskStore) -> None:
    with store.writing() as connection:
        carried.note(connection, ONE)
    with store.reading() as connection:
        assert carried.named(connection, "bundle-1") == ONE
        assert carried.every(connection) == [ONE]
        assert carried.named(connection, "bundle-2") is None


def test_once_it_came_back_nothing_could_open_its_receipt_again(store: DeskStore) -> None:
    with store.writing() as connection:
        carried.note(connection, ONE)
        carried.came_back(connection, ONE, "2026-04-29T09:00:00+08:00")
        (back,) = carried.every(connection)
        assert (back.back_at, back.name, back.acts) == ("2026-04-29T09:00:00+08:00", "一.bundle", 3)
        assert back.key == ("", "")
        text = str(connection.exec_driver_sql("SELECT doc FROM carried").scalar())
    assert "private" not in text


def test_what_was_never_written_and_what_is_old_is_forgotten(store: DeskStore) -> None:
    with store.writing() as connection:
        carried.note(connection, ONE)
        carried.drop(connection, "bundle-1")
        assert carried.every(connection) == []
        carried.note(connection, ONE)
        carried.forget(connection, "2026-04-28")
        assert carried.every(connection) == [ONE]
        carried.forget(connection, "2026-04-29")
        assert carried.every(connection) == []
