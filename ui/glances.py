"""Has the small pictures of the files on the screen read behind the window; they are kept in memory, with the list."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QImage

from models.problems import Refused
from ui import work
from ui.editor import pictures
from ui.session import Session

WIDTH = 144
"""Pixels that are read of a picture: enough for the largest letters on a sharp screen."""


class Shown(Protocol):
    """A list of files that says which of their pictures it wants, by sha256."""

    looked_for: SignalInstance

    def show_picture(self, sha256: str, image: QImage) -> None: ...
    def isVisible(self) -> bool: ...


class Glances(QObject):
    """One for each list. What is not here comes with a later round, and is looked for again after each."""

    def __init__(self, session: Session, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown = session, shown
        self._kept: dict[str, QImage] = {}
        self._asked: set[str] = set()
        self._missing: set[str] = set()
        shown.looked_for.connect(self._look)
        session.changed.connect(self._again)

    def _look(self, sha256: str) -> None:
        known = self._kept.get(sha256)
        if known is not None:
            self._shown.show_picture(sha256, known)
        elif sha256 not in self._asked:
            self._asked.add(sha256)
            desk, done = self._session.desk, partial(self._on_read, sha256)
            work.run(lambda: _drawn(desk.small(sha256)), done, owner=self, slow=True)

    def _on_read(self, sha256: str, image: QImage | None) -> None:
        self._asked.discard(sha256)
        if image is None:
            self._missing.add(sha256)
            return
        self._missing.discard(sha256)
        self._kept[sha256] = image
        self._shown.show_picture(sha256, image)

    def _again(self, _ids: list[str]) -> None:
        if self._shown.isVisible():
            for sha256 in tuple(self._missing):
                self._look(sha256)


def _drawn(data: bytes | None) -> QImage | None:
    """Off the main thread. A null image for what is no picture, and is looked for no more; None while there is none."""
    if data is None:
        return None
    try:
        pictures.judge(data, "")
    except Refused:
        return QImage()
    return pictures.decode(data, WIDTH)
