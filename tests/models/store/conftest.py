"""A desk's store with matters in it, without rules or a portal."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.store.desk import DeskStore, open_desk, row_values
from models.store.received import Put, receive

Fill = Callable[..., None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    """An empty store."""
    made = open_desk(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture
def fill(store: DeskStore) -> Fill:
    """`fill("id", scope=…, version=…, title=…, state=…)` puts an item there as if the portal had sent it."""

    def put(identity: str, scope: str = "u:wangtai", version: int = 1, **what: Any) -> None:
        names = ("title", "column", "body", "co_units")
        doc = {
            "kind": "item", "unit": what.get("unit", "wangtai"), "state": what.get("state", "draft"),
            "author": what.get("author", "p_linxm"), "changed_at": what.get("at", "2026-04-28T09:00:00+08:00"),
            "fields": {name: what[name] for name in names if name in what}, "system": what.get("system", {}),
        }  # fmt: skip
        with store.writing() as connection:
            receive(connection, [Put(scope, row_values("item", identity, version, doc))], [])

    return put
