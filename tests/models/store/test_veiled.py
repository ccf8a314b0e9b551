"""Veiled documents are sealed as they are written and come out open, others are left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store.portal import PortalStore, open_portal
from models.store.portal_tables import PORTAL, meta, rows
from models.store.portal_write import Put
from models.store.veiled import MARK, count_plain, fit, tried_in, veil_anew

DOCS = {
    "writer": {"phone": "13959912345"}, "contact": {"phone": "13700001111"}, "undelivered": {"title": "李有田来信"},
    "unit": {"name": "王台镇"},
}  # fmt: skip


class Backwards:
    """A vault that writes from right to left."""

    def seal(self, plain: str) -> str:
        return MARK + plain[::-1]

    def open(self, sealed: str) -> str:
        return sealed.removeprefix(MARK)[::-1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PortalStore]:
    made = open_portal(tmp_path / "portal.db")
    yield made
    made.close()


def _write(store: PortalStore) -> None:
    puts = [Put(type_, "one", frozenset({"pub"}), lambda _, doc=doc: doc) for type_, doc in DOCS.items()]
    store.write(lambda writing: writing.note(None, puts))


def _raw(store: PortalStore) -> dict[str, str]:
    with store.looking() as connection:
        return dict(map(tuple, connection.exec_driver_sql("SELECT type, doc FROM rows").all()))


def test_what_names_a_person_is_sealed_and_read_open(store: PortalStore) -> None:
    fit(store.engine, Backwards())
    _write(store)
    assert {type_ for type_, doc in _raw(store).items() if doc.startswith(MARK)} == {"writer", "contact", "undelivered"}
    with store.reading() as reading:
        assert {type_: reading.documents(type_)["one"] for type_ in DOCS} == DOCS


def test_what_lay_in_plain_is_sealed_anew_with_a_word_to_know_the_key_by(store: PortalStore) -> None:
    _write(store)
    with store.apart() as connection:
        assert (count_plain(connection, rows), tried_in(connection, meta)) == (3, "")
    vault = Backwards()
    fit(store.engine, vault)
    with store.apart() as connection:
        assert veil_anew(connection, PORTAL.tables, vault) == 3
        assert count_plain(connection, rows) == 0
        assert vault.open(tried_in(connection, meta)) == '"vault"'
    assert "13959912345" not in "".join(_raw(store).values())
