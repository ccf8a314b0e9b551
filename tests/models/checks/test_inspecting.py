"""Desk and portal see the same subject in the same fields."""

from datetime import date

from models.checks import read_lists
from models.checks.finding import Extract, Piece
from models.checks.inspecting import inspector, subject_of
from models.policy import Directory, shipped

TEXTS = shipped()
DIRECTORY = Directory(TEXTS)
UNIT, PARTNER = list(DIRECTORY.units)[:2]
FIELDS = {
    "title": "公示",
    "body": "<p>名单见附件。</p>",
    "co_units": [PARTNER],
    "attachments": [{"sha256": "a" * 64, "name": "名单.xlsx", "size": 1, "mime": ""}],
}


def test_units_are_known_by_their_names() -> None:
    subject = subject_of(FIELDS, UNIT, DIRECTORY)
    assert subject.unit_name == DIRECTORY.units[UNIT].name
    assert subject.other_units == (DIRECTORY.units[PARTNER].name,)


def test_an_attachment_that_nobody_has_read_is_unchecked_until_it_is() -> None:
    lists = read_lists(TEXTS)
    told = inspector(DIRECTORY, lists, lambda: date(2026, 4, 28))(UNIT, FIELDS)
    assert [(f.rule, f.keep, f.facts["sha256"]) for f in told] == [("unread_pending", "no", "a" * 64)]
    known = Extract("名单.xlsx", (Piece("sheet", "11010519491231002X"),), None, 0, "a" * 64)
    read = inspector(DIRECTORY, lists, lambda: date(2026, 4, 28), lambda sha256, name: known)(UNIT, FIELDS)
    assert [f.rule for f in read] == ["id_card"]


def test_fields_that_nobody_has_written_yet_break_nothing() -> None:
    assert subject_of({"title": None}, "nobody", DIRECTORY).title == ""
