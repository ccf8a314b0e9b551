"""A notice as the canonical text that is reviewed, signed and kept, and what is filled into it when it is printed."""

import re
from dataclasses import replace

from models.content import read, write
from models.content.shapes import STRONG, Document, Node, Paragraph, Run
from models.notices.drawing import Notice, Part, Sending
from models.notices.facts import long_day
from models.notices.templates import words
from models.policy import Directory

COLON = "："


def html(notice: Notice) -> str:
    """Canonical HTML: organ and title as headings, number, addressee, lines, organ and day at the right."""
    return write(_document(notice))


def _document(notice: Notice) -> Document:
    return (
        Paragraph("h2", (Run(notice.organ),)),
        Paragraph("h2", (Run(notice.title),)),
        Paragraph("p", (Run(notice.number),), "center"),
        Paragraph("p", (*_runs((notice.addressee,)), Run(COLON))),
        *(Paragraph("p", _runs(line)) for line in notice.lines),
        Paragraph("p", (Run(notice.organ),), "right"),
        Paragraph("p", (Run(notice.day),), "right"),
    )


def _runs(parts: tuple[Part, ...]) -> tuple[Run, ...]:
    """One run for words that look alike, since that is how the canonical text reads back."""
    runs: list[Run] = []
    for part in parts:
        marks = STRONG if part.gap else 0
        if runs and runs[-1].marks == marks:
            runs[-1] = replace(runs[-1], text=runs[-1].text + part.text)
        else:
            runs.append(Run(part.text, marks))
    return tuple(runs)


def plain_title(text: str) -> str:
    """The heading of a kept notice, for a file's name: its second heading."""
    heads = [node.text for node in read(text) if isinstance(node, Paragraph) and node.kind == "h2"]
    return heads[1] if len(heads) > 1 else "".join(heads)


def has_gaps(text: str, directory: Directory) -> bool:
    """Whether a kept notice still shows the mark of a gap."""
    mark = str(words(directory)["gap"])
    return any(
        run.marks & STRONG and run.text == mark
        for node in read(text)
        if isinstance(node, Paragraph)
        for run in node.runs
    )


def finished(text: str, masked: str, sending: Sending, directory: Directory) -> str:
    """The kept notice as it goes out: true name for the masked one, number and day where they were left open.

    Nothing else can change: what is printed is word for word what was signed."""
    said = words(directory)
    swaps = {
        f"{masked}{COLON}": f"{sending.name}{COLON}" if sending.name else "",
        str(said["no_number"]): sending.number,
        str(said["no_day"]): long_day(sending.day) if sending.day else "",
    }
    return write(tuple(_swapped(node, swaps) for node in read(text)))


def _swapped(node: Node, swaps: dict[str, str]) -> Node:
    whole = node.text if isinstance(node, Paragraph) else ""
    put = swaps.get(whole)
    return replace(node, runs=(Run(put),)) if put and isinstance(node, Paragraph) else node


SPOKEN_TO = re.compile(rf".{{1,80}}{COLON}")


def is_addressee(node: Node, before: Node | None) -> bool:
    """Whether the paragraph is the one that names the addressee, which stands without an indent."""
    return (
        isinstance(node, Paragraph)
        and not node.align
        and isinstance(before, Paragraph)
        and before.align == "center"
        and SPOKEN_TO.fullmatch(node.text) is not None
    )
