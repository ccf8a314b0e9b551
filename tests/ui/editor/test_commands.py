"""Each act on the text changes its meaning, and one undo takes it back."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor

from models.content.shapes import EM, STRONG
from ui.editor import commands
from ui.editor.shape import Measure
from ui.editor.text_edit import TextEdit

TEXT = "<p>一二三</p>\n<p>四五六</p>"
M = Measure()


def _html(edit: TextEdit) -> str:
    return edit.ledger.snapshot().html


def _select(edit: TextEdit, start: int, end: int) -> QTextCursor:
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


ACTS: list[tuple[Callable[[QTextCursor], object], str]] = [
    (lambda at: commands.toggle_kind(at, "h2", M), "<h2>一二三</h2>\n<p>四五六</p>"),
    (lambda at: commands.align(at, "center", M), '<p class="center">一二三</p>\n<p>四五六</p>'),
    (lambda at: commands.align(at, "right", M), '<p class="right">一二三</p>\n<p>四五六</p>'),
    (lambda at: commands.toggle_list(at, True, M), "<ol>\n<li>一二三</li>\n</ol>\n<p>四五六</p>"),
    (lambda at: commands.toggle_list(at, False, M), "<ul>\n<li>一二三</li>\n</ul>\n<p>四五六</p>"),
    (lambda at: commands.toggle_quote(at, M), "<blockquote>\n<p>一二三</p>\n</blockquote>\n<p>四五六</p>"),
    (lambda at: commands.toggle_mark(at, STRONG), "<p><strong>一二</strong>三</p>\n<p>四五六</p>"),
    (lambda at: commands.toggle_mark(at, EM), "<p><em>一二</em>三</p>\n<p>四五六</p>"),
    (lambda at: commands.set_link(at, "https://a.cn/"), '<p><a href="https://a.cn/">一二</a>三</p>\n<p>四五六</p>'),
    (lambda at: commands.replace(at, "七"), "<p>七三</p>\n<p>四五六</p>"),
]


@pytest.mark.parametrize(("act", "wanted"), ACTS)
def test_an_act_changes_the_meaning_and_one_undo_takes_it_back(
    edit: TextEdit, act: Callable[[QTextCursor], object], wanted: str
) -> None:
    edit.put(TEXT)
    act(_select(edit, 0, 2))
    assert _html(edit) == wanted
    edit.undo()
    assert _html(edit) == TEXT


def test_the_same_act_again_takes_a_heading_a_list_and_a_mark_away(edit: TextEdit) -> None:
    edit.put(TEXT)
    for act in (
        lambda at: commands.toggle_kind(at, "h2", M),
        lambda at: commands.toggle_list(at, True, M),
        lambda at: commands.toggle_quote(at, M),
        lambda at: commands.align(at, "center", M),
        lambda at: commands.toggle_mark(at, STRONG),
    ):
        act(_select(edit, 0, 2))
        act(_select(edit, 0, 2))
        assert _html(edit) == TEXT


def test_bold_words_stay_bold_when_their_paragraph_was_a_heading(edit: TextEdit) -> None:
    edit.put("<p>一<strong>二</strong>三</p>")
    commands.set_kind(edit.textCursor(), "h3", M)
    commands.set_kind(edit.textCursor(), "p", M)
    assert _html(edit) == "<p>一<strong>二</strong>三</p>"


def test_a_link_without_a_selection_brings_its_own_words(edit: TextEdit) -> None:
    edit.put("<p>见</p>")
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    commands.set_link(cursor, "https://a.cn/", "这里")
    assert _html(edit) == '<p>见<a href="https://a.cn/">这里</a></p>'


def test_a_replacement_keeps_the_look_of_what_it_replaces(edit: TextEdit) -> None:
    edit.put("<p>要<strong>布署</strong>工作</p>")
    commands.replace(_select(edit, 1, 3), "部署")
    assert _html(edit) == "<p>要<strong>部署</strong>工作</p>"
