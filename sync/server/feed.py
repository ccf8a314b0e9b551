"""Answers what a desk lacks: rows by sequence over all its scopes, cut only between two sequences."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.store.portal import Reading
from models.store.portal_feed import Entry
from sync.protocol import End, Row, RowPut, RowRemove

LARGEST_PAGE = 8_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in sequence order, the place reached in every scope asked for, and whether there is more."""

    lines: tuple[RowPut | RowRemove, ...]
    cursor: Mapping[str, int]
    more: bool

    @property
    def end(self) -> End:
        """The line that closes the answer."""
        return End(self.cursor, self.more)


def page(reading: Reading, cursor: Mapping[str, int], max_bytes: int, head: int = -1) -> Page:
    """The next rows of these scopes, up to about `max_bytes`; always at least one whole sequence.

    `head` saves a question where the caller has just asked it."""
    head = reading.head() if head < 0 else head
    behind = {scope: seq for scope, seq in cursor.items() if seq < head}
    if not behind:
        return Page((), dict(cursor), False)
    lines, size, reached = list[RowPut | RowRemove](), 0, 0
    limit = max(1, min(max_bytes, LARGEST_PAGE))
    for entry in reading.entries(behind, head):
        if size >= limit and entry.seq != reached:
            return Page(tuple(lines), {scope: max(seq, reached) for scope, seq in cursor.items()}, True)
        lines.append(_line(entry))
        size, reached = size + entry.size, entry.seq
    return Page(tuple(lines), {scope: max(seq, head) for scope, seq in cursor.items()}, False)


def _line(entry: Entry) -> RowPut | RowRemove:
    if entry.doc is None:
        return RowRemove(entry.scope, entry.seq, entry.type, entry.id, entry.why)
    return RowPut(entry.scope, entry.seq, Row(entry.type, entry.id, entry.version, entry.doc))
