"""Decides what the next request carries: pure choices, made before anything is done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.scopes import ARCHIVE
from models.store.outbox import Waiting

MOST_ACTS = 500
MOST_BYTES = 2_000_000
MOST_TRIES = 5
READY = ("waiting", "sent")


@dataclass(frozen=True, slots=True)
class Size:
    """How much one request carries; it halves when the line or the portal cannot bear it, and grows back."""

    acts: int = MOST_ACTS
    characters: int = MOST_BYTES

    def smaller(self) -> "Size":
        """Half as much, at least one act."""
        return Size(max(1, self.acts // 2))

    def larger(self) -> "Size":
        """Twice as much, at most the usual."""
        return Size(min(MOST_ACTS, self.acts * 2))


def batch(acts: Sequence[Waiting], size: Size, stuck: Collection[str] = ()) -> list[Waiting]:
    """The acts to send, the oldest first. No act overtakes an earlier one of its matter:
    behind one that is held, parked, or whose files are not up yet (`stuck`, by op), the matter's others wait."""
    chosen: list[Waiting] = []
    closed, room = set[str](), size.characters
    for act in acts:
        ids = {act.intent.id, *act.touches}
        if act.state == "done":
            continue
        if act.state not in READY or act.intent.op in stuck or ids & closed:
            closed |= ids
            continue
        if chosen and (len(chosen) >= size.acts or act.size > room):
            break
        chosen.append(act)
        room -= act.size
    return chosen


def asked(granted: Collection[str], cursors: Mapping[str, int]) -> dict[str, int]:
    """The cursor of the next request: first the directory and open work, the archives once those have begun."""
    now = [scope for scope in granted if not scope.endswith(ARCHIVE)]
    missing = [scope for scope in now if scope not in cursors]
    wanted = now if missing else granted
    return {scope: cursors.get(scope, 0) for scope in sorted(wanted)}


def complete(granted: Collection[str], cursors: Mapping[str, int]) -> bool:
    """Whether every scope has been listed at least once."""
    return all(scope in cursors for scope in granted)


def first_of(large: Collection[str]) -> str:
    """Which of these scopes to fetch first: open work before archives."""
    return min(large, key=lambda scope: (scope.endswith(ARCHIVE), scope))
