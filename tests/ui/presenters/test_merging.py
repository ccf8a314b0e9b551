"""Only what both changed asks; every other field says from where its value came."""

from ui.presenters import merging
from ui.presenters.merging import Party
from ui.text import Words

ZH = Words("zh")
BASE = {"title": "预案", "column": "0401", "summary": "", "body": "<p>一。</p>\n<p>二。</p>"}
ME, OTHER = Party("林晓梅", "今天 8:20"), Party("周敏", "昨天 17:20")


def _pane(mine: dict[str, object], theirs: dict[str, object]) -> merging.ConflictPane:
    return merging.present(BASE, {**BASE, **mine}, {**BASE, **theirs}, ME, OTHER, {"0401": "0401 应急预案"}, ZH)


def test_what_one_side_changed_merges_by_itself() -> None:
    pane = _pane({"body": "<p>一改。</p>\n<p>二。</p>"}, {"summary": "概述", "body": "<p>一。</p>\n<p>二改。</p>"})
    assert pane.open == 0
    assert pane.body == "<p>一改。</p>\n<p>二改。</p>"
    assert pane.fields(pane.body)["summary"] == "概述"
    rows = {row.field: row for row in pane.rows}
    assert rows["column"].mine == "0401 应急预案"
    assert rows["summary"].merged == "用周敏的"


def test_one_paragraph_changed_by_both_asks_and_keeps_both_until_then() -> None:
    pane = _pane({"body": "<p>一。</p>\n<p>二甲。</p>"}, {"body": "<p>一。</p>\n<p>二乙。</p>"})
    assert pane.open == 1
    assert "二甲" in pane.body
    assert "二乙" in pane.body
    chosen = merging.choose(pane, pane.clashes[0], "theirs")
    assert (chosen.open, chosen.body) == (0, "<p>一。</p>\n<p>二乙。</p>")


def test_a_title_changed_by_both_asks_too() -> None:
    pane = _pane({"title": "甲"}, {"title": "乙"})
    assert pane.open == 1
    for choice, title in (("mine", "甲"), ("theirs", "乙")):
        picked = merging.pick(pane, "title", choice)  # type: ignore[arg-type]  # a literal in a loop
        assert picked.open == 0
        assert picked.fields(picked.body)["title"] == title


def test_of_an_answer_only_what_the_unit_writes_is_disagreed_about() -> None:
    letter = {"title": "路灯", "body": "来信", "reply": "<p>一</p>", "public_title": "路灯", "channel": "unit"}
    assert merging.shown("letter", letter) == {"title": "路灯", "body": "<p>一</p>", "public_title": "路灯"}
    decided = {"title": "路灯", "body": "<p>二</p>", "public_title": "灯"}
    assert merging.kept("letter", decided) == {"reply": "<p>二</p>", "public_title": "灯"}
    assert merging.shown("item", letter) is letter
    assert merging.kept("item", decided) is decided
