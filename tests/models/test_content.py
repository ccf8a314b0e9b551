"""Anything may be pasted, imported or sent: one canonical body comes out, and no visible words are lost."""

import base64
import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.content import blocks, clean, clean_paste, images, links, plain, read, toc, word_count, write
from models.content.clean import SETTLED

BLOB = "blob:" + "a" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
TAGS = [
    *("p", "div", "b", "strong", "i", "u", "span", "a", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2"),
    *("h4", "blockquote", "sup", "sub", "center", "br", "font", "o:p", "section"),
]
ATTRIBUTES = (
    "",
    ' style="text-align:center"',
    ' style="font-weight:bold;mso-list:l0 level1 lfo1"',
    " align=right",
    ' href="http://a.gov.cn/?a=1&b=2"',
    " colspan=2 rowspan=3",
    " class=center",
    ' style="font-size:22pt;text-align:center"',
    ' style="mso-outline-level:2"',
    " start=4",
)
words = st.text(alphabet="农村危房改造a1 <&>\"'　\u00a0\u200b\n\t，。", min_size=0, max_size=12)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def made(tag: str, attrs: str, children: list[str], closed: bool) -> str:
        return f"<{tag}{attrs}>{''.join(children)}" + (f"</{tag}>" if closed else "")

    return st.builds(
        made, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4), st.booleans()
    )


html = st.recursive(words.map(escape) | words, element, max_leaves=25)


def letters(text: str) -> str:
    return "".join(sorted(re.sub(r"[\s\u3000\u00a0]+", "", text)))


@settings(max_examples=300, deadline=None)
@given(html)
def test_cleaning_twice_changes_nothing(dirty: str) -> None:
    once = clean(dirty)
    assert clean(once) == once
    assert write(read(once)) == once


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS[:-4]), words.map(escape)), max_size=8))
def test_no_visible_words_are_lost(parts: list[tuple[str, str]]) -> None:
    dirty = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    seen = "".join(text for tag, text in parts)
    entities = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&"}
    for entity, char in entities.items():
        seen = seen.replace(entity, char)
    assert letters(plain(clean(dirty))) == letters(seen)


@settings(max_examples=200, deadline=None)
@given(html)
def test_blocks_say_what_the_shapes_say(dirty: str) -> None:
    canonical = clean(dirty)
    assert letters(plain(canonical)) == letters(re.sub(r"<br>", " ", _unescaped(canonical)))


def _unescaped(canonical: str) -> str:
    bare = re.sub(r"<[^>]*>", "", canonical)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@settings(max_examples=200, deadline=None)
@given(html)
def test_a_body_holds_nothing_but_its_few_tags(dirty: str) -> None:
    allowed = (
        r'</?(p|h2|h3|h4|ul|ol|li|table|tr|td|th|blockquote|strong|em|u|sup|sub|a)>|<br>|<p class="(center|right)">'
    )
    rest = re.sub(allowed + r'|<t[dh]( colspan="\d+")?( rowspan="\d+")?>|<a href="[^"<>]*">', "", clean(dirty))
    assert "<" not in rest


@given(st.text())
def test_any_text_at_all_is_taken(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("dirty", "canonical"),
    [
        ("<p>　　各村（居）：</p>", "<p>各村（居）：</p>"),
        ("<p>a<b>b</b><strong>c</strong></p>", "<p>a<strong>bc</strong></p>"),
        ("<p>一<br><br>二</p>", "<p>一</p>\n<p>二</p>"),
        ("<p>&nbsp;</p><p> </p>", ""),
        ("<h1><b>通知</b></h1>", "<h2>通知</h2>"),
        ("<h6>小节</h6>", "<h4>小节</h4>"),
        ("<div align=right>王台镇人民政府</div>", '<p class="right">王台镇人民政府</p>'),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "<ul>\n<li><p>甲</p><p>乙</p></li>\n</ul>"),
        ("<ol start=3><li>甲</li></ol>", "<p>3. 甲</p>"),
        ("<b style='font-weight:normal'>普通</b>", "<p>普通</p>"),
        ("<p>张三&nbsp;&nbsp;&nbsp;李四</p>", "<p>张三\u00a0\u00a0\u00a0李四</p>"),
        ("<p>x<span style='display:none'>藏</span></p>", "<p>x</p>"),
        ("<blockquote>引<h2>文</h2></blockquote>", "<blockquote>\n<p>引</p>\n<p>文</p>\n</blockquote>"),
        ("<pre>一\n二</pre>", "<p>一<br>二</p>"),
    ],
)
def test_what_browsers_send_becomes_canonical(dirty: str, canonical: str) -> None:
    assert clean(dirty) == canonical


@pytest.mark.parametrize(
    "dirty",
    [
        "<script>alert(1)</script><p>好</p>",
        "<p onclick=alert(1)>好</p>",
        "<a href='javascript:alert(1)'>好</a>",
        "<a href=' java\nscript:alert(1)'>好</a>",
        "<a href='file:///c:/windows/win.ini'>好</a>",
        "<a href='data:text/html,x'>好</a>",
        "<style>p{background:url(http://x/)}</style>好",
        "<iframe src=http://x></iframe>好",
    ],
)
def test_nothing_dangerous_stays_but_its_words_do(dirty: str) -> None:
    assert clean(dirty) == "<p>好</p>"


def test_a_remote_image_becomes_a_visible_link_and_is_not_fetched() -> None:
    cleaned = clean('<p>见<img src="http://example.com/a/照片.jpg"></p>')
    assert cleaned == '<p>见<a href="http://example.com/a/照片.jpg">〔图片：照片.jpg〕</a></p>'


def test_a_local_image_leaves_a_note_that_something_is_missing() -> None:
    assert clean('<img src="file:///C:/Temp/clip_image001.png">') == "<p>〔图片没有贴进来：clip_image001.png〕</p>"


def test_an_image_kept_as_a_blob_stays_with_its_words_and_width() -> None:
    body = f'<p>图：<img src="{BLOB}" alt="防汛&quot;演练&quot;" width="320"></p>'
    assert clean(body) == body
    (image,) = images(body)
    assert (image.block, image.offset, image.sha256, image.alt, image.width) == (0, 2, "a" * 64, '防汛"演练"', 320)


def test_images_inside_a_clipboard_are_handed_out_once_each() -> None:
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    pasted = clean_paste(f'<p><img src="{uri}"><img src="{uri}" alt="二"></p>')
    assert [image.data for image in pasted.images] == [PNG]
    assert pasted.html.count(f"blob:{pasted.images[0].sha256}") == 2
    assert clean(pasted.html) == pasted.html


def test_what_only_calls_itself_an_image_is_not_stored() -> None:
    assert clean_paste('<img src="data:image/png;base64,PHNjcmlwdD4=">').images == ()


def test_links_know_their_words_and_place() -> None:
    (link,) = links(
        '<p>一</p>\n<p>详见<a href="https://www.yp.gov.cn/?a=1&amp;b=2">区政府<strong>网站</strong></a>。</p>'
    )
    assert (link.block, link.start, link.end, link.text) == (1, 2, 7, "区政府网站")
    assert link.href == "https://www.yp.gov.cn/?a=1&b=2"


def test_tables_keep_their_spans_when_rows_without_cells_fall_away() -> None:
    body = clean("<table><tr><td rowspan=3>甲<td rowspan=2>乙<tr><tr><td>丙</table>")
    assert body == '<table>\n<tr><td rowspan="2">甲</td><td>乙</td></tr>\n<tr><td>丙</td></tr>\n</table>'


def test_a_table_that_only_lays_out_a_page_is_no_table() -> None:
    assert clean("<table><tr><td><table><tr><td>甲</table></table>") == "<table>\n<tr><td>甲</td></tr>\n</table>"


def test_cells_and_items_are_one_block_each() -> None:
    body = clean("<ul><li><p>一</p><p>二</p></li></ul><table><tr><td>甲<td><tr><td>乙<td>丙</table>")
    assert [(b.kind, b.text) for b in blocks(body)] == [
        ("li", "一\n二"), ("cell", "甲"), ("cell", ""), ("cell", "乙"), ("cell", "丙"),
    ]  # fmt: skip


def test_headings_make_the_contents() -> None:
    assert [(h.level, h.text, h.block) for h in toc("<h2>一</h2>\n<p>x</p>\n<h3>（一）</h3>")] == [
        (2, "一", 0),
        (3, "（一）", 2),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [("王台镇2026年通知", 7), ("hello world", 2), ("面积3.5亩，约50%。", 8), ("don’t “引”", 4), ("", 0)],
)
def test_words_are_counted_as_office_suites_do(text: str, count: int) -> None:
    assert word_count(f"<p>{text}</p>") == count


def test_nesting_without_end_is_survived() -> None:
    assert plain(clean("<div>" * 5000 + "底" + "</div>" * 5000)) == "底"
    assert plain(clean("<b><i>" * 5000 + "底")) == "底"


@given(st.lists(st.from_regex(SETTLED, fullmatch=True), min_size=1, max_size=3))
def test_what_is_taken_for_settled_is_what_cleaning_would_make(parts: list[str]) -> None:
    html = "\n".join(parts)
    assert clean(html) == write(read(html)) == html
