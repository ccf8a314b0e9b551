"""A text being written is on the disk, with what it started from, and is known again after a crash."""

from datetime import datetime, timedelta, timezone

import pytest

from models.problems import StoreFault
from models.store import drafts
from models.store.desk import DeskStore
from models.store.drafts import KEPT, Draft

NOW = datetime(2026, 4, 28, 9, tzinfo=timezone(timedelta(hours=8)))


def _draft(title: str, minutes: float = 0, start: str = "原") -> Draft:
    at = (NOW + timedelta(minutes=minutes)).isoformat(timespec="seconds")
    return Draft({"title": title}, at, False, "i1", "item", {"title": start}, 7, "chain")


def test_a_draft_keeps_its_first_start_and_its_last_words(store: DeskStore) -> None:
    with store.writing() as connection:
        drafts.save(connection, _draft("一"), "run1")
        drafts.save(connection, _draft("二", 1, "别的"), "run1")
        found = drafts.load(connection, "i1", "run1")
    assert found is not None
    assert (found.fields, found.started_from, found.base, found.line) == ({"title": "二"}, {"title": "原"}, 7, "chain")
    assert not found.recovered


def test_a_draft_of_an_earlier_run_is_recovered(store: DeskStore) -> None:
    with store.writing() as connection:
        drafts.save(connection, _draft("一"), "run1")
        (found,) = drafts.every(connection, "run2")
    assert found.recovered


def test_every_ten_minutes_a_text_is_put_by_and_stays_when_the_draft_goes(store: DeskStore) -> None:
    with store.writing() as connection:
        for minute in range(0, 31, 5):
            drafts.save(connection, _draft(f"{minute}", minute), "run1")
        drafts.drop(connection, "i1")
        assert drafts.load(connection, "i1", "run1") is None
        assert [fields["title"] for _, fields in drafts.earlier(connection, "i1")] == ["30", "20", "10", "0"]


def test_a_long_days_writing_is_kept_whole_and_for_ninety_days(store: DeskStore) -> None:
    with store.writing() as connection:
        for n in range(50):
            drafts.save(connection, _draft(str(n), n * 11), "run1")
        assert len(drafts.earlier(connection, "i1")) == 50
        days = KEPT / timedelta(minutes=1)
        drafts.save(connection, _draft("later", days + 11 * 48), "run1")
        assert [fields["title"] for _, fields in drafts.earlier(connection, "i1")] == ["later", "49", "48"]


def test_notes_beside_a_text_are_kept_until_nothing_is_noted(store: DeskStore) -> None:
    with store.writing() as connection:
        drafts.jot(connection, "i1", {"ticks": ["accurate"]})
        assert drafts.jotted(connection, "i1") == {"ticks": ["accurate"]}
        drafts.jot(connection, "i1", {})
        assert drafts.jotted(connection, "i1") == {}


def test_a_full_disk_is_said_and_what_was_saved_before_is_there(store: DeskStore) -> None:
    with store.writing() as connection:
        drafts.save(connection, _draft("一"), "run1")
    with pytest.raises(StoreFault, match="store_full"):
        _save_where_little_is_left(store, _draft("字" * 500_000, 1))
    with store.reading() as connection:
        found = drafts.load(connection, "i1", "run1")
    assert found is not None
    assert found.fields == {"title": "一"}


def _save_where_little_is_left(store: DeskStore, draft: Draft) -> None:
    with store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
        drafts.save(connection, draft, "run1")
