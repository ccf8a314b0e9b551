"""The register of reviews and suits lists what is open first, and opens the request of a line."""

from dataclasses import replace
from datetime import date

from tests.ui.views.requests.desk import in_hand
from ui.presenters.registers import entries
from ui.text import Words

OLD = {"sort": "suit", "organ": "区法院", "number": "1号", "day": "2026-03-01", "who": "王台镇", "result": "驳回"}
OPEN = {"sort": "review", "organ": "区政府", "number": "2号", "day": "2026-02-01", "who": "王台镇"}


def test_open_ones_come_first_and_tell_who_answers() -> None:
    matter = in_hand()
    disputed = replace(matter, system={**matter.system, "disputes": [OLD, OPEN]})
    first, last = entries([disputed, matter], Words("zh"), date(2026, 4, 28))
    assert (first.open, first.result) == (True, "还没有结论")
    assert "行政复议 · 区政府 · 2号" in first.words
    assert "王台镇答辩应诉" in first.words
    assert (last.open, last.result, last.id) == (False, "驳回", matter.id)
