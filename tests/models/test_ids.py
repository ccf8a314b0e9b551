"""Ids sort by their moment, and only ids that lists and files can carry count as such."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from models.ids import LENGTH, is_id, new_id, provisional_number

MILLIS = st.integers(0, (1 << 48) - 1)
RANDOM = st.integers(0, 1 << 90)


@given(MILLIS, RANDOM)
def test_an_id_has_26_characters_and_counts_as_one(now: int, rand: int) -> None:
    made = new_id(now, rand)
    assert len(made) == LENGTH
    assert is_id(made)


@given(st.lists(st.tuples(MILLIS, RANDOM), min_size=2, max_size=20))
def test_ids_sort_by_the_moment_they_were_made(moments: list[tuple[int, int]]) -> None:
    ids = sorted(new_id(now, rand) for now, rand in moments)
    assert [each[:8] for each in ids] == [new_id(now, 0)[:8] for now in sorted(now for now, _ in moments)]


def test_what_a_file_name_could_not_carry_is_no_id() -> None:
    assert not any(
        is_id(each) for each in ("", "short", "../../etc/passwd", "一二三四五六七八", "a" * 41, None, 12345678)
    )


def test_a_draft_is_known_by_its_day_until_the_portal_numbers_it() -> None:
    assert provisional_number("0" * 23 + "7k2", datetime(2026, 4, 28)) == "暂-0428-7K2"
