"""A place in the canonical text is found in the document, whatever white space was cleaned away."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from models.content import blocks
from tests.ui.editor.test_writing import bodies
from ui.editor import shape
from ui.editor.places import Locator, Spot, spot_of
from ui.editor.reading import read_into
from ui.editor.shape import Measure
from ui.editor.text_edit import TextEdit
from ui.editor.writing import Ledger


@settings(max_examples=60, deadline=None)
@given(bodies, st.data())
def test_every_place_of_the_text_is_found_with_its_words(html: str, data: st.DataObject) -> None:
    document = QTextDocument()
    ledger = Ledger(document)
    read_into(document, html, Measure())
    snapshot, leaves = ledger.snapshot(), blocks(html)
    filled = [number for number, leaf in enumerate(leaves) if leaf.text]
    if not filled:
        return
    number = data.draw(st.sampled_from(filled))
    text = leaves[number].text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cursor = Locator(document, snapshot, leaves, ledger.places()).cursor(Spot(number, start, end))
    assert cursor is not None
    found = cursor.selectedText().replace(shape.BREAK, "\n").replace("\u2029", "\n")
    assert found == text[start:end]


def test_spaces_typed_at_the_edge_do_not_shift_a_place(edit: TextEdit) -> None:
    edit.put("<p>一二</p>")
    edit.textCursor().insertText("\u3000\u3000 ")
    snapshot = edit.ledger.snapshot()
    leaves = blocks(snapshot.html)
    cursor = Locator(edit.document(), snapshot, leaves, edit.ledger.places()).cursor(Spot(0, 1, 2))
    assert cursor is not None
    assert cursor.selectedText() == "二"
    assert spot_of(snapshot, leaves, cursor) == Spot(0, 1, 2)


def test_a_rare_character_counts_as_one(edit: TextEdit) -> None:
    edit.put("<p>𠮷野家张三</p>")
    snapshot = edit.ledger.snapshot()
    leaves = blocks(snapshot.html)
    cursor = Locator(edit.document(), snapshot, leaves, edit.ledger.places()).cursor(Spot(0, 3, 5))
    assert cursor is not None
    assert cursor.selectedText() == "张三"
    assert spot_of(snapshot, leaves, cursor) == Spot(0, 3, 5)


def test_a_place_in_a_changed_paragraph_is_not_guessed(edit: TextEdit) -> None:
    edit.put("<p>一二</p>\n<p>三四</p>")
    snapshot = edit.ledger.snapshot()
    leaves = blocks(snapshot.html)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    edit.insertPlainText("新")
    locator = Locator(edit.document(), snapshot, leaves, edit.ledger.places())
    assert locator.cursor(Spot(0, 0, 1)) is None
    assert locator.cursor(Spot(1, 0, 1)) is not None
