"""Settles the parts of a body: paragraphs that an office program dressed up as list items become lists again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.content.inline import EDGE, lines, tidy
from models.content.office import number_of
from models.content.shapes import Document, ListNode, Node, Paragraph, QuoteNode, Run, TableNode


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph on its way: `level` > 0 and `marker` where an office program made it look like a list item."""

    paragraph: Paragraph
    level: int = 0
    marker: str = ""


Part = Draft | ListNode | TableNode | QuoteNode


def settle(parts: Iterable[Part]) -> Document:
    """The body that the parts make."""
    nodes: list[Node] = []
    for faked, group in groupby(parts, lambda part: isinstance(part, Draft) and part.level > 0):
        if faked:
            nodes.extend(_lists([part for part in group if isinstance(part, Draft)]))
        else:
            nodes.extend(_spelled(part) if isinstance(part, Draft) else part for part in group)
    return tuple(nodes)


def flat(parts: Iterable[Part | Node]) -> list[Paragraph]:
    """The paragraphs of any parts, in order: what a list item, cell or quote can hold."""
    out: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Draft):
            out.append(_spelled(part))
        elif isinstance(part, ListNode):
            out.extend(p for item in part.items for p in item)
        elif isinstance(part, TableNode):
            out.extend(p for row in part.rows for cell in row for p in cell.paragraphs)
        elif isinstance(part, Paragraph):
            out.append(part)
        else:
            out.extend(part.paragraphs)
    return out


def _spelled(draft: Draft) -> Paragraph:
    """The paragraph with its marker as words ("一、", "（3）"); a bullet is no word."""
    marker = tidy(draft.marker).strip(EDGE)
    if not marker or number_of(marker) == 0:
        return draft.paragraph
    space = "" if marker[-1] in "、）：，。" else " "
    runs = lines([Run(marker + space), *draft.paragraph.runs], split=False)
    return replace(draft.paragraph, runs=runs[0])


def _lists(drafts: Sequence[Draft]) -> Iterable[Node]:
    """Runs of bullets and of numbers 1, 2, 3 … become lists; other markers stay as words, for lists cannot say them."""
    top = min(draft.level for draft in drafts)
    groups: list[list[Draft]] = []
    for draft in drafts:
        if draft.level == top or not groups:
            groups.append([draft])
        else:
            groups[-1].append(draft)
    for kind, items in groupby(groups, lambda group: _kind(group[0])):
        taken = list(items)
        if kind == "other" or (kind == "number" and not _counts(taken)):
            yield from (_spelled(draft) for group in taken for draft in group)
        else:
            yield ListNode(kind == "number", tuple(_item(group) for group in taken))


def _kind(draft: Draft) -> str:
    number = number_of(draft.marker)
    if number is None:
        return "other"
    return "number" if number else "bullet"


def _counts(groups: Sequence[Sequence[Draft]]) -> bool:
    return [number_of(group[0].marker) for group in groups] == list(range(1, len(groups) + 1))


def _item(group: Sequence[Draft]) -> tuple[Paragraph, ...]:
    first, *rest = group
    return first.paragraph, *(_spelled(draft) for draft in rest)
