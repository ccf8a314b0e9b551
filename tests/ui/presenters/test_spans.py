"""Days and articles are written as the office writes them."""

from datetime import date, timedelta

import pytest

from ui.presenters.spans import article_words, numeral, runs, spoken_days
from ui.text import Words

ZH, EN = Words("zh"), Words("en")


def _days(*texts: str) -> list[date]:
    return [date.fromisoformat(f"2026-{text}") for text in texts]


def test_days_in_a_row_are_one_run() -> None:
    assert runs(_days("05-02", "05-01", "05-04")) == [tuple(_days("05-01", "05-02")), tuple(_days("05-04", "05-04"))]


def test_two_days_are_listed_and_more_are_spanned() -> None:
    assert spoken_days(_days("04-25", "04-26", "05-10"), ZH) == "4月25、26日，5月10日"
    first = date(2026, 5, 1)
    holiday = [first + timedelta(days=step) for step in range(5)]
    assert spoken_days(holiday, ZH) == "5月1日至5日"
    assert spoken_days([date(2026, 4, 30), *holiday], ZH) == "4月30日至5月5日"
    assert spoken_days(_days("05-09"), ZH) == "5月9日"
    assert spoken_days([*holiday, date(2026, 5, 9)], ZH) == "5月1日至5、9日"


def test_english_says_the_month_behind() -> None:
    assert spoken_days(_days("04-25", "04-26", "05-10"), EN) == "25, 26 Apr, 10 May"
    assert spoken_days(_days("05-01", "05-02", "05-03"), EN) == "1–3 May"
    assert spoken_days(_days("04-30", "05-01", "05-02"), EN) == "30 Apr–2 May"


@pytest.mark.parametrize(("number", "text"), [(6, "六"), (10, "十"), (16, "十六"), (20, "二十"), (26, "二十六")])
def test_articles_are_numbered_in_characters(number: int, text: str) -> None:
    assert numeral(number) == text


def test_a_rule_is_cited_by_where_it_stands() -> None:
    assert article_words(26, "办法", ZH) == "第二十六条"
    assert article_words(33, "条例", ZH) == "条例 33 条"
    assert article_words(0, "国办发〔2017〕47号", ZH) == "国办发〔2017〕47号"
    assert article_words(26, "办法", EN) == "Art. 26"
