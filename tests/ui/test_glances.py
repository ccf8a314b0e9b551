"""Small pictures come from behind the window, once, for what is on the screen, and again after a round."""

from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.ui.fake_desk import FakeDesk, session
from ui import work
from ui.glances import WIDTH, Glances
from ui.session import Session
from ui.style.look import Look
from ui.views.editor.attachments import AttachmentList


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    return bytes(buffer.data().data())


class Asked(FakeDesk):
    """Notes who asks for which small picture."""

    def small(self, sha: str) -> bytes | None:
        assert current_thread() is not main_thread()
        self.opened.append(sha)
        return super().small(sha)


@pytest.fixture
def desk() -> Asked:
    return Asked({})


def _files(*names: str) -> list[dict[str, object]]:
    return [{"sha256": name[0] * 64, "name": name, "size": 9} for name in names]


def _list(desk: Asked, qtbot: QtBot) -> tuple[AttachmentList, Session]:
    """A list with its glances, and the session to hold on to."""
    look, held = Look("light"), session(desk)
    shown = AttachmentList(look, held.words)
    qtbot.addWidget(shown)
    Glances(held, shown, shown)
    return shown, held


def test_only_what_is_on_the_screen_is_asked_for_and_only_pictures(desk: Asked, qtbot: QtBot) -> None:
    shown, _held = _list(desk, qtbot)
    desk.blobs["a" * 64] = png(900, 300)
    shown.put(_files("a.png", "b.pdf", "c.jpg"), writable=True)
    work.finish()
    assert desk.opened == []
    shown.show()
    work.finish()
    assert sorted(desk.opened) == ["a" * 64, "c" * 64], "each reads on a thread of its own"
    assert shown._pictures.of["a" * 64].image.width() == WIDTH
    assert shown._pictures.of["c" * 64].image.isNull()
    shown.put(_files("a.png"), writable=True)
    work.finish()
    assert shown._pictures.of["a" * 64].image.width() == WIDTH
    assert desk.opened.count("a" * 64) == 1, "what is known was read again"


def test_what_was_not_here_is_looked_for_after_a_round(desk: Asked, qtbot: QtBot) -> None:
    shown, held = _list(desk, qtbot)
    shown.put(_files("a.png"), writable=False)
    shown.show()
    work.finish()
    desk.blobs["a" * 64] = png(300, 300)
    held.changed.emit([])
    work.finish()
    assert not shown._pictures.of["a" * 64].image.isNull()


@pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\n", b""])
def test_what_is_no_picture_keeps_its_icon_and_is_asked_for_once(desk: Asked, qtbot: QtBot, data: bytes) -> None:
    shown, held = _list(desk, qtbot)
    desk.blobs["a" * 64] = data
    shown.put(_files("a.png"), writable=False)
    shown.show()
    work.finish()
    held.changed.emit([])
    work.finish()
    assert desk.opened == ["a" * 64]
    assert shown._pictures.of["a" * 64].image.isNull()
    shown.grab()
