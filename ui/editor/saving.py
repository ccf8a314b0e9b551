"""Autosave: half a second after the last key the text is on the disk, and no key ever waits for it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui import work
from ui.editor.text_edit import TextEdit
from ui.editor.writing import Snapshot

PAUSE = 250
"""Milliseconds without a key before the text is read; with the reading and the write it stays under 500."""
LONGEST = 0.15
"""Seconds after which a key no longer puts the save off: whoever never pauses loses no more than whoever does."""
SLICE = 4.0
"""Milliseconds of reading at a time, so that a key pressed meanwhile is drawn within its frame."""

Fields = Mapping[str, Any]


class Saving(QObject):
    """Watches an editor and its form: `read` announces each snapshot, `saved` the time of a write, `failed` a fault."""

    read = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, edit: TextEdit, form: Callable[[], Fields], save: Callable[[Fields], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._edit, self._form, self._save = edit, form, save
        self._turn, self._written, self._door = 0, 0, Lock()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause)
        self._since = 0.0
        self._dirty = self._busy = self._resting = self._curious = False
        edit.document().contentsChange.connect(self._on_typed)

    def rest(self, *, resting: bool) -> None:
        """While resting (a text is being loaded, or may not be written) changes are not ours to save."""
        self._resting = resting
        if resting:
            self._pause.stop()
            self._dirty = self._curious = False

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._dirty or self._busy

    def aim(self, save: Callable[[Fields], object]) -> None:
        """From now on saves to another place; a write that is under way still goes to the place it was meant for."""
        self._save = save

    def touch(self) -> None:
        """Something changed: the save comes PAUSE later, however often this is called within LONGEST."""
        if self._resting:
            return
        now = monotonic()
        if not self._dirty:
            self._dirty, self._since = True, now
        if now - self._since < LONGEST or not self._pause.isActive():
            self._pause.start(PAUSE)

    def look(self) -> None:
        """Has the text read, without saving it: for the checks of a text that was just opened."""
        self._curious = True
        self._pause.start(0)

    def now(self) -> None:
        """Saves at once, still off this thread (`Ctrl S`, loss of focus)."""
        if self._dirty:
            self._pause.start(0)

    def flush(self) -> None:
        """Saves on this thread before it returns: for closing and for the crash handler. What could not be written
        still counts as unsaved; a write under way is not trusted to succeed."""
        if self.dirty and not self._resting:
            self._pause.stop()
            fields = self._fields(self._edit.ledger.snapshot())
            self._turn += 1
            self._stored(fields, self._save, self._turn)
            self._dirty = False

    def _on_typed(self, position: int, removed: int, added: int) -> None:
        if removed or added:
            self.touch()

    def _on_pause(self) -> None:
        if not self._dirty and not self._curious:
            return
        if self._busy:
            self._pause.start(PAUSE // 2)
        elif self._edit.ledger.read_on(SLICE):
            self._write()
        else:
            self._pause.start(0)

    def _write(self) -> None:
        snapshot = self._edit.ledger.snapshot()
        self._curious = False
        self.read.emit(snapshot)
        if not self._dirty:
            return
        fields = self._fields(snapshot)
        self._dirty, self._busy = False, True
        self._turn += 1
        work.run(partial(self._stored, fields, self._save, self._turn), self._on_saved, self._on_failed, owner=self)

    def _fields(self, snapshot: Snapshot) -> Fields:
        return {**self._form(), "body": snapshot.html}

    def _stored(self, fields: Fields, save: Callable[[Fields], object], turn: int) -> datetime:
        """Writes, unless a newer text was written while this one waited for its thread."""
        with self._door:
            if turn > self._written:
                save(fields)
                self._written = turn
        return datetime.now().astimezone()

    def _on_saved(self, when: datetime) -> None:
        self._busy = False
        self.saved.emit(when)

    def _on_failed(self, problem: Exception) -> None:
        """The text stays in the window and counts as unsaved; the next key, or Ctrl S, tries again."""
        self._busy, self._dirty = False, True
        self.failed.emit(problem)
