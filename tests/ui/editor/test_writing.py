"""Whatever is canonical goes into a document and comes out the same, and one changed block changes one block."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from models.content import blocks, clean, read, write
from models.content.shapes import (
    EM,
    STRONG,
    SUB,
    SUP,
    Cell,
    ListNode,
    Paragraph,
    Picture,
    QuoteNode,
    Run,
    TableNode,
    U,
)
from ui.editor.reading import insert_nodes, read_into
from ui.editor.shape import Measure
from ui.editor.writing import Ledger

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = "王台镇危房改造公示，名单见附件1。ab 12\n<&>“”" + string.ascii_letters
texts = st.text(WORDS, min_size=1, max_size=12)
marks = st.sampled_from([0, STRONG, EM, U, SUP, SUB, STRONG | EM, STRONG | U, EM | U | SUP])
hrefs = st.sampled_from(["", "", "", "https://www.ypqzf.gov.cn/a?b=1&c=2", "http://example.cn/"])
pictures = st.builds(
    lambda digit, alt, width: Run("\ufffc", picture=Picture("blob:" + digit * 64, alt, width)),
    st.sampled_from("0af"), st.sampled_from(["", "现场照片", 'a "b" <c>']), st.sampled_from([0, 40, 2000]),
)  # fmt: skip
runs = st.one_of(st.builds(Run, texts, marks, hrefs), st.builds(Run, texts), pictures)
lines = st.lists(runs, min_size=1, max_size=4).map(tuple)
aligns = st.sampled_from(["", "", "center", "right"])
paragraphs = st.builds(Paragraph, st.sampled_from(["p", "p", "h2", "h3", "h4"]), lines, aligns)
plain_lines = st.builds(Paragraph, st.just("p"), lines)
entries = st.lists(plain_lines, min_size=1, max_size=2).map(tuple)
lists = st.builds(ListNode, st.booleans(), st.lists(entries, min_size=1, max_size=4).map(tuple))
quotes = st.builds(QuoteNode, st.lists(plain_lines, min_size=1, max_size=3).map(tuple))
cells = st.builds(
    Cell, st.lists(st.builds(Paragraph, st.just("p"), lines, aligns), max_size=2).map(tuple), st.booleans()
)


@st.composite
def tables(draw: st.DrawFn) -> TableNode:
    """A full grid in which one block of cells may be merged."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
    tall, wide = draw(st.integers(1, rows - top)), draw(st.integers(1, columns - left))
    made = []
    for row in range(rows):
        line = []
        for column in range(columns):
            inside = top <= row < top + tall and left <= column < left + wide
            cell = draw(cells)
            if (row, column) == (top, left):
                line.append(Cell(cell.paragraphs, cell.header, wide, tall))
            elif not inside:
                line.append(cell)
        made.append(tuple(line))
    return TableNode(tuple(made))


bodies = st.lists(st.one_of(paragraphs, paragraphs, lists, quotes, tables()), max_size=6).map(
    lambda nodes: clean(write(tuple(nodes)))
)


def _through(html: str) -> tuple[str, int]:
    document = QTextDocument()
    ledger = Ledger(document)
    read_into(document, html, Measure())
    snapshot = ledger.snapshot()
    return snapshot.html, len(snapshot.leaves)


@settings(max_examples=150, deadline=None)
@given(bodies)
def test_a_canonical_text_comes_out_of_the_editor_as_it_went_in(html: str) -> None:
    out, leaves = _through(html)
    assert out == html
    assert leaves == len(blocks(html))


@settings(max_examples=50, deadline=None)
@given(bodies, bodies)
def test_whatever_is_inserted_in_the_middle_stays_canonical(html: str, other: str) -> None:
    document = QTextDocument()
    ledger = Ledger(document)
    read_into(document, html, Measure())
    cursor = QTextCursor(document)
    cursor.setPosition(document.characterCount() // 2)
    insert_nodes(cursor, read(other), Measure())
    out = ledger.snapshot().html
    assert clean(out) == out


SHAPES = [
    '<p>一</p>\n<p class="center">二</p>\n<h2>三四</h2>',
    "<ul>\n<li>一</li>\n<li><p>二</p><p>三</p></li>\n</ul>\n<ol>\n<li>四</li>\n</ol>",
    '<table>\n<tr><th colspan="2">户主</th><th>面积</th></tr>\n'
    '<tr><td rowspan="2">张</td><td>李</td><td>1</td></tr>\n<tr><td>王</td><td>2</td></tr>\n</table>',
    "<blockquote>\n<p>一</p>\n<p>二</p>\n</blockquote>",
    '<p>见<a href="https://a.cn/">这里<strong>粗</strong></a>，H<sub>2</sub>O<br>次行</p>',
]


@pytest.mark.parametrize("html", SHAPES)
def test_each_shape_survives(html: str) -> None:
    assert clean(html) == html
    assert _through(html)[0] == html
