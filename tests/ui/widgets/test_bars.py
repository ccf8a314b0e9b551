"""The chart prints every value and tells its bars apart by pattern as well as by colour."""

import pytest
from PySide6.QtGui import QImage

from ui.presenters.figures import BarsFace, Series
from ui.style.look import Look
from ui.widgets.bars import PATTERNS, BarChart

pytestmark = pytest.mark.usefixtures("qapp")
SERIES = (Series("收到", "primary", "plain"), Series("按期", "green", "lines"), Series("超期", "red", "cross"))


def painted(values: tuple[int, ...], theme: str = "light", series: tuple[Series, ...] = SERIES) -> QImage:
    chart = BarChart(Look(theme))
    chart.put(BarsFace("王台镇", series, (("3月", (0, 0, 0)), ("4月", values)), "4月: 收到 3"))
    chart.resize(480, 200)
    return chart.grab().toImage()


def inked(image: QImage, left: int, right: int) -> int:
    ground = image.pixelColor(2, 199)
    return sum(image.pixelColor(x, y) != ground for x in range(left, right) for y in range(40, 170))


def test_a_higher_value_has_more_ink_and_an_empty_month_has_none() -> None:
    assert inked(painted((1, 1, 9)), 240, 480) > 0
    assert inked(painted((9, 9, 9)), 240, 480) > inked(painted((1, 1, 9)), 240, 480)
    assert inked(painted((9, 9, 9)), 0, 200) == 0


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_patterns_differ_without_colour(theme: str) -> None:
    def ink(pattern: str) -> int:
        return inked(painted((9, 9, 9), theme, tuple(Series("x", "primary", pattern) for _ in range(3))), 240, 480)

    assert len({ink(pattern) for pattern in PATTERNS}) == len(PATTERNS)


def test_the_chart_is_read_out_and_can_be_empty() -> None:
    chart = BarChart(Look("light"))
    chart.put(BarsFace("王台镇", SERIES, (("4月", (3, 1, 2)),), "4月: 收到 3"))
    assert (chart.accessibleName(), chart.accessibleDescription()) == ("王台镇", "4月: 收到 3")
    chart.put(BarsFace("", (), (), ""))
    assert not chart.grab().isNull()
