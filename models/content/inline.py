"""Brings the words of one paragraph into their one form: white space as a browser would show it, equal looks joined."""

import re
from collections.abc import Iterable, Sequence

from models.content.shapes import BREAK, PICTURE, Run

EDGE = " \u00a0\u2002\u2003\u2009\u3000"
# Control characters and the picture mark have no place in words; line ends and tabs are white space like any other.
UNWANTED = {code: None for code in (*range(32), *range(127, 160), 0xFFFC, 0xFFFE, 0xFFFF)} | dict.fromkeys(
    map(ord, "\t\n\r\f\v\x85\u2028\u2029"), " "
)
SPACES = re.compile(r"[ \u00a0]*\n[ \u00a0\u3000\u2002\u2003\u2009]*|[ \u00a0]{2,}|\u00a0")
GAPS = re.compile(r"\n{2,}")


def tidy(text: str) -> str:
    """Words as they may stand in a body: no control characters, no half characters, white space as spaces."""
    return text.translate(UNWANTED).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _settle_spaces(found: re.Match[str]) -> str:
    """One space for any run of them, but a row of hard spaces, which lines up names, stays as long as it was."""
    if "\n" in found[0]:
        return BREAK
    hard = found[0].count("\u00a0")
    return " " if hard < 2 else "\u00a0" * hard


def _cut(runs: Sequence[Run], spans: Iterable[tuple[int, int, str]]) -> list[Run]:
    """The runs with each span of their joined text replaced; the new words look like the first that they replace."""
    out: list[Run] = []
    todo = list(spans)
    at = 0
    for run in runs:
        end, text, local = at + len(run.text), "", at
        while todo and todo[0][0] < end:
            start, stop, new = todo[0]
            text += run.text[max(local, at) - at : max(start - at, 0)] + (new if start >= at else "")
            local = stop
            if stop > end:
                break
            todo.pop(0)
        text += run.text[max(local, at) - at :] if local <= end else ""
        at = end
        if text:
            out.append(Run(text, run.marks, run.href, run.picture))
    return out


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look become one run."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and _look(last) == _look(run) and not (last.picture or run.picture):
            out[-1] = Run(last.text + run.text, run.marks, run.href)
        else:
            out.append(run)
    return tuple(out)


def _look(run: Run) -> tuple[int, str]:
    return run.marks, run.href


def lines(runs: Sequence[Run], *, split: bool) -> list[tuple[Run, ...]]:
    """The paragraphs in one stretch of runs: two breaks in a row begin a new one where `split`, else one stays."""
    text = "".join(run.text for run in runs)
    spans = [(m.start(), m.end(), new) for m in SPACES.finditer(text) if (new := _settle_spaces(m)) != m[0]]
    if spans:
        runs = _cut(runs, spans)
        text = "".join(run.text for run in runs)
    out = []
    at = 0
    gaps = [(m.start(), m.end()) for m in GAPS.finditer(text)]
    if gaps and not split:
        runs = _cut(runs, [(start, end, BREAK) for start, end in gaps])
        text, gaps = "".join(run.text for run in runs), []
    for start, end in [*gaps, (len(text), len(text))]:
        out.append(_between(runs, text, at, start))
        at = end
    return [line for line in out if line]


def _between(runs: Sequence[Run], text: str, start: int, end: int) -> tuple[Run, ...]:
    """The runs of text[start:end] without white space and breaks at its edges, which no reader sees."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(EDGE + BREAK))
    end -= len(piece) - len(piece.rstrip(EDGE + BREAK))
    if start >= end:
        return ()
    return _joined(_cut(runs, [(0, start, ""), (end, len(text), "")]))


def is_words(run: Run) -> bool:
    """True where the run shows something that marks can change."""
    return run.text not in (PICTURE, BREAK) and bool(run.text.strip(EDGE + BREAK))
