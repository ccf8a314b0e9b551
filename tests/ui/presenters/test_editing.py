"""The form says what is wrong with its remedy; the foot names the next step and whose turn it is."""

import pytest

from tests.ui.fake_desk import NOBODY, NOW, FakeDesk, findings, matter
from ui.presenters import editing
from ui.text import Words

ZH = Words("zh")


def _pane(desk: FakeDesk) -> editing.EditorPane:
    seen = desk.seen("m1")
    return editing.present(seen.matter, seen.matter.fields, seen.offers, (), desk.rules, ZH, NOW)


def test_the_foot_names_what_must_be_mended_first() -> None:
    desk = FakeDesk({"m1": matter()})
    found = findings("wangtai", desk.matters["m1"].fields)
    line = editing.next_line(_pane(desk), found, (), ZH)
    assert line == "下一步：改好 1 处阻断 → 自审 → 提交审核人审签"
    kept = [one.key for one in found]
    assert editing.next_line(_pane(desk), found, kept, ZH) == "下一步：自审 → 提交审核人审签"


def test_columns_are_named_with_their_parents_and_only_leaves_are_offered() -> None:
    assert ("0702", "0702 公告公示 › 公示") in _pane(FakeDesk({"m1": matter()})).columns
    assert all(code != "07" for code, _name in _pane(FakeDesk({"m1": matter()})).columns)


def test_a_step_that_is_not_offered_makes_the_text_readable_only() -> None:
    assert not _pane(FakeDesk({"m1": matter()}, NOBODY)).writable


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"doc_no": "延政办[2026]7号"}, "doc_no"),
        ({"doc_no": "延政办〔2026〕第07号"}, "doc_no"),
        ({"written_on": "2026-02-30"}, "written_on"),
        ({"publish_at": "2026-05-06"}, "publish_at"),
        ({"title": "长" * 201}, "title"),
        ({"summary": "长" * 101}, "summary"),
        ({"source": {"url": "javascript:x"}}, "source.url"),
        ({"disclosure": "on_request"}, "disclosure_reason"),
    ],
)
def test_a_wrong_field_is_told_with_its_remedy(fields: dict[str, object], wrong: str) -> None:
    assert editing.wrong_fields(fields, ZH)[wrong]


def test_a_right_form_is_not_blamed() -> None:
    fields = {"doc_no": "延政办〔2026〕7号", "written_on": "2026-04-28", "publish_at": "2026-05-06T09:00:00+08:00"}
    assert editing.wrong_fields(fields, ZH) == {}


@pytest.mark.parametrize("written", ["2026-04-28", "2026年4月28日", "2026.4.28", " 2026/04/28 "])
def test_a_day_is_understood_as_people_write_it(written: str) -> None:
    assert editing.day_in(written) == "2026-04-28"


@pytest.mark.parametrize(
    "written", ["2026-05-06 9:00", "2026年5月6日 09:00", "2026-05-06 9时00分", "2026-05-06T09:00:00+08:00"]
)
def test_a_moment_is_understood_as_people_write_it_and_shown_so(written: str) -> None:
    assert editing.moment_in(written) == "2026-05-06T09:00:00+08:00"
    assert editing.moment_out(editing.moment_in(written)) == "2026-05-06 09:00"


def test_what_is_no_day_or_moment_is_left_as_it_was_written() -> None:
    assert editing.day_in("明天") == "明天"
    assert editing.moment_in("2026-02-30 9:00") == "2026-02-30 9:00"
    assert editing.moment_out("2026-05-06T09:00:00+00:00") == "2026-05-06T09:00:00+00:00"


def test_a_service_guide_says_what_article_19_still_wants() -> None:
    fields = {"column": "1004", "guide": {"name": "林木采伐许可证核发"}}
    lacks = editing.guide_lacks(fields, ZH)
    assert "办理依据" in lacks
    assert "事项名称" not in lacks
    assert editing.guide_lacks({"column": "0702"}, ZH) == ""


def test_a_returned_text_says_that_it_is_to_be_changed_first() -> None:
    returned = {"reason": "写明附件", "name": "陈志远", "at": "2026-04-27T16:40:00+08:00"}
    pane = _pane(FakeDesk({"m1": matter("returned", returned=returned)}))
    assert pane.writable
    assert editing.next_line(pane, (), (), ZH) == "下一步：照意见改好 → 自审 → 提交审核人审签"
