"""Notices are read strictly: a day both off and worked, a year left out, a number said twice move nobody's last day."""

from datetime import date

import pytest

from models.holidays import BrokenNotice, notices_in, read_notice
from models.policy import shipped
from models.problems import BrokenPolicy

ANNUAL = """number = "国办发明电〔2026〕9号"
title = "国务院办公厅关于2027年部分节假日安排的通知"
issued = 2026-11-05
year = 2027

[[rest]]
name = "元旦"
en = "New Year"
from = 2026-12-31
to = 2027-01-03
work = [2026-12-27]
"""


def _refused(text: str) -> BrokenNotice:
    with pytest.raises(BrokenNotice) as no:
        read_notice("calendar/n.toml", text)
    return no.value


def _together(**others: str) -> BrokenNotice:
    with pytest.raises(BrokenNotice) as no:
        notices_in({f"calendar/{name}.toml": text for name, text in others.items()})
    return no.value


def test_a_notice_may_move_days_of_the_december_before() -> None:
    notice = read_notice("calendar/n.toml", ANNUAL)
    assert sorted(notice.off) == [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)]
    assert notice.work == {date(2026, 12, 27): ("元旦", "New Year")}
    assert notice.annual


def test_a_day_both_off_and_worked_is_refused_at_its_line() -> None:
    no = _refused(ANNUAL.replace("[2026-12-27]", "[2027-01-02]"))
    assert (no.code, no.facts["day"], no.facts["line"]) == ("notice_both", "2027-01-02", 11)
    assert no.article == (16, 20, 26)


@pytest.mark.parametrize("wrong", ["2026", "2028", "2030"])
def test_a_wrong_year_is_refused(wrong: str) -> None:
    no = _refused(ANNUAL.replace("year = 2027", f"year = {wrong}"))
    assert (no.code, no.facts["year"]) == ("notice_year", int(wrong))


def test_an_old_notice_with_a_new_years_number_is_refused() -> None:
    assert _refused(ANNUAL.replace("issued = 2026", "issued = 2024")).code == "notice_year"


def test_a_make_up_day_within_the_week_is_refused() -> None:
    assert _refused(ANNUAL.replace("[2026-12-27]", "[2026-12-28]")).code == "notice_make_up"


@pytest.mark.parametrize("number", ["国办发明电[2026]9号", "国办发明电〔2026〕09号", "7号", "../evil〔2026〕9号"])
def test_a_number_that_is_no_document_number_is_refused(number: str) -> None:
    assert _refused(ANNUAL.replace("国办发明电〔2026〕9号", number)).code == "notice_number"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('number = "国办发明电〔2026〕9号"\n', "number"),
        ("issued = 2026-11-05\n", "issued"),
        ("year = 2027\n", "year"),
        ('en = "New Year"\n', "name, en"),
        ("from = 2026-12-31\n", "from, to"),
    ],
)
def test_what_a_notice_lacks_is_named(line: str, name: str) -> None:
    if name == "from, to":  # without its span a rest is whole only when it names days worked
        text = ANNUAL.replace(line, "").replace("work = [2026-12-27]\n", "")
    else:
        text = ANNUAL.replace(line, "")
    no = _refused(text)
    assert (no.code, no.facts["name"]) == ("notice_incomplete", name)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    assert _refused(ANNUAL.replace("to = 2027-01-03", "to = 2026-12-01")).code == "notice_incomplete"


def test_a_moment_is_no_day() -> None:
    assert _refused(ANNUAL.replace("issued = 2026-11-05", "issued = 2026-11-05T08:00:00")).facts["name"] == "issued"


def test_a_notice_that_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(BrokenPolicy) as no:
        read_notice("calendar/n.toml", ANNUAL + "[[rest\n")
    assert no.value.facts["line"] == 12


def test_a_number_repeated_with_other_content_is_refused() -> None:
    no = _together(a=ANNUAL, b=ANNUAL.replace("2027-01-03", "2027-01-04"))
    assert (no.code, no.facts["line"]) == ("notice_repeated", 1)


def test_a_second_notice_for_a_year_must_say_that_it_is_special() -> None:
    again = ANNUAL.replace("9号", "12号").replace("2026-11-05", "2026-12-05")
    no = _together(a=ANNUAL, b=again)
    assert (no.code, no.facts["number"], no.facts["file"]) == (
        "notice_second",
        "国办发明电〔2026〕9号",
        "calendar/b.toml",
    )
    assert len(notices_in({"calendar/a.toml": ANNUAL, "calendar/b.toml": f"special = true\n{again}"})) == 2


def test_a_year_left_out_is_refused() -> None:
    later = ANNUAL.replace("work = [2026-12-27]", "").replace("2027", "2029").replace("2026", "2028")
    no = _together(a=ANNUAL, b=later)
    assert (no.code, no.facts["missing"], no.facts["year"]) == ("notice_skipped", 2028, 2029)


def test_the_notices_from_2004_to_2026_ship_with_their_numbers() -> None:
    notices = notices_in(shipped())
    assert [notice.year for notice in notices if notice.annual] == list(range(2004, 2027))
    assert all(notice.numbered for notice in notices if notice.year >= 2008)
    special = {notice.number: notice.issued for notice in notices if notice.special}
    assert special == {
        "国发明电〔2015〕1号": date(2015, 5, 13),
        "国办发明电〔2019〕3号": date(2019, 3, 22),
        "国办发明电〔2020〕1号": date(2020, 1, 27),
    }
