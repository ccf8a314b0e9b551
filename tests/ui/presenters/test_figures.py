"""The figures of a month are shown by unit, drawn over a year and written down as figures."""

from dataclasses import fields, replace
from datetime import date

from models.figures import Line
from tests.models.bureau import RULES
from ui.presenters import figures as present
from ui.presenters.figures import ALL, Lines
from ui.text import Words

APRIL, TODAY, ZH = (2026, 4), date(2026, 4, 28), Words("zh")
DIRECTORY = RULES.directory


def lines() -> Lines:
    empty = dict.fromkeys(present.months_to(APRIL, present.MONTHS), Line())
    late = Line(received=3, answered=2, in_time=1, overdue=2, days=25, rated=3, pleased=2)
    return {
        "finance": {**empty, APRIL: Line(received=8, answered=5, in_time=5, days=20)},
        "wangtai": {**empty, APRIL: late, (2026, 3): Line(received=4)},
        "housing": {**empty, (2026, 3): Line(received=9)},
    }


def test_all_units_stand_on_top_and_then_who_has_most_overdue() -> None:
    face = present.present(lines(), APRIL, DIRECTORY, ZH)
    assert [row.unit for row in face.rows] == [ALL, "wangtai", "finance"]
    assert face.rows[0].cells == ("11", "7", "6", "2", "86%", "6.4 天", "0", "0", "0", "67%")
    assert face.rows[1].marks == {present.SHOWN.index("overdue")}
    assert face.rows[2].cells[-1] == "–"
    assert len(face.heads) == len(face.rows[0].cells) + 1
    assert "王台镇人民政府" in face.rows[1].spoken


def test_a_month_without_anything_has_only_the_line_of_all() -> None:
    assert len(present.present(lines(), (2025, 12), DIRECTORY, ZH).rows) == 1


def test_the_chart_shows_a_year_of_a_unit_or_of_all_and_says_it_in_words() -> None:
    one = present.chart(lines(), "wangtai", APRIL, DIRECTORY, ZH, whole=False)
    assert len(one.groups) == present.MONTHS
    assert one.groups[-1] == ("4月", (3, 1, 2))
    assert one.groups[0][0] == "5月"
    assert ("2025年12月", (0, 0, 0)) in one.groups
    assert "4月: 收到 3, 按期答复 1, 超期 2" in one.spoken
    assert len({series.pattern for series in one.series}) == len(one.series)
    assert present.chart(lines(), ALL, APRIL, DIRECTORY, ZH, whole=True).groups[-2][1] == (13, 0, 0)
    assert present.chart({}, "nobody", APRIL, DIRECTORY, ZH, whole=False).groups[-1][1] == (0, 0, 0)


def test_the_spreadsheet_holds_figures_as_figures_and_nothing_where_nothing_can_be_said() -> None:
    table = present.exported(lines(), APRIL, DIRECTORY, ZH)
    assert table[0][:3] == ["单位", "收到", "已答复"]
    assert table[1] == ["全区合计", 11, 7, 6, 2, 85.7, 6.4, 0, 0, 0, 66.7, 3, 2]
    assert table[3][0] == "区财政局"
    assert table[3][-3:] == ["", 0, 0]


def test_months_are_named_and_keyed_in_both_languages() -> None:
    options = present.month_options(TODAY, ZH)
    assert options[0] == ("2026-04", "2026年4月")
    assert len(options) == present.CHOICES
    assert present.month_from("2026-04") == APRIL
    assert present.month_word(APRIL, Words("en")) == "Apr 2026"
    assert present.export_name(APRIL, ZH) == "月度数字 2026-04"


def test_every_figure_that_is_counted_has_its_word() -> None:
    for words in (ZH, Words("en")):
        assert all(words.has(f"figures.{one.name}") for one in fields(Line) if one.name != "days")
    assert replace(Line(), days=3).average is None
