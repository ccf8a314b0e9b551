"""Veiled documents are sealed as they are written and come out open, others are left alone."""

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import DatabaseError

from models.store.portal import PortalStore, open_portal
from models.store.portal_log import Act, past_the_guard
from models.store.portal_tables import PORTAL, meta
from models.store.portal_write import Put, Writing
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


class Tired(Backwards):
    """The same until it breaks down."""

    def __init__(self, left: int) -> None:
        self.left = left

    def seal(self, plain: str) -> str:
        self.left -= 1
        if not self.left:
            raise MemoryError
        return super().seal(plain)


@pytest.fixture
def store(database_url: str) -> Iterator[PortalStore]:
    made = open_portal(database_url)
    yield made
    made.close()


def _write(store: PortalStore) -> None:
    puts = [Put(type_, "one", frozenset({"pub"}), lambda _, doc=doc: doc) for type_, doc in DOCS.items()]
    said = '{"writer": {"phone": "13959912345"}}'
    acts = [Act(kind, "p_su", "", kind, "i", body=said) for kind in ("letter.receive", "request.receive", "item.edit")]

    def job(writing: Writing) -> None:
        writing.note(None, puts)
        for act in acts:
            writing.note(act, [])

    store.write(job)


def _raw(store: PortalStore) -> dict[str, str]:
    with store.looking() as connection:
        return dict(map(tuple, connection.exec_driver_sql("SELECT type, doc FROM rows").all()))


def test_what_names_a_person_is_sealed_and_read_open(store: PortalStore) -> None:
    fit(store.engine, Backwards())
    _write(store)
    assert {type_ for type_, doc in _raw(store).items() if doc.startswith(MARK)} == {"writer", "contact", "undelivered"}
    with store.reading() as reading:
        assert {type_: reading.documents(type_)["one"] for type_ in DOCS} == DOCS


def test_the_log_keeps_sealed_what_came_from_citizens_and_chains_what_was_said(store: PortalStore) -> None:
    fit(store.engine, Backwards())
    _write(store)
    with store.looking() as connection:
        raw = dict(map(tuple, connection.exec_driver_sql("SELECT kind, body FROM op_log").all()))
    assert {kind for kind, body in raw.items() if body.startswith(MARK)} == {"letter.receive", "request.receive"}
    with store.reading() as reading:
        assert reading.audit().wrong == ""
    with store.apart() as connection:
        veil_anew(connection, PORTAL.tables, Backwards(), past_the_guard(connection))
    with store.reading() as reading:
        assert reading.audit().wrong == ""
    with pytest.raises(DatabaseError, match="append only"), store.apart() as connection:
        connection.exec_driver_sql("UPDATE op_log SET body = ''")


def test_what_lay_in_plain_is_sealed_anew_with_a_word_to_know_the_key_by(store: PortalStore) -> None:
    _write(store)
    with store.apart() as connection:
        assert (count_plain(connection, PORTAL.tables), tried_in(connection, meta)) == (5, "")
    vault = Backwards()
    fit(store.engine, vault)
    with store.apart() as connection:
        assert veil_anew(connection, PORTAL.tables, vault, past_the_guard(connection)) == 5
        assert count_plain(connection, PORTAL.tables) == 0
        assert vault.open(tried_in(connection, meta)) == '"vault"'
    assert "13959912345" not in "".join(_raw(store).values())
    with store.looking() as connection:
        said = connection.exec_driver_sql("SELECT kind, body FROM op_log").all()
    assert [kind for kind, body in said if "13959912345" in body] == ["item.edit"]


@pytest.mark.parametrize("left", [1, 3, 5])
def test_a_sealing_that_breaks_off_leaves_all_as_it_was_and_the_log_guarded(store: PortalStore, left: int) -> None:
    _write(store)
    before = _raw(store)
    with pytest.raises(MemoryError), store.apart() as connection:
        veil_anew(connection, PORTAL.tables, Tired(left), past_the_guard(connection))
    assert _raw(store) == before
    with pytest.raises(DatabaseError, match="append only"), store.apart() as connection:
        connection.exec_driver_sql("UPDATE op_log SET body = ''")
    with store.apart() as connection:
        veil_anew(connection, PORTAL.tables, Backwards(), past_the_guard(connection))
    fit(store.engine, Backwards())
    with store.looking() as connection:
        assert count_plain(connection, PORTAL.tables) == 0
    with store.reading() as reading:
        assert reading.audit().wrong == ""
