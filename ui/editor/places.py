"""Between places in the canonical text and cursors in the document: the two texts differ in white space alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from models.content import Block
from ui.editor import shape
from ui.editor.writing import Snapshot


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one leaf block: [start, end) in code points."""

    block: int
    start: int
    end: int


class Locator:
    """Finds spots of a snapshot in a document, as far as the document has not changed there since."""

    def __init__(
        self, document: QTextDocument, snapshot: Snapshot, leaves: Sequence[Block], here: Mapping[int, QTextBlock]
    ) -> None:
        self._document, self._snapshot, self._leaves, self._here = document, snapshot, leaves, here

    def cursor(self, spot: Spot) -> QTextCursor | None:
        """A cursor that selects the spot, None where the text has changed or gone meanwhile."""
        if not 0 <= spot.block < min(len(self._snapshot.leaves), len(self._leaves)):
            return None
        sources = [self._here.get(number) for number in self._snapshot.leaves[spot.block]]
        found = [block for block in sources if block is not None]
        if len(found) != len(sources):
            return None
        letters = [letter for block in found for letter in _letters(block)]
        places = _aligned(self._leaves[spot.block].text, letters)
        if spot.start > len(places) or (spot.end > len(places)):
            return None
        return self._select(places, letters, spot)

    def _select(self, places: list[int], letters: list[tuple[str, int]], spot: Spot) -> QTextCursor | None:
        if not letters or spot.start >= len(places):
            return None
        first = letters[places[spot.start]]
        last = letters[places[max(spot.end - 1, spot.start)]]
        cursor = QTextCursor(self._document)
        cursor.setPosition(first[1])
        end = last[1] + (len(last[0].encode("utf-16-le")) // 2 if spot.end > spot.start else 0)
        cursor.setPosition(min(end, self._document.characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _letters(block: QTextBlock) -> list[tuple[str, int]]:
    """The characters of a block with their positions in the document, and the end of the block as a break."""
    found = []
    at = block.position()
    for letter in block.text():
        found.append(("\n" if letter == shape.BREAK else letter, at))
        at += 1 if ord(letter) < 0x10000 else 2
    found.append(("\n", at))
    return found


def _aligned(text: str, letters: list[tuple[str, int]]) -> list[int]:
    """For each character of the canonical text the index of its letter; cleaning only drops and joins white space."""
    places: list[int] = []
    at = 0
    for letter in text:
        while at < len(letters) and not _same(letter, letters[at][0]):
            at += 1
        if at == len(letters):
            break
        places.append(at)
        at += 1
    return places


def _same(wanted: str, given: str) -> bool:
    return wanted == given or (wanted == " " and given.isspace() and given != "\n")


def spot_of(snapshot: Snapshot, leaves: Sequence[Block], cursor: QTextCursor) -> Spot | None:
    """The spot that a selection stands for, in its first block; None where that block has changed meanwhile."""
    start = QTextCursor(cursor.document())
    start.setPosition(cursor.selectionStart())
    block = start.block()
    number = block.userState()
    found = [index for index, numbers in enumerate(snapshot.leaves) if number in numbers]
    if not found:
        return None
    places = _aligned(leaves[found[0]].text, _letters(block))
    letters = _letters(block)
    inside = [
        index
        for index, place in enumerate(places)
        if cursor.selectionStart() <= letters[place][1] < cursor.selectionEnd()
    ]
    return Spot(found[0], inside[0], inside[-1] + 1) if inside else Spot(found[0], 0, 0)
