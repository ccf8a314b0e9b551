"""Runs the checks beside the text while one writes, and never in a key's way."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.checks.finding import Finding
from models.content import Block, LinkAt, blocks, links, word_count
from ui import work
from ui.editor.writing import Snapshot

SWITCH = 0.0005
"""Seconds after which Python hands its lock to the thread that paints; its own 5 ms would be felt in a key."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one snapshot, with everything that is needed to find the places in the document again."""

    snapshot: Snapshot
    findings: tuple[Finding, ...]
    leaves: Sequence[Block]
    links: tuple[LinkAt, ...]
    words: int
    fields: Mapping[str, Any]


class Checking(QObject):
    """One check at a time; of the texts that arrive meanwhile only the newest is checked next."""

    found = Signal(object)

    def __init__(self, check: Callable[[Mapping[str, Any]], tuple[Finding, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._check = check
        self._busy = False
        self._next: tuple[Snapshot, Mapping[str, Any]] | None = None
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH))

    def look(self, snapshot: Snapshot, fields: Mapping[str, Any]) -> None:
        """Has a text checked."""
        if self._busy:
            self._next = snapshot, fields
            return
        self._busy = True
        work.run(lambda: self._checked(snapshot, fields), self._on_found, self._on_failed, owner=self)

    def _checked(self, snapshot: Snapshot, fields: Mapping[str, Any]) -> Checked:
        html = snapshot.html
        findings = self._check({**fields, "body": html})
        return Checked(snapshot, findings, blocks(html), links(html), word_count(html), fields)

    def _on_found(self, checked: Checked) -> None:
        self._busy = False
        self.found.emit(checked)
        self._go_on()

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        self._go_on()
        raise problem

    def _go_on(self) -> None:
        if self._next:
            waiting, self._next = self._next, None
            self.look(*waiting)
