"""Compares two editions side by side, paragraph by paragraph and word by word, as a reviewer reads them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from models.content.reading import blocks
from models.content.shapes import Block, BlockKind

Op = Literal["same", "added", "removed"]
PairKind = Literal["same", "changed", "added", "removed", "moved"]
# Numbers with their marks and Latin words stay whole; Han text is taken apart into single characters to compare, then
# grown to words again where a change would leave a fragment.
WORD = re.compile(r"\d+(?:[.,:/-]\d+)*%?|[A-Za-z]+(?:['’-][A-Za-z]+)*|\s+|.", re.DOTALL)
LIKE = 0.4
MOST_COMPARED = 90_000
MOVED_LENGTH = 4
SHORT_ISLAND = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a side's text: the same on both sides, or only on this one."""

    start: int
    end: int
    op: Op


@dataclass(frozen=True, slots=True)
class Side:
    """One block of one edition; `block_index` counts into blocks(html), the spans cover the text without gaps."""

    block_index: int
    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison. A moved block stands where it was (old, `moved_to` the new block's number) and where
    it is now (new, `moved_to` the old block's number).
    """

    old: Side | None
    new: Side | None
    kind: PairKind
    moved_to: int | None = None


def compare(old_html: str, new_html: str) -> tuple[Pair, ...]:
    """The lines of the comparison of two canonical bodies, in reading order."""
    old, new = blocks(old_html), blocks(new_html)
    pairs = list(_aligned(old, new))
    return tuple(_with_moves(pairs))


def count(pairs: Iterable[Pair]) -> int:
    """How many differences there are; a moved block is one."""
    return sum(pair.kind != "same" and not (pair.kind == "moved" and pair.old is None) for pair in pairs)


def compare_text(old: str, new: str) -> Pair:
    """The comparison of two single lines, such as titles."""
    return _pair(0, Block("p", old), 0, Block("p", new))


def _aligned(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                yield Pair(_whole(i, old[i], "same"), _whole(j, new[j], "same"), "same")
        else:
            yield from _matched(old, new, range(i1, i2), range(j1, j2))


def _matched(old: Sequence[Block], new: Sequence[Block], rows: range, columns: range) -> Iterator[Pair]:
    """Blocks that differ, each beside the one that it most likely became."""
    i, j = rows.start, columns.start
    for a, b in _likes(old, new, rows, columns):
        yield from _lone(old, range(i, a), new, range(j, b))
        yield _pair(a, old[a], b, new[b])
        i, j = a + 1, b + 1
    yield from _lone(old, range(i, rows.stop), new, range(j, columns.stop))


def _lone(old: Sequence[Block], rows: range, new: Sequence[Block], columns: range) -> Iterator[Pair]:
    yield from (Pair(_whole(i, old[i], "removed"), None, "removed") for i in rows)
    yield from (Pair(None, _whole(j, new[j], "added"), "added") for j in columns)


def _likes(old: Sequence[Block], new: Sequence[Block], rows: range, columns: range) -> list[tuple[int, int]]:
    """The best pairs in order: cells stand beside cells where the grid kept its size, others by how alike they are."""
    cells = all(old[i].kind == "cell" for i in rows) and all(new[j].kind == "cell" for j in columns)
    if len(rows) == len(columns) and cells:
        return list(zip(rows, columns, strict=True))
    if len(rows) * len(columns) > MOST_COMPARED:
        return []
    return _chain(old, new, rows, columns)


def _chain(old: Sequence[Block], new: Sequence[Block], rows: range, columns: range) -> list[tuple[int, int]]:
    """The chain of pairs, in order on both sides, with the most likeness in all (a small dynamic programme)."""
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    before, after = [_grams(old[i].text) for i in rows], [_grams(new[j].text) for j in columns]
    like = [
        [_likeness(old[i], new[j], a, b) for j, b in zip(columns, after, strict=True)]
        for i, a in zip(rows, before, strict=True)
    ]
    for a in range(len(rows) - 1, -1, -1):
        for b in range(len(columns) - 1, -1, -1):
            take = like[a][b] + best[a + 1][b + 1] if like[a][b] >= LIKE else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], take)
    return list(_walk(best, like, rows, columns))


def _walk(
    best: Sequence[Sequence[float]], like: Sequence[Sequence[float]], rows: range, columns: range
) -> Iterator[tuple[int, int]]:
    a = b = 0
    while a < len(rows) and b < len(columns):
        if like[a][b] >= LIKE and best[a][b] == like[a][b] + best[a + 1][b + 1]:
            yield rows[a], columns[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _likeness(old: Block, new: Block, a: frozenset[str], b: frozenset[str]) -> float:
    """How much two blocks share, by their characters and pairs of characters (Dice); cells are like cells only."""
    if (old.kind == "cell") != (new.kind == "cell") or not a or not b:
        return 0.0
    return 2 * len(a & b) / (len(a) + len(b))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text) | frozenset(map("".join, pairwise(text)))


def _whole(index: int, block: Block, op: Op) -> Side:
    return Side(index, block.kind, block.text, (Span(0, len(block.text), op),) if block.text else ())


def _pair(i: int, old: Block, j: int, new: Block) -> Pair:
    if old == new:
        return Pair(_whole(i, old, "same"), _whole(j, new, "same"), "same")
    left, right = _spans(old.text, new.text)
    return Pair(Side(i, old.kind, old.text, left), Side(j, new.kind, new.text, right), "changed")


def _spans(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What is the same and what is not, in whole words; a lone character between two changes changes with them."""
    a, b = WORD.findall(old), WORD.findall(new)
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    left: list[Span] = []
    right: list[Span] = []
    i = j = 0
    for n, (tag, i1, i2, j1, j2) in enumerate(codes):
        island = tag == "equal" and 0 < n < len(codes) - 1 and sum(map(len, a[i1:i2])) <= SHORT_ISLAND
        same = tag == "equal" and not island
        x, y = i + sum(map(len, a[i1:i2])), j + sum(map(len, b[j1:j2]))
        _grow(left, i, x, "same" if same else "removed")
        _grow(right, j, y, "same" if same else "added")
        i, j = x, y
    return tuple(left), tuple(right)


def _grow(spans: list[Span], start: int, end: int, op: Op) -> None:
    if start == end:
        return
    if spans and spans[-1].op == op:
        spans[-1] = replace(spans[-1], end=end)
    else:
        spans.append(Span(start, end, op))


def _with_moves(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Blocks removed here and added word for word there were moved."""
    gone = _by_text(pair.old for pair in pairs if pair.kind == "removed" and pair.old)
    come = _by_text(pair.new for pair in pairs if pair.kind == "added" and pair.new)
    moves = {text: (gone[text], come[text]) for text in gone.keys() & come.keys()}
    for pair in pairs:
        side = pair.old if pair.kind == "removed" else pair.new if pair.kind == "added" else None
        if side is None or side.text not in moves:
            yield pair
        else:
            yield _moved(pair, moves[side.text])


def _moved(pair: Pair, move: tuple[Side, Side]) -> Pair:
    before, now = move
    if pair.old is not None:
        return Pair(replace(pair.old, spans=_whole_same(pair.old)), None, "moved", now.block_index)
    return Pair(None, replace(now, spans=_whole_same(now)), "moved", before.block_index)


def _whole_same(side: Side) -> tuple[Span, ...]:
    return (Span(0, len(side.text), "same"),) if side.text else ()


def _by_text(sides: Iterable[Side]) -> dict[str, Side]:
    """Sides by their text, for texts that are long enough to tell and stand there once."""
    found: dict[str, list[Side]] = {}
    for side in sides:
        if len(side.text) >= MOVED_LENGTH:
            found.setdefault(side.text, []).append(side)
    return {text: each[0] for text, each in found.items() if len(each) == 1}
