"""A reviewer sees at once what changed, in whole words, and what only moved."""

from hypothesis import given
from hypothesis import strategies as st

from models.content.diff import Pair, compare, compare_text, count


def p(*texts: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def marked(pair: Pair, *, new: bool) -> list[str]:
    side = pair.new if new else pair.old
    return [side.text[s.start : s.end] for s in side.spans if s.op != "same"] if side else []


paragraph = st.text(alphabet="公示期为5天7日，。a b", max_size=14)
body = st.lists(paragraph, max_size=7).map(lambda texts: p(*texts))


@given(body, body)
def test_every_block_of_both_stands_once_and_in_order(old: str, new: str) -> None:
    pairs = compare(old, new)
    assert [x.old.block_index for x in pairs if x.old] == list(range(old.count("<p>")))
    assert [x.new.block_index for x in pairs if x.new] == list(range(new.count("<p>")))


@given(body, body)
def test_spans_cover_each_text_and_the_same_is_the_same_on_both_sides(old: str, new: str) -> None:
    for pair in compare(old, new):
        for side in (pair.old, pair.new):
            assert side is None or "".join(side.text[s.start : s.end] for s in side.spans) == side.text
        if pair.old and pair.new:
            kept = [[s.text[x.start : x.end] for x in s.spans if x.op == "same"] for s in (pair.old, pair.new)]
            assert "".join(kept[0]) == "".join(kept[1])


@given(body)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert count(compare(text, text)) == 0


def test_a_changed_number_is_shown_whole() -> None:
    (pair,) = compare(p("补助标准为每户12000元。"), p("补助标准为每户12500元。"))
    assert (marked(pair, new=False), marked(pair, new=True)) == (["12000"], ["12500"])


def test_a_lone_letter_between_two_changes_changes_with_them() -> None:
    (pair,) = compare(p("由镇政府负责人签字"), p("由县政协负责人签字"))
    assert marked(pair, new=True) == ["县政协"]


def test_added_and_removed_paragraphs_stand_alone() -> None:
    pairs = compare(
        p("总则内容一二三", "公示期为五个工作日"), p("总则内容一二三", "其他事项另行通知", "公示期为五个工作日")
    )
    assert [x.kind for x in pairs] == ["same", "added", "same"]
    assert count(pairs) == 1


def test_a_moved_paragraph_says_where_it_went_and_counts_once() -> None:
    pairs = compare(p("甲甲甲甲甲", "乙乙乙乙乙", "丙丙丙丙丙"), p("乙乙乙乙乙", "丙丙丙丙丙", "甲甲甲甲甲"))
    moved = [x for x in pairs if x.kind == "moved"]
    assert [(x.old is not None, x.moved_to) for x in moved] == [(True, 2), (False, 0)]
    assert count(pairs) == 1


def test_tables_are_compared_cell_by_cell() -> None:
    table = "<table>\n<tr><td>张某某</td><td>{}</td></tr>\n<tr><td>李某某</td><td>{}</td></tr>\n</table>"
    pairs = compare(table.format("12000", "9000"), table.format("12500", "9000"))
    assert [x.kind for x in pairs] == ["same", "changed", "same", "same"]


def test_a_paragraph_that_became_quite_another_is_removed_and_added() -> None:
    pairs = compare(p("防汛值班安排如下"), p("春季植树造林工作动态"))
    assert sorted(x.kind for x in pairs) == ["added", "removed"]


def test_titles_compare_like_paragraphs() -> None:
    pair = compare_text("2025年部门决算", "2026年部门决算")
    assert (pair.kind, marked(pair, new=True)) == ("changed", ["2026"])
