"""Judges of shape take what they should and leave what would break a list, a file or a day."""

import pytest

from models import shapes

FILE = {"sha256": "0" * 64, "size": 3, "name": "申请表.docx"}


@pytest.mark.parametrize(
    ("judge", "value", "fits"),
    [
        (shapes.text, "x" * 20_001, False), (shapes.body, "x" * 20_001, True), (shapes.flag, 1, False),
        (shapes.texts, ["a"] * 101, False), (shapes.day, "2026-02-30", False), (shapes.day, "", True),
        (shapes.moment, "2026-02-03T10:00", False), (shapes.moment, "2026-02-03T10:00+08:00", True),
        (shapes.table, {"a": 1}, False), (shapes.mixed_table, {"a": ["b"], "c": True, "d": "e"}, True),
        (shapes.mixed_table, {"a": {"b": "c"}}, False), (shapes.one_of("a"), "b", False),
        (shapes.attachments, [FILE], True), (shapes.attachments, [{**FILE, "name": "../x"}], False),
        (shapes.attachments, [{**FILE, "sha256": "0"}], False),
        (shapes.materials, [{"name": "证", "given": True}], True),
        (shapes.materials, [{"given": True}], False),
    ],
)  # fmt: skip
def test_shapes_are_judged(judge: shapes.Judge, value: object, fits: bool) -> None:
    assert judge(value) is fits
