"""Starts the real desk and says when its window was first painted, and when list and badges stood in it."""

import sys

from PySide6.QtCore import QTimer

from desktop import start
from desktop.program import Program
from ui.views.today.screen import TodayScreen

LOOK_MS = 2


class Watched(Program):
    """The program, with somebody who looks at its window."""

    def start(self) -> None:
        self.ready.connect(self._watch)
        super().start()

    def _watch(self) -> None:
        if self.window is None:
            print("door", flush=True)
            return
        self.window.painted.connect(lambda: print("painted", flush=True))
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._see)
        self._looking.start(LOOK_MS)

    def _see(self) -> None:
        window = self.window
        view = window.screen_view if window is not None else None
        if window is not None and window.counting.latest and isinstance(view, TodayScreen) and view.list.lines:
            self._looking.stop()
            # What the list asked to be painted stands before this in the queue.
            QTimer.singleShot(0, lambda: print("ready", flush=True))


def main(arguments: list[str]) -> int:
    """Runs until it is killed."""
    vars(start.bootstrap)["Program"] = Watched
    return int(start.main(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
