"""A figure is judged as it was promised, and a percentile is a value that was really seen."""

import pytest

from bench.row import Row, percentile


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (Row("memory", 219, "MB", 220), True),
        (Row("memory", 221, "MB", 220), False),
        (Row("push", 999, "/s", 1000, "at_least"), False),
        (Row("push", 1001, "/s", 1000, "at_least"), True),
        (Row("start", 1500, "ms", 1.5, "times", floor=1000), True),
        (Row("start", 1501, "ms", 1.5, "times", floor=1000), False),
        (Row("start", 1, "ms", 1.5, "times"), False),
        (Row("first paint", 5, "ms"), None),
    ],
)
def test_a_figure_is_judged_as_promised(row: Row, kept: bool | None) -> None:
    assert row.passed is kept


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert percentile(range(100), 0.95) == 95
    assert percentile([7.0], 0.99) == 7.0
