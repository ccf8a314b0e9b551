"""One change pulled by a desk while the rows at both ends grow: the time must not grow with them.

A thousand items come through the stores' own doors; the others are copies of one of them, made by the databases
themselves with their places in the feed, at the portal and at the desk alike, so that both stay consistent."""

import tempfile
from pathlib import Path

from sqlalchemy import Connection

from bench import served, stores
from bench.row import Row, median, milliseconds
from models.matter import Matter
from models.store.portal_write import Writing, put_matter
from models.store.received import set_cursors
from portal.app import Portal, open_up

BEGUN = 1_000
SIZES = (1_000, 10_000, 100_000, 1_000_000)
TEXT = 200


def measure(quick: bool) -> list[Row]:
    sizes, rounds = (SIZES[:2], 5) if quick else (SIZES, 30)
    taken = dict[int, float]()
    with tempfile.TemporaryDirectory() as name:
        folder, done = Path(name), BEGUN
        matters = list(stores.matters(stores.pattern(folder / "pattern"), BEGUN, TEXT, state="published"))
        with served.portal(folder / "portal", matters) as at:
            client = served.client(folder / "desk", at)
            client.engine.round()
            portal = open_up(folder / "portal")
            for size in sizes:
                _grow(portal, client, done, size)
                client.engine.round()
                taken[size] = median([_one(portal, client, matters[n]) for n in range(rounds)])
                done = size
            portal.close()
            client.close()
    floor = taken[sizes[0]]
    return [
        Row(f"one change pulled, {size:,} rows at both ends", taken[size], "ms", 1.5, "times", floor) for size in sizes
    ]


def _one(portal: Portal, client: served.Client, matter: Matter) -> float:
    """A colleague changes an item; the desk's next round brings it."""

    def change(writing: Writing) -> None:
        writing.matters("item", [matter.id])
        writing.note(None, put_matter(matter))

    portal.store.write(change)
    received = list[int]()
    taken = milliseconds(lambda: received.append(client.engine.round().received))
    if received != [1]:
        raise RuntimeError(f"{received} rows came instead of one")
    return taken


def _grow(portal: Portal, client: served.Client, start: int, size: int) -> None:
    if size <= start:
        return
    with portal.store.apart() as connection:
        head = int(connection.exec_driver_sql("SELECT value FROM commit_counter").scalar_one())
        _copies(connection, "rows", "version", head, start, size)
        _copies(connection, "feed", "seq", head, start, size)
        connection.exec_driver_sql(f"UPDATE commit_counter SET value = {head + size - start}")
    with client.seat.desk.store.writing() as connection:
        _copies(connection, "rows", "version", head, start, size)
        _copies(connection, "held", "", head, start, size)
        scopes = connection.exec_driver_sql("SELECT scope FROM cursor").scalars().all()
        set_cursors(connection, dict.fromkeys(scopes, head + size - start))


def _copies(connection: Connection, table: str, numbered: str, head: int, start: int, size: int) -> None:
    """Copies of the first item's rows in a table, with ids of their own and, where they have any, new sequences."""
    names = [str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    new = {"id": "printf('01g%023d', n.i)", numbered: f"{head} + n.i - {start}"}
    values = ", ".join(new.get(name, f't."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    connection.exec_driver_sql(
        f"WITH RECURSIVE n(i) AS (SELECT {start + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {size}) "
        f"INSERT INTO {table} ({columns}) SELECT {values} FROM n, {table} t "
        f"WHERE t.id = '01b{1:023}' AND t.type = 'item'"
    )
