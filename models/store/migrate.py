"""Brings an older database up to the tables of this program; loaded only when one is met."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from models.problems import StoreFault

HERE = Path(__file__).parent / "migrations"


def scripts(kind: str) -> ScriptDirectory:
    """The scripts of a kind of database, revisions `0001`, `0002` and so on."""
    return ScriptDirectory(str(HERE), version_locations=[str(HERE / kind)])


def upgrade(engine: Engine, kind: str, version: int) -> None:
    """Runs the scripts that come after `version`, each in one transaction with its new number, so that a machine
    switched off midway goes on where it was. StoreFault store_damaged when the number is none that ever was."""
    found = scripts(kind)
    newest = int(found.get_current_head() or 0)
    if not 0 <= version <= newest:
        raise StoreFault("store_damaged", path=str(engine.url.database))
    for number in range(version + 1, newest + 1):
        with engine.begin() as connection:
            script = found.get_revision(f"{number:04d}")
            with Operations.context(MigrationContext.configure(connection)):
                script.module.upgrade()
            _stamp(connection, number)


def _stamp(connection: Connection, number: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version={number}")
    else:
        connection.execute(text("UPDATE meta SET value = :number WHERE key = 'schema'"), {"number": str(number)})
