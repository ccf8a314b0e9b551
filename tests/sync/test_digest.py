"""Two sides that hold the same rows find the same sum, in whatever order they reckon."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sync.digest import Sum, mark

MARKS = st.lists(st.integers(0, 2**64 - 1))


@given(MARKS, st.randoms(), st.integers(0, 50))
def test_the_order_and_the_portions_of_rows_do_not_matter(marks: list[int], chance: Random, at: int) -> None:
    mixed = list(marks)
    chance.shuffle(mixed)
    assert Sum().plus(marks) == Sum().plus(mixed[:at]).plus(mixed[at:])


def test_a_mark_names_type_id_and_version() -> None:
    marks = {mark("item", "i1", 1), mark("item", "i1", 2), mark("item", "i2", 1), mark("letter", "i1", 1)}
    assert len(marks) == 4


def test_the_vector_of_the_protocol() -> None:
    both = Sum().plus([mark("item", "01kb2m3n4p5q6r7s8t9vwxyz01", 7), mark("unit", "wangtai", 2)])
    assert (both.rows, both.text) == (2, "64a768e26cf1a4e1")
