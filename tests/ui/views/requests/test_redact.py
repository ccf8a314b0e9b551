"""遮盖: words are seen covered at once, areas are marked by hand, and only what the attack passes comes back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.redaction.plan import Bar
from models.redaction.words import MARK
from tests.models.redaction.files import ACCOUNT, NAME, full_of_traps, pdf, png
from tests.ui.fake_desk import FakeHost
from tests.ui.frame import settle
from ui.text import Words
from ui.views.requests.pages import moved
from ui.views.requests.redact import RedactSheet


def _sheet(host: FakeHost, name: str, data: bytes) -> tuple[RedactSheet, list]:  # type: ignore[type-arg]  # what came back
    host.resize(1366, 698)
    sheet = RedactSheet(host, name, data)
    got: list[object] = []
    sheet.covered.connect(lambda made, what: got.append((made, what)))
    sheet.start()
    settle()
    return sheet, got


def _go(sheet: RedactSheet, words: str, what: str) -> None:
    sheet.words.setPlainText(words)
    sheet._timer.stop()
    sheet._look_for()
    sheet.what.setText(what)
    settle()
    sheet.go.click()
    settle()


def test_a_word_document_is_seen_covered_and_comes_back_verified(host: FakeHost) -> None:
    sheet, got = _sheet(host, "明细.docx", full_of_traps())
    _go(sheet, f"{NAME}\n{ACCOUNT}", "姓名和账号")
    ((made, what),) = got
    assert what == "姓名和账号"
    assert NAME.encode() not in made.data
    assert "验证" in host.told[0].title


def test_a_pdf_shows_its_pages_and_where_the_words_are(host: FakeHost) -> None:
    sheet, got = _sheet(host, "a.pdf", pdf(f"No {ACCOUNT}", "second"))
    assert len(sheet.pages.views) == 2
    _go(sheet, ACCOUNT, "账号")
    assert sheet.found == 1
    assert got[0][0].data.startswith(b"%PDF")


def test_areas_are_drawn_with_the_mouse_and_a_click_takes_one_away(host: FakeHost) -> None:
    sheet, got = _sheet(host, "a.png", png())
    view = sheet.pages.views[0]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(view, QPoint(90, 60))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(90, 60))
    assert len(sheet.plan().bars) == 1
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 40))
    assert sheet.plan().bars == ()
    assert got == []


def test_nothing_to_cover_is_told_and_nothing_made(host: FakeHost) -> None:
    sheet, got = _sheet(host, "a.txt", "名单".encode())
    sheet.go.click()
    settle()
    assert got == []
    assert sheet.missing.text() == "写出要遮盖的文字，或者在页面上框出来。"


def test_words_that_are_not_there_make_no_file(host: FakeHost) -> None:
    sheet, got = _sheet(host, "a.txt", "名单".encode())
    _go(sheet, NAME, "姓名")
    assert got == []
    assert "没有找到要遮盖的内容" in sheet.missing.text()
    assert sheet.go.isEnabled()


def test_a_text_is_shown_covered_while_the_words_are_written(host: FakeHost) -> None:
    sheet, _got = _sheet(host, "a.txt", f"收款人{NAME}".encode())
    sheet.words.setPlainText(NAME)
    sheet._look_for()
    assert sheet.text.toPlainText() == f"收款人{MARK}"


def test_a_file_that_cannot_be_covered_is_told(host: FakeHost) -> None:
    sheet, got = _sheet(host, "a.exe", b"MZ\x00\x00\xff\xfe\x00")
    assert "不能遮盖" in sheet.missing.text()
    assert got == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_of_what_is_left_out_has_its_word(language: str) -> None:
    words = Words(language)
    codes = ("links", "pictures", "comments", "revisions", "headers", "notes", "hidden", "annotations")
    assert all(words.has(f"requests.redact.left_{code}") for code in codes)


def test_areas_are_marked_with_the_keyboard_too(host: FakeHost) -> None:
    sheet, _got = _sheet(host, "a.png", png())
    view = sheet.pages.views[0]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Return)
    (bar,) = sheet.plan().bars
    assert (round(bar.top, 3), round(bar.right, 3)) == (0.15, 0.405)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert sheet.plan().bars == ()


def test_the_frame_never_leaves_its_page_and_never_turns_inside_out() -> None:
    frame = Bar(0, 0.1, 0.1, 0.4, 0.2)
    for way in ((-9, 0), (9, 0), (0, -9), (0, 9)):
        there = moved(frame, *way, stretched=False)
        assert 0 <= there.left < there.right <= 1
        assert 0 <= there.top < there.bottom <= 1
        there = moved(frame, *way, stretched=True)
        assert there.left < there.right <= 1
        assert there.top < there.bottom <= 1
