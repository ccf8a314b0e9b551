"""The signed-in context of one person on one desk: do a step, sync now, and hear what changed; nothing more, ever."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from models.people import Actor
from ui.company import Company
from ui.text import Words


class DeskShape(Protocol):
    """What the window needs of a desk (`sync.client.desk.Desk` is one)."""

    def do(self, kind: str, id: str, args: Mapping[str, Any] | None = None, expect: Any = None) -> Any: ...


class Session(QObject):
    """`changed(ids)` says which matters look different now; an empty list means that anything may; `indexed`
    that a search finds more than it did. `unindexed`: how many matters no search finds yet."""

    changed = Signal(list)
    indexed = Signal()

    def __init__(
        self,
        desk: Any,
        words: Words,
        actor: Actor,
        now: Callable[[], datetime],
        sync_now: Callable[[], None],
        company: Company | None = None,
    ) -> None:
        super().__init__()
        self.company = company or Company()
        self.desk, self.words, self.actor, self.now = desk, words, actor, now
        self._sync_now = sync_now
        self.unindexed = 0

    def do(self, kind: str, id: str, args: Mapping[str, Any] | None = None, expect: Any = None) -> Any:
        """Takes a step now, as projected on this desk, and queues it; Refused tells why not."""
        seen = self.desk.do(kind, id, dict(args or {}), expect)
        self.changed.emit([id])
        self._sync_now()
        return seen

    def sync_now(self) -> None:
        """Asks for a round at once."""
        self._sync_now()
