"""The yearly report is read as the national form is laid out, and says when it is due and what does not add up."""

from dataclasses import replace
from datetime import date

import pytest

from models.matter import Matter
from models.policy import Directory, shipped
from models.yearly import NEW, Report, report
from ui.presenters.yearly import face, file_name, next_due, sheet
from ui.text import Words

TODAY = date(2026, 12, 1)
ASKED = Matter(
    "r", "request", "wangtai", "answered", "portal",
    fields={"received_on": "2026-03-11", "applicant": "citizen", "outcome": {"code": "granted"}},
    system={"answered_at": "2026-03-25T10:00:00+08:00", "disputes": [{"sort": "suit", "day": "2026-05-06"}]},
)  # fmt: skip
MADE: Report = report([ASKED], 2026, Directory(shipped()))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_row_is_read_with_its_numbers(language: str) -> None:
    shown = face(MADE, Words(language), TODAY)
    assert len(shown.heads) == 4
    assert next(line.numbers for line in shown.lines if line.numbers) == ("1", "0", "1")
    assert any(not line.numbers for line in shown.lines)
    assert shown.wrong == ""


def test_it_says_until_when_it_is_due_and_what_was_disputed() -> None:
    notes = face(MADE, Words("zh"), TODAY).notes
    assert "2027年1月31日" in notes[0]
    assert notes[1:] == ("行政诉讼 1 件，其中尚未审结 1 件。",)


def test_sums_that_do_not_agree_are_told() -> None:
    broken = replace(MADE, numbers={**MADE.numbers, NEW: (2, 0, 2)})
    assert face(broken, Words("zh"), TODAY).wrong


def test_the_sheet_is_a_full_table() -> None:
    table = sheet(MADE, Words("zh"), TODAY)
    assert {len(line) for line in table} == {4}
    assert table[1][0] == "一 本年新收政府信息公开申请数量"
    assert file_name(MADE, "王台镇", Words("zh")) == "王台镇2026年政府信息公开申请办理情况"


def test_the_next_report_is_due_this_january_or_the_next() -> None:
    directory = Directory(shipped())
    assert next_due(directory, date(2026, 1, 31)) == date(2026, 1, 31)
    assert next_due(directory, date(2026, 2, 1)) == date(2027, 1, 31)
