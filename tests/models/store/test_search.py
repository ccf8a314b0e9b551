"""Any two characters find their matter, filtered and in order, and an entry follows its matter."""

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people import Actor, Post
from models.store import search
from models.store.desk import DeskStore, open_desk
from models.store.migrations.desk import v0001
from models.store.queries import Query, terms
from tests.models.store.conftest import Fill

CLERK = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}))


def _find(store: DeskStore, words: str, query: Query | None = None) -> list[str]:
    with store.writing() as connection:
        search.follow(connection, 1000)
        typed = search.expression(words, terms(query or Query(tab="all"), CLERK))
        found = search.match(connection, typed, 0, 50) if typed else []
        assert not typed or search.match_count(connection, typed) == len(found)
        return found


@pytest.fixture
def library(store: DeskStore, fill: Fill) -> DeskStore:
    """Three items."""
    fill(
        "a", at="2026-04-01T00:00:00+08:00", title="防汛工作通知", body="<p>请各村开会，<strong>议</strong>定预案。</p>"
    )
    fill("b", at="2026-04-02T00:00:00+08:00", title="会议纪要", state="returned", body="<p>见附件 GB2312-80。</p>")
    fill("c", at="2026-04-03T00:00:00+08:00", title="人事任免", unit="housing", body='<p>防"汛</p><p>全文 hello</p>')
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [("会议", ["b"]), ("防汛", ["c", "a"]), ("汛", ["c", "a"]), ("议定", ["a"]), ("防汛 预案", ["a"]), ("hel", ["c"]),
     ("GB2312", ["b"]), ("gb2312-80", ["b"]),
     ("没有", []), ("《防汛》", ["c", "a"]), ('"', []), ("  ", []), ('x" OR "防', [])],
)  # fmt: skip
def test_words_find_what_holds_them_the_last_change_first(library: DeskStore, words: str, found: list[str]) -> None:
    assert _find(library, words) == found


def test_what_a_citizen_brought_is_found_by_its_number_in_the_register() -> None:
    assert "XF2026-00207" in search.words_of({"fields": {"title": "路灯"}, "system": {"number": "XF2026-00207"}})


def test_what_a_list_filters_by_filters_its_search(library: DeskStore) -> None:
    assert _find(library, "防汛", Query(tab="unit")) == ["a"]
    assert _find(library, "会议", Query(tab="returned")) == ["b"]
    assert _find(library, "会议", Query(tab="unit", states=("draft",))) == []


def test_an_entry_follows_its_matter_and_forgets_what_it_said_before(library: DeskStore, fill: Fill) -> None:
    assert _find(library, "人事") == ["c"]
    fill("c", version=2, at="2026-04-09T00:00:00+08:00", title="干部任免", body="<p>无</p>")
    with library.reading() as connection:
        assert search.behind(connection) == 1
    assert _find(library, "人事") == []
    assert _find(library, "任免") == ["c"]


def test_many_matters_of_one_second_are_all_found(store: DeskStore, fill: Fill) -> None:
    for n in range(30):
        fill(f"i{n}", title="同时")
    assert len(_find(store, "同时")) == 30


def test_a_matter_that_changes_while_its_words_are_parted_stays_behind(library: DeskStore, fill: Fill) -> None:
    with library.reading() as connection:
        ready = search.prepare(connection, 10)
    fill("a", version=2, at="2026-04-09T00:00:00+08:00", title="抗旱工作通知", body="<p>无</p>")
    with library.writing() as connection:
        search.enter(connection, ready)
        assert search.behind(connection) == 1
    assert _find(library, "防汛") == ["c"]
    assert _find(library, "抗旱") == ["a"]


def test_no_entry_is_found_by_reading_a_whole_table(store: DeskStore, fill: Fill) -> None:
    fill("a")
    read: list[str] = []
    with store.writing() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(read.append)
        search.enter(connection, search.prepare(connection, 10))
        raw.set_trace_callback(None)
        plans = [raw.execute(f"EXPLAIN QUERY PLAN {one}").fetchall() for one in read if one.startswith("SELECT")]
    steps = [step[3] for plan in plans for step in plan]
    assert len(steps) > 3
    scans = [step for step in steps if step.startswith("SCAN")]
    assert not [step for step in scans if "search_todo" not in step and "json_each" not in step]


@given(st.text("停水通a b1_-ßÉ。！“》\n\0𠮷㐀豈\u3000\ud800", max_size=30))
def test_every_sign_beyond_ascii_is_a_token_and_nothing_else_is_parted(words: str) -> None:
    """By the character: what an entry was made of must come out the same when it is taken out of the index."""
    said = words.replace("\0", "").replace("\n", "。").lower()
    clear = "".join(each if each.isascii() or each.isalnum() or each in "。！" else " " for each in said)
    assert search.tokens(words).split() == re.findall("[0-9a-z_]+|[^ ]", clear)


@pytest.mark.parametrize("typed", ["根据条例规定", "《条例》规定", "ÉTÉ", "été", "ABC", "abc", "规定（二）"])
def test_signs_and_large_letters_are_passed_over(store: DeskStore, fill: Fill, typed: str) -> None:
    fill("a", title="根据《条例》规定（二）", body="<p>Été 与 Abc</p>")
    assert _find(store, typed) == ["a"]


def test_an_older_index_begins_anew_and_finds_everything_again(library: DeskStore, tmp_path: Path) -> None:
    _find(library, "防汛")
    before = v0001.SEARCH
    with library.writing() as connection:
        for statement in (
            "DROP TABLE search_fts", before, "INSERT INTO search_fts (rowid, facets, words) VALUES (1, 'k', '旧')",
            "ALTER TABLE search_todo DROP COLUMN turn", "PRAGMA user_version = 3",
        ):  # fmt: skip
            connection.exec_driver_sql(statement)
    library.close()
    again = open_desk(tmp_path / "profile")
    with again.reading() as connection:
        assert search.behind(connection) == 3
    assert (_find(again, "旧"), _find(again, "防汛")) == ([], ["c", "a"])
    again.close()
