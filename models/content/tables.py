"""Keeps the grid of a table true when rows without cells or overlong spans come in."""

from collections.abc import Sequence
from dataclasses import replace

from models.content.shapes import Cell, TableNode

WIDEST = 200


def whole(said: str) -> int:
    """A span as a number from 1 to 200."""
    return max(1, min(int(said), WIDEST)) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def table_of(rows: Sequence[Sequence[Cell]]) -> TableNode | None:
    """The table without rows that hold no cell of their own; spans shrink by the rows that fell away."""
    kept = [i for i, row in enumerate(rows) if row]
    if not kept:
        return None
    return TableNode(tuple(tuple(_shrunk(cell, i, kept) for cell in rows[i]) for i in kept))


def _shrunk(cell: Cell, row: int, kept: Sequence[int]) -> Cell:
    if cell.rowspan == 1:
        return cell
    reach = sum(row <= i < row + cell.rowspan for i in kept)
    return cell if reach == cell.rowspan else replace(cell, rowspan=max(1, reach))
