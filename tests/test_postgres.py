"""The tests' own PostgreSQL: fresh for each test, and its templates built once."""

from collections.abc import Callable

import psycopg
import pytest

from tests.postgres import Absent, serve


def _tables(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row is not None
    return int(row[0])


def test_a_prepared_database_is_built_once_and_cloned(fresh_postgres: Callable[..., str]) -> None:
    built: list[str] = []

    def prepare(url: str) -> None:
        built.append(url)
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE kept (n int)")

    first, second = fresh_postgres(prepare), fresh_postgres(prepare)
    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        connection.execute("DROP TABLE kept")
    assert len(built) == 1
    assert (_tables(first), _tables(second)) == (0, 1)


def test_a_database_asked_for_plainly_is_empty(postgres_url: str) -> None:
    assert _tables(postgres_url) == 0


def test_a_server_stands_on_the_settings_it_was_asked_for() -> None:
    try:
        with serve(("max_connections=37",)) as url, psycopg.connect(url.replace("+psycopg", "")) as connection:
            found = [connection.execute(f"SHOW {name}").fetchone() for name in ("max_connections", "fsync")]
    except Absent as absent:
        pytest.skip(f"no PostgreSQL: {absent}")
    assert found == [("37",), ("on",)]
