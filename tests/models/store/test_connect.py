"""A database opens as it must be, or one code says why not; nothing foreign is touched."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from models.problems import StoreFault
from models.store.connect import VERSIONS, engine_for, open_store
from models.store.desk_tables import DESK, meta
from models.store.portal_tables import PORTAL


def _faults(path: Path) -> str:
    with pytest.raises(StoreFault) as caught:
        open_store(path, "desk", DESK)
    return caught.value.code


def test_a_new_store_is_durable_and_marked_as_ours(tmp_path: Path) -> None:
    engine = open_store(tmp_path / "new" / "desk.db", "desk", DESK)
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "user_version")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    engine.dispose()
    assert found == ["wal", 2, 1, VERSIONS["desk"]]
    assert (tmp_path / "new" / "desk.db").read_bytes()[68:72] == b"GDS1"


def test_a_store_opens_again_with_what_was_kept(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_store(tmp_path / "desk.db", "desk", DESK)
        with engine.begin() as connection:
            there = connection.execute(meta.select()).all()
            connection.execute(meta.insert().prefix_with("OR REPLACE").values(key="k", value="v"))
        engine.dispose()
    assert [tuple(row) for row in there] == [("k", "v")]


def test_a_file_that_is_no_database_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"PK\x03\x04 a letter" * 50)
    before = path.read_bytes()
    assert _faults(path) == "store_foreign"
    assert path.read_bytes() == before


def test_another_programs_database_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    assert _faults(path) == "store_foreign"
    assert path.read_bytes() == before


def test_a_portals_database_is_foreign_to_a_desk(tmp_path: Path) -> None:
    open_store(tmp_path / "desk.db", "portal", PORTAL).dispose()
    assert _faults(tmp_path / "desk.db") == "store_foreign"


def test_a_newer_programs_database_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    open_store(path, "desk", DESK).dispose()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version=99")
    raw.close()
    assert _faults(path) == "store_newer"


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    open_store(path, "desk", DESK).dispose()
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\x00" * 3996
    path.write_bytes(data)
    assert _faults(path) == "store_damaged"


def test_a_folder_that_cannot_be_made_is_read_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert _faults(tmp_path / "file" / "desk.db") == "store_read_only"


def test_a_writer_waits_for_another_and_does_not_fail(tmp_path: Path) -> None:
    engine = open_store(tmp_path / "desk.db", "desk", DESK)

    def write(number: int) -> None:
        for n in range(20):
            with engine.begin() as connection:
                connection.execute(meta.insert().values(key=f"{number}-{n}", value="x"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert len(connection.execute(meta.select()).all()) == 80
    engine.dispose()


def test_postgresql_is_made_once_and_a_foreign_one_is_left_alone(fresh_postgres: Callable[..., str]) -> None:
    url = fresh_postgres()
    for _ in range(2):
        open_store(url, "portal", PORTAL).dispose()
    other = fresh_postgres()
    engine = open_store(other, "portal", PORTAL)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE meta")
    engine.dispose()
    with pytest.raises(StoreFault, match="store_foreign"):
        open_store(other, "portal", PORTAL)


def test_a_connection_that_died_at_rest_is_replaced_and_one_in_use_is_not_asked(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_for(postgres_url)
    asked, ping = list[DBAPIConnection](), engine.dialect.do_ping

    def counted(raw: DBAPIConnection) -> bool:
        asked.append(raw)
        return ping(raw)

    monkeypatch.setattr(engine.dialect, "do_ping", counted)
    pid = _pid(engine)
    assert (_pid(engine), asked) == (pid, [])
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    monkeypatch.setattr("models.store.connect.RESTED", 0.0)
    assert _pid(engine) != pid
    assert len(asked) == 1
    engine.dispose()


def _pid(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
