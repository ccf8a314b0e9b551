"""Runs the checks beside the text while one writes, and never in a key's way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.checks.finding import Finding
from models.content import Block, LinkAt, blocks, links, word_count
from ui import work
from ui.calm import keep_calm
from ui.editor.writing import Snapshot

DELAY = 120
"""Milliseconds between a snapshot and its check."""
SHARE, LONGEST = 20, 3.0
"""How many times its own length a check rests, and the most seconds that may be."""
_LINES = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one snapshot, with everything that is needed to find the places in the document again."""

    snapshot: Snapshot
    findings: tuple[Finding, ...]
    leaves: Sequence[Block]
    links: tuple[LinkAt, ...]
    words: int
    fields: Mapping[str, Any]
    seconds: float


def _read(html: str) -> tuple[Sequence[Block], tuple[LinkAt, ...], int]:
    """Leaf blocks, links and the count of words, some lines at a time: a pass over a long text holds Python's lock."""
    leaves: list[Block] = []
    found: list[LinkAt] = []
    words = 0
    lines = html.split("\n")
    for at in range(0, len(lines), _LINES):
        piece = "\n".join(lines[at : at + _LINES])
        found += [replace(link, block=link.block + len(leaves)) for link in links(piece)]
        leaves += blocks(piece)
        words += word_count(piece)
    return leaves, tuple(found), words


class Checking(QObject):
    """One check at a time; of the texts that arrive meanwhile only the newest is checked next."""

    found = Signal(object)

    def __init__(self, check: Callable[[Mapping[str, Any]], tuple[Finding, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._check = check
        self._busy = False
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._begin)
        self._took, self._ended = 0.0, 0.0
        self._next: tuple[Snapshot, Mapping[str, Any]] | None = None
        keep_calm()

    def look(self, snapshot: Snapshot, fields: Mapping[str, Any]) -> None:
        """Has a text checked, once its save is likely done: two threads at work would make a key wait for both."""
        self._next = snapshot, fields
        if not self._busy and not self._delay.isActive():
            self._delay.start(self._wait())

    def _wait(self) -> int:
        """Milliseconds until the next check may begin: checks take at most a twentieth of the time while one types."""
        rest = min(SHARE * self._took, LONGEST) - (perf_counter() - self._ended)
        return max(DELAY, round(rest * 1000))

    def _begin(self) -> None:
        if self._next and not self._busy:
            (snapshot, fields), self._next, self._busy = self._next, None, True
            work.run(partial(self._checked, snapshot, fields), self._on_found, self._on_failed, owner=self)

    def _checked(self, snapshot: Snapshot, fields: Mapping[str, Any]) -> Checked:
        begun = perf_counter()
        html = snapshot.html
        findings = self._check({**fields, "body": html})
        return Checked(snapshot, findings, *_read(html), fields, perf_counter() - begun)

    def _on_found(self, checked: Checked) -> None:
        self._busy, self._took, self._ended = False, checked.seconds, perf_counter()
        self.found.emit(checked)
        if self._next:
            self._delay.start(self._wait())

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        self._delay.start(DELAY)
        raise problem
