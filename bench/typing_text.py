"""Types into a document of 100,000 characters while checks and autosave go on, as fast as a good typist does."""

import math
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench import material
from bench.checks import checker
from bench.row import Row, median, percentile
from ui.editor.checking import Checking
from ui.editor.pictures import Album
from ui.editor.saving import Saving
from ui.editor.text_edit import TextEdit
from ui.style.look import Look

GAP = 0.04  # seconds between two keys: 25 a second, what an input method delivers at its fastest


def measure(quick: bool) -> list[Row]:
    application = QApplication(sys.argv)
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        edit, host, saved = _editor(Path(folder))
        taken = type_keys(edit, 100 if quick else 1500)
        assert host is not None
    return [
        Row("key press in 100,000 characters, checks and autosave running: p99", percentile(taken, 0.99), "ms", 16),
        Row("the same: median", median(taken), "ms"),
        Row("the same: worst", max(taken), "ms", note=f"{len(saved)} saves meanwhile"),
    ]


def _editor(folder: Path) -> tuple[TextEdit, QObject, list[object]]:
    """A shown editor with a long text, wired to checks and to a save that reaches the disk."""
    host, saved = QObject(), list[object]()
    edit = TextEdit(Look(), Album(lambda sha: None))
    edit.resize(900, 700)
    edit.put(material.body(1, 300_000))
    edit.show()
    check = checker()
    checking = Checking(lambda fields: check(str(fields["body"])), host)
    saving = Saving(
        edit, lambda: {"title": material.title(1)}, lambda fields: _store(folder, str(fields["body"])), host
    )
    saving.read.connect(lambda snapshot: checking.look(snapshot, {}))
    saving.saved.connect(saved.append)
    _rest(2.0)
    return edit, host, saved


def _store(folder: Path, html: str) -> None:
    Path(folder, "draft.html").write_text(html, "utf-8")


def type_keys(edit: TextEdit, count: int) -> list[float]:
    """Milliseconds from the moment each key was due until it was drawn; what the main thread did before counts too."""
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2)
    edit.setTextCursor(cursor)
    taken, due = [], time.perf_counter() + GAP
    for number in range(count):
        _rest(due - time.perf_counter())
        QTest.keyClick(edit.viewport(), Qt.Key.Key_Return if number % 60 == 59 else Qt.Key.Key_A)
        edit.viewport().repaint()
        taken.append((time.perf_counter() - due) * 1000)
        due = max(due + GAP, time.perf_counter())
    return taken


def _rest(seconds: float) -> None:
    """Lets the event loop run, asleep between events as it is under a person's hands."""
    if seconds <= 0:
        QApplication.processEvents()
        return
    loop = QEventLoop()
    timer = QTimer(loop)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(math.ceil(seconds * 1000))
    loop.exec()
