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
from models.store.connect import VERSIONS, engine_for, open_store, told
from models.store.desk_tables import DESK, meta
from models.store.portal import PortalStore
from models.store.portal_tables import PORTAL
from models.store.portal_write import Writing


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


def test_a_server_that_goes_in_the_middle_is_the_worlds_fault_and_is_there_again(postgres_url: str) -> None:
    store = PortalStore(open_store(postgres_url, "portal", PORTAL))

    def gone(writing: Writing) -> None:
        ended = writing._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [ended])
        writing._connection.exec_driver_sql("SELECT 1")

    with pytest.raises(StoreFault, match="store_away"):
        store.write(gone)
    assert store.is_finished() is False
    store.close()


def test_a_server_that_is_not_there_is_the_worlds_fault() -> None:
    with pytest.raises(StoreFault, match="store_away"):
        open_store("postgresql+psycopg://127.0.0.1:1/nobody", "portal", PORTAL)


def test_a_server_that_takes_no_more_connections_or_no_more_rows_says_so(postgres_url: str) -> None:
    engine = engine_for(postgres_url)
    with told("here"), engine.connect() as connection:
        for state, code in {"53100": "store_full", "53300": "store_away", "25006": "store_read_only"}.items():
            with pytest.raises(StoreFault, match=code), told("here"):
                connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
            connection.rollback()
    engine.dispose()
