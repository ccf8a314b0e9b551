"""HTML made to get past a cleaner or to keep it busy: only the few tags come out, and soon."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.content import clean, clean_paste, links, plain

TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)>")
# docs/protocol.md, `body`.
TAGS = frozenset(
    ("p", "h2", "h3", "h4", "ul", "ol", "li", "table", "tr", "th", "td", "blockquote", "strong", "em", "u", "sup",
     "sub", "a", "br", "img"),
)  # fmt: skip
ATTRIBUTES = {"class": r"center|right", "colspan": r"\d+", "rowspan": r"\d+", "alt": r".*", "width": r"\d+",
              "href": r"(?:https?://|mailto:).*", "src": r"blob:[0-9a-f]{64}"}  # fmt: skip
# Payloads that once got past some cleaner by being read twice (DOMPurify's, Mozilla's and OWASP's collections).
MUTATING = (
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><style></template><script>alert(1)</script>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">y</a><a href=\" \u0001javascript:a\">z</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
    "<a href=\"file:///etc/passwd\">y</a><a href=\"\\\\host\\share\">z</a>",
    "<img src=\"http://track.example/1.gif\"><img src=\"//track.example/1\"><img src=\"\\\\host\\share\\a.png\">",
    "<p style=\"background:url(http://track.example/2.gif)\">x</p><table background=\"http://track.example/3\"><td>y",
    "<link rel=stylesheet href=http://track.example/4><base href=http://evil.example/>",
    "<meta http-equiv=refresh content=0>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe><object data=x></object><embed src=x>",
    "<p onclick=alert(1) id=x name=y>a</p><video><source onerror=alert(1)></video><body onload=alert(1)>",
    "<!--[if mso]><script>alert(1)</script><![endif]--><![CDATA[<script>x</script>]]><?php x ?>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><xmp><script>x</script></xmp><plaintext><b>x",
    "<select><style></select><script>x</script></style><textarea></textarea><title></title><img src=x onerror=1>",
    "\ufeff<p>\u202ea\u2066b</p>\0<scr\0ipt>alert(1)</scr\0ipt>",
)  # fmt: skip
DEEP = {
    "lists": "<ul><li>", "lists that seem closed": "<ul/><li/>", "tables": "<table><tr><td>", "bold": "<b>",
    "boxes": "<div>", "terms": "<dl><dd>", "signs in attributes": "<ul a='>'><li>", "other closings": "<ul><li></u>",
    "headings": "<h1>", "quotes": "<blockquote><p>", "links": "<a href='http://a.cn'>", "svg": "<svg><p>",
}  # fmt: skip


def holds_nothing_else(html: str) -> None:
    """Every sign that opens a tag opens one of the few, with nothing in it that the protocol does not name."""
    assert html.count("<") == len(TAG.findall(html))
    for _, name, attributes in TAG.findall(html):
        assert name in TAGS
        for key, value in re.findall(r' ([a-z]+)="([^"]*)"', attributes):
            assert re.fullmatch(ATTRIBUTES[key], value, re.DOTALL), (key, value)


@pytest.mark.parametrize("dirty", MUTATING)
def test_what_got_past_other_cleaners_does_not_get_past_this_one(dirty: str) -> None:
    once = clean(dirty)
    holds_nothing_else(once)
    holds_nothing_else(clean_paste(dirty).html)
    assert clean(once) == once
    assert not [link.href for link in links(once) if not link.href.startswith(("http://", "https://", "mailto:"))]


@given(st.lists(st.sampled_from(MUTATING) | st.text(max_size=8) | st.sampled_from(list(DEEP.values())), max_size=5))
@settings(max_examples=150)
def test_nor_does_anything_put_together_of_them(parts: list[str]) -> None:
    once = clean("".join(parts))
    holds_nothing_else(once)
    assert clean(once) == once


@pytest.mark.parametrize("name", DEEP)
def test_nesting_without_end_is_read_in_time_that_grows_with_its_length_and_keeps_its_words(name: str) -> None:
    """Lists nested so took seconds, and minutes when they were longer: a turn of the portal that others waited for."""
    assert "底" in plain(clean(DEEP[name] * 5_000 + "底"))


@pytest.mark.parametrize(
    "unclosed",
    ["<p>段", "<ul><li>项<li>项</ul>", "<table><tr><td>格<td>格<tr><td>格</table>", "<dl><dt>词<dd>义</dl>"],
)
def test_a_long_page_that_closes_nothing_keeps_every_one_of_its_blocks(unclosed: str) -> None:
    words = re.sub(r"<[^>]*>", "", unclosed)
    assert plain(clean(unclosed * 1000)).replace("\n", "") == words * 1000
    assert len(plain(clean(unclosed * 1000)).split("\n")) == len(plain(clean(unclosed)).split("\n")) * 1000
