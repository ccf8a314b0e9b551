"""The light marks of the sample's texts become the one canonical form of an item's body."""

from models.content import blocks, clean, images
from portal.sample.markup import html, plain, row

TEXT = """
# 一、标题
正文**要点**，见[链接](https://www.gov.cn/)。
|! _2 指标 | ^2 本季 |
|! 数值 | 同比 |
| 甲 | 1 | 2 |
- 一项
- 两项
1. 先
" 引文
!photo3 现场
>> 王台镇人民政府
"""


def test_the_body_is_already_canonical() -> None:
    body = html(TEXT, {"photo3": "ab" * 32})
    assert clean(body) == body


def test_spans_lists_links_and_pictures_survive() -> None:
    body = html(TEXT, {"photo3": "ab" * 32})
    for part in (
        'rowspan="2"',
        'colspan="2"',
        "<ul>",
        "<ol>",
        '<a href="https://www.gov.cn/"',
        "<strong>要点</strong>",
    ):
        assert part in body
    assert [(image.sha256, image.alt) for image in images(body)] == [("ab" * 32, "现场")]


def test_marks_never_reach_the_reader() -> None:
    texts = [block.text for block in blocks(html(TEXT, {"photo3": "ab" * 32}))]
    assert not [text for text in texts if text.startswith(("#", "|", ">>", "^", "_2", "- ", '"', "!"))]


def test_angle_brackets_are_words() -> None:
    assert html("1 < 2 & 3") == "<p>1 &lt; 2 &amp; 3</p>"


def test_plain_lines_leave_tables_and_pictures_out() -> None:
    assert plain(TEXT) == ["一、标题", "正文要点，见链接。", "一项", "两项", "先", "引文", "王台镇人民政府"]


def test_a_tables_line_gives_its_cells() -> None:
    assert row("|! 甲 |  | 丙 |") == ["甲", "", "丙"]
