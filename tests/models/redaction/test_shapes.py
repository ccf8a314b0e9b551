"""Words are covered in every shape of a body, also where they run over marks, cells and paragraphs."""

from models.content import read, write
from models.redaction.shapes import covered, paragraphs
from models.redaction.words import MARK


def _covered(html: str, *words: str) -> tuple[str, int]:
    document, count = covered(read(html), words)
    return write(document), count


def test_a_name_in_several_looks_is_one_passage() -> None:
    assert _covered("<p>收款人赵<strong>小</strong>虎签收</p>", "赵小虎") == (f"<p>收款人{MARK}签收</p>", 1)


def test_a_word_that_runs_over_to_the_next_paragraph_is_covered_in_both() -> None:
    assert _covered("<p>收款人赵小</p>\n<p>虎签收</p>", "赵小虎") == (f"<p>收款人{MARK}</p>\n<p>签收</p>", 1)


def test_cells_lists_and_quotes_are_covered() -> None:
    table = "<table>\n<tr><td>赵小虎</td><td>5</td></tr>\n</table>"
    html = f"{table}\n<ul>\n<li>赵小虎</li>\n</ul>\n<blockquote>\n<p>赵小虎</p>\n</blockquote>"
    out, count = _covered(html, "赵小虎")
    assert count == 3
    assert "赵" not in out
    assert "<td>5</td>" in out


def test_links_and_pictures_are_left_out_but_their_words_stay() -> None:
    html = '<p>见<a href="mailto:zhao@example.cn">邮箱</a></p>\n<p><img src="blob:' + "a" * 64 + '" alt="赵小虎"></p>'
    out, count = _covered(html, "无此词")
    assert count == 0
    assert out.startswith("<p>见邮箱</p>")
    assert "zhao" not in out
    assert "赵" not in out


def test_what_is_not_named_stays_word_for_word() -> None:
    html = "<h2>一、说明</h2>\n<p>共 <strong>3</strong> 笔<br>合计</p>"
    assert _covered(html, "赵小虎") == (html, 0)
    assert [line.text for node in read(html) for line in paragraphs(node)] == ["一、说明", "共 3 笔\n合计"]
