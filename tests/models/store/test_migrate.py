"""A database that was brought up by the scripts is the same as one made from the models."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, inspect

from models.problems import StoreFault
from models.store.connect import VERSIONS, Kind, engine_for, open_store
from models.store.desk_tables import DESK
from models.store.migrate import scripts, upgrade
from models.store.portal_tables import PORTAL

KINDS: tuple[tuple[Kind, MetaData], ...] = (("desk", DESK), ("portal", PORTAL))


def _shape(engine: Engine) -> dict[str, object]:
    """Tables with columns, keys, checks and indexes, as the database itself tells them."""
    look = inspect(engine)
    shape: dict[str, object] = {}
    for table in sorted(look.get_table_names()):
        columns = [(c["name"], str(c["type"]), c["nullable"], str(c["default"])) for c in look.get_columns(table)]
        indexes = sorted((str(i["name"]), tuple(map(str, i["column_names"]))) for i in look.get_indexes(table))
        checks = sorted((str(c["name"]), c["sqltext"]) for c in look.get_check_constraints(table))
        unique = sorted((str(u["name"]), tuple(u["column_names"])) for u in look.get_unique_constraints(table))
        shape[table] = (columns, look.get_pk_constraint(table)["constrained_columns"], indexes, checks, unique)
    return shape


def _extras(engine: Engine) -> list[tuple[str, str]]:
    """What SQLite keeps beside plain tables: triggers, virtual tables, options of tables."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    wanted = ("CREATE TRIGGER", "CREATE VIRTUAL", "CREATE INDEX")
    flat = [(name, " ".join(sql.split())) for name, sql in found]
    marks = [(name, mark) for name, sql in flat for mark in ("WITHOUT ROWID", "AUTOINCREMENT") if mark in sql]
    return sorted([each for each in flat if each[1].startswith(wanted)] + marks)


@pytest.mark.parametrize(("kind", "meta"), KINDS)
def test_the_scripts_make_on_sqlite_what_the_models_say(kind: Kind, meta: MetaData, tmp_path: Path) -> None:
    made = open_store(tmp_path / "made.db", kind, meta)
    climbed = engine_for(f"sqlite:///{tmp_path / 'climbed.db'}")
    upgrade(climbed, kind, 0)
    assert _shape(climbed) == _shape(made)
    assert _extras(climbed) == _extras(made)
    with climbed.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == VERSIONS[kind]
    made.dispose()
    climbed.dispose()


def test_the_scripts_make_on_postgresql_what_the_models_say(fresh_postgres: Callable[..., str]) -> None:
    made = open_store(fresh_postgres(), "portal", PORTAL)
    climbed = engine_for(fresh_postgres())
    upgrade(climbed, "portal", 0)
    assert _shape(climbed) == _shape(made)
    made.dispose()
    climbed.dispose()


@pytest.mark.parametrize(("kind", "meta"), KINDS)
def test_the_newest_script_is_the_version_that_the_program_knows(kind: Kind, meta: MetaData) -> None:
    assert scripts(kind).get_current_head() == f"{VERSIONS[kind]:04d}"


def test_a_number_that_never_was_is_damage(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'odd.db'}")
    with pytest.raises(StoreFault, match="store_damaged"):
        upgrade(engine, "desk", 99)
    engine.dispose()
