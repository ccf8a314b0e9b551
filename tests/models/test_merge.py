"""Two people may write in one text: what both did stands, and only what both changed asks a person."""

from hypothesis import given
from hypothesis import strategies as st

from models.content import clean
from models.merge import assemble, merge_body, merge_fields, sentences, units

paragraph = st.sampled_from(["一。", "二。", "三。", "四；五。", "六。七。", "八"]).map(lambda text: f"<p>{text}</p>")
body = st.lists(paragraph, max_size=7).map("\n".join)
SWAP = {"mine": "theirs", "theirs": "mine"}


def p(*texts: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def whole(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part)


@given(body, body, body)
def test_no_words_of_either_side_are_lost(base: str, mine: str, theirs: str) -> None:
    segments = merge_body(base, mine, theirs)
    assert whole([s.mine for s in segments]) == mine
    assert whole([s.theirs for s in segments]) == theirs
    assert whole([s.base for s in segments]) == base


@given(body, body)
def test_an_unchanged_side_gives_way_to_the_other(base: str, changed: str) -> None:
    assert assemble(merge_body(base, base, changed)) == changed
    assert assemble(merge_body(base, changed, base)) == changed


@given(body, body, body)
def test_it_does_not_matter_who_is_who(base: str, mine: str, theirs: str) -> None:
    one, other = merge_body(base, mine, theirs), merge_body(base, theirs, mine)
    assert [(SWAP.get(s.kind, s.kind), s.base, s.theirs, s.mine, s.text) for s in other] == [
        (s.kind, s.base, s.mine, s.theirs, s.text) for s in one
    ]


@given(body, body, body)
def test_until_someone_chooses_a_clash_keeps_both(base: str, mine: str, theirs: str) -> None:
    merged = assemble(merge_body(base, mine, theirs))
    for segment in merge_body(base, mine, theirs):
        if segment.kind == "clash":
            assert segment.mine in merged
            assert segment.theirs in merged


def test_changes_in_different_paragraphs_merge_by_themselves() -> None:
    segments = merge_body(p("一", "二", "三"), p("一改", "二", "三"), p("一", "二", "三改"))
    assert [s.kind for s in segments] == ["mine", "same", "theirs"]
    assert assemble(segments) == p("一改", "二", "三改")


def test_changes_in_neighbouring_paragraphs_merge_by_themselves() -> None:
    assert assemble(merge_body(p("一", "二"), p("一改", "二"), p("一", "二改"))) == p("一改", "二改")


def test_changes_in_different_sentences_of_one_paragraph_merge_by_themselves() -> None:
    (segment,) = merge_body(p("甲。乙。丙。"), p("甲改。乙。丙。"), p("甲。乙。丙改。"))
    assert (segment.kind, segment.text) == ("merged", p("甲改。乙。丙改。"))


def test_the_same_sentence_changed_by_both_is_a_clash_that_a_person_decides() -> None:
    segments = merge_body(p("起", "公示5天。"), p("起", "公示7天。"), p("起", "公示10天。"))
    assert [s.kind for s in segments] == ["same", "clash"]
    assert assemble(segments, {1: "theirs"}) == p("起", "公示10天。")
    assert assemble(segments, {1: "both"}) == p("起", "公示7天。", "公示10天。")


def test_one_who_deletes_what_the_other_changes_does_not_win_silently() -> None:
    segments = merge_body(p("一", "二", "三"), p("一", "三"), p("一", "二改", "三"))
    assert [s.kind for s in segments] == ["same", "clash", "same"]


def test_rows_and_items_merge_one_by_one_and_the_table_stays_whole() -> None:
    table = "<table><tr><td>{}<td>1<tr><td>乙<td>2<tr><td>丙<td>{}</table>"
    base, mine, theirs = (clean(table.format(a, c)) for a, c in (("甲", "3"), ("甲改", "3"), ("甲", "9")))
    merged = assemble(merge_body(base, mine, theirs))
    assert merged == clean(table.format("甲改", "9"))
    assert len(units(merged)) == 1


def test_a_sentence_never_tears_a_link_apart() -> None:
    inner = '甲。<a href="http://a.gov.cn/；x">乙。丙</a>丁。戊'
    assert sentences(inner) == ("甲。", '<a href="http://a.gov.cn/；x">乙。丙</a>丁。', "戊")
    assert "".join(sentences(inner)) == inner


def test_fields_changed_by_one_side_are_taken_and_told() -> None:
    base = {"title": "旧", "column": "0703", "topic": "01"}
    merged = merge_fields(base, {**base, "title": "新"}, {**base, "column": "0701"})
    assert merged.fields == {"title": "新", "column": "0701", "topic": "01"}
    assert [(note.field, note.kind) for note in merged.by_itself] == [("column", "theirs"), ("title", "mine")]
    assert merged.clashes == ()


def test_a_field_changed_by_both_keeps_mine_until_someone_decides() -> None:
    merged = merge_fields({"title": "旧"}, {"title": "甲"}, {"title": "乙"})
    assert merged.fields == {"title": "甲"}
    assert [(c.field, c.base, c.mine, c.theirs) for c in merged.clashes] == [("title", "旧", "甲", "乙")]


def test_lists_keep_what_both_added_and_drop_what_either_removed() -> None:
    merged = merge_fields(
        {"keywords": ["低保", "旧"]}, {"keywords": ["低保", "危房"]}, {"keywords": ["低保", "旧", "补助"]}
    )
    assert merged.fields["keywords"] == ["低保", "危房", "补助"]


def test_a_body_that_merges_is_no_clash_and_one_that_does_not_carries_its_segments() -> None:
    easy = merge_fields({"body": p("一", "二")}, {"body": p("一改", "二")}, {"body": p("一", "二改")})
    assert (easy.fields["body"], easy.clashes) == (p("一改", "二改"), ())
    hard = merge_fields({"body": p("一")}, {"body": p("甲")}, {"body": p("乙")})
    assert [s.kind for s in hard.clashes[0].segments] == ["clash"]


values = st.dictionaries(st.sampled_from(["title", "column", "topic"]), st.sampled_from(["甲", "乙", "丙"]))


@given(values, values)
def test_fields_of_an_unchanged_side_give_way(base: dict[str, str], changed: dict[str, str]) -> None:
    assert merge_fields(base, base, changed).fields == changed
    assert merge_fields(base, changed, base).fields == changed


@given(values, values, values)
def test_fields_clash_alike_whoever_is_who(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    one, other = merge_fields(base, mine, theirs), merge_fields(base, theirs, mine)
    assert [c.field for c in one.clashes] == [c.field for c in other.clashes]
