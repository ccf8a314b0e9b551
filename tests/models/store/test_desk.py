"""The desk's store: what is written is there after the end, what fails leaves no trace, what covers can be lifted."""

import sqlite3
from pathlib import Path

import pytest

from models.matter import Matter
from models.store.desk import (
    NAME,
    DeskStore,
    confirmed,
    documents,
    lay_over,
    open_desk,
    projected,
    remember,
    remembered,
    uncover,
    versions,
)
from tests.models.store.conftest import Fill


def test_what_was_written_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    first = open_desk(tmp_path)
    with first.writing() as connection:
        remember(connection, "epoch", "e1")
        remember(connection, "epoch", "e2")
    first.close()
    again = open_desk(tmp_path)
    with again.reading() as connection:
        assert remembered(connection, "epoch") == "e2"
        assert remembered(connection, "none", "default") == "default"
    again.close()


def test_a_transaction_that_fails_leaves_no_trace(store: DeskStore) -> None:
    def write_and_fail() -> None:
        with store.writing() as connection:
            remember(connection, "k", "v")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with store.reading() as connection:
        assert remembered(connection, "k") == ""


def test_what_lies_over_a_row_hides_it_until_it_is_lifted(store: DeskStore, fill: Fill) -> None:
    fill("i1", title="门户的", version=4)
    with store.writing() as connection:
        row = confirmed(connection, ["item"], ["i1"])["i1"]
        lay_over(connection, [row.with_fields({"title": "我的"}, "c"), Matter("i2", "item", "u", "draft", "p")])
        both = projected(connection, ["item"], ["i1", "i2"])
        assert [both[i].fields.get("title") for i in ("i1", "i2")] == ["我的", None]
        assert confirmed(connection, ["item"], ["i1"])["i1"].fields["title"] == "门户的"
        uncover(connection, ["i1", "i2"])
        assert list(projected(connection, ["item"], ["i1", "i2"])) == ["i1"]


def test_rows_of_a_type_come_by_id_and_by_the_start_of_an_id(store: DeskStore, fill: Fill) -> None:
    for identity in ("a.1", "a.2", "b.1"):
        fill(identity)
    with store.reading() as connection:
        assert [row["id"] for row in documents(connection, "item")] == ["a.1", "a.2", "b.1"]
        assert [row["id"] for row in documents(connection, "item", "a.", "a/")] == ["a.1", "a.2"]


def test_what_was_written_is_brought_into_the_file_while_others_read(store: DeskStore, fill: Fill) -> None:
    log = store.folder / f"{NAME}-wal"
    fill("a")
    with store.reading() as connection:
        assert versions(connection, ["item"], ["a"]) == {"a": 1}
        store.tidy()
    file = sqlite3.connect(f"file:{store.folder / NAME}?mode=ro&immutable=1", uri=True)
    assert log.stat().st_size > 0
    assert file.execute("SELECT id FROM rows").fetchall() == [("a",)]
    file.close()
