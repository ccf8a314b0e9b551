"""The last door: whatever nobody caught is logged, told as our fault, and never takes a text with it."""

import faulthandler
import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import IO

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.paths import Profile
from models.problems import Refused
from ui.host import MatterView
from ui.notices import Notices
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label

log = logging.getLogger("desk")
MOST_LOGGED = 1_000_000


def flush_texts() -> None:
    """Puts what is written in any window on the disk; one text that cannot be saved stops no other."""
    for window in QApplication.topLevelWidgets():
        for view in window.findChildren(MatterView):
            try:
                view.flush()
            except Exception:  # the last door: whatever is wrong with one view, the next one holds a text too
                log.exception("a text could not be saved")


class CrashSlip(SlipDialog):
    """Says that it is our fault and that nothing is lost; the details can be copied."""

    def __init__(self, window: QWidget, look: Look, words: Words, details: str) -> None:
        super().__init__(window, look, words("shell.crash_title"), "alert", width=640, close=words("shell.close"))
        self.body.addWidget(label(words("shell.crash_text"), wrap=True))
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setAccessibleName(words("shell.details"))
        text.setMinimumHeight(look.px(160))
        self.body.addWidget(text, 1)
        copy = ActionButton(look, words("shell.crash_copy"), icon="content-copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self.add_button(copy)
        on = ActionButton(look, words("shell.crash_go_on"), "primary", key="Ctrl Enter")
        on.clicked.connect(self.step_back)
        self.add_button(on)

    def first_focus(self) -> QWidget | None:
        return self.primary


class CrashHandler:
    """Set once by the program; `window` gives what the slip may lie over, or None before there is one."""

    def __init__(self, profile: Profile, look: Look, words: Callable[[], Words]) -> None:
        self._look, self._words = look, words
        self._window: QWidget | None = None
        self._notices: Notices | None = None
        self._showing = False
        self._faults: IO[str] | None = None
        self._profile = profile

    def install(self) -> None:
        """Hooks in: log file, Python's last door, and the signals of a hard crash."""
        self._shorten()
        handler = logging.FileHandler(self._profile.log, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger().addHandler(handler)
        self._faults = self._profile.faults.open("a", encoding="utf-8")
        faulthandler.enable(self._faults)
        sys.excepthook = self.handle

    def _shorten(self) -> None:
        """A long log of earlier runs becomes the old log; the one before that goes."""
        if self._profile.log.exists() and self._profile.log.stat().st_size > MOST_LOGGED:
            self._profile.log.replace(self._profile.log.with_suffix(".old.log"))

    def serve(self, window: QWidget, notices: Notices) -> None:
        """From now on there is a window to show it in."""
        self._window, self._notices = window, notices

    def handle(self, kind: type[BaseException], fault: BaseException, where: TracebackType | None) -> None:
        """An expected fault of the world is told in its own sentence; anything else is ours."""
        if isinstance(fault, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, where)
            return
        if isinstance(fault, Refused) and self._notices is not None:
            self._notices.problem(fault)
            return
        details = "".join(traceback.format_exception(kind, fault, where))
        flush_texts()
        log.error("uncaught\n%s", details)
        sys.stderr.write(details)
        self._show(details)

    def _show(self, details: str) -> None:
        if self._window is None or self._showing:
            return
        self._showing = True
        slip = CrashSlip(self._window, self._look, self._words(), details)
        slip.closed.connect(self._on_closed)
        slip.open()

    def _on_closed(self, _done: bool) -> None:
        self._showing = False
