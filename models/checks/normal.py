"""Brings text into the one form that rules read, and leads every place found there back to the words as written."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from models.checks.finding import Finding, Keep, Level, Place, Remedy

ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = frozenset(ZERO_WIDTH + BIDI)
# Characters whose folded form is one character long: where a text holds no others, places need no map.
EVEN = re.compile(r"[\x00-\x7f·×°–—‘’“”★☆○●□■△▲◆→\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\n\ufffc\u00a0]*")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x00A0: " "}
SPLIT_DIGITS = re.compile(r"(?<=\d)[ \-\u2010-\u2015.·]{1,2}(?=[\dXx])")
SENTENCE_END = re.compile(r"[。!?;\n]")


def fold(text: str) -> tuple[str, Sequence[int] | None]:
    """The text in NFKC without invisible marks, and where each of its characters came from (None: its own place)."""
    if EVEN.fullmatch(text):
        return text.translate(FULL_WIDTH), None
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char in UNSEEN:
            continue
        folded = char if char in "…\n" else unicodedata.normalize("NFKC", char)
        out.append(folded)
        places.extend([at] * len(folded))
    places.append(len(text))
    return "".join(out), places


@dataclass(frozen=True)
class Source:
    """One text that is looked at: its blocks as written (`lines`), the part it is, and what kind each block is."""

    part: str
    lines: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    first: int = 0

    @cached_property
    def written(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def _folded(self) -> tuple[str, Sequence[int] | None]:
        return fold(self.written)

    @property
    def text(self) -> str:
        """The folded text of all blocks, one a line: what rules read."""
        return self._folded[0]

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, place for place."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else self.text

    @cached_property
    def joined(self) -> tuple[str, Sequence[int]]:
        """The folded text with digits joined across spaces and hyphens, and for each character its place in `text`."""
        text = self.text
        cuts = [found.span() for found in SPLIT_DIGITS.finditer(text)]
        if not cuts:
            return "", ()
        parts: list[str] = []
        places: list[int] = []
        at = 0
        for start, end in [*cuts, (len(text), len(text))]:
            parts.append(text[at:start])
            places.extend(range(at, start))
            at = end
        places.append(len(text))
        return "".join(parts), places

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of `text` as a stretch of `written`."""
        places = self._folded[1]
        if places is None:
            return start, end
        return places[start], (places[end - 1] + 1 if end > start else places[start])

    def place(self, start: int, end: int) -> Place:
        """A stretch of `text` as a place that others understand; it never reaches beyond its block."""
        return self.written_place(*self.original(start, end))

    def written_place(self, begin: int, stop: int) -> Place:
        """A stretch of `written` as a place that others understand."""
        block = min(bisect_right(self._starts, begin) - 1, max(len(self.lines) - 1, 0))
        base = self._starts[block]
        length = len(self.lines[block]) if self.lines else 0
        return Place(self.part, self.first + block, min(begin - base, length), min(stop - base, length))

    def block_at(self, at: int) -> int:
        """The number of the block (within this source) in which place `at` of `text` lies."""
        return self.place(at, at).block - self.first

    def kind_at(self, at: int) -> str:
        block = self.block_at(at)
        return self.kinds[block] if block < len(self.kinds) else "p"

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a stretch of `text`, in lower case."""
        low = self.lower
        before = max((low.rfind(mark, 0, start) for mark in "。!?;\n"), default=-1)
        after = SENTENCE_END.search(low, end)
        return low[before + 1 : after.start() if after else len(low)]

    def near(self, start: int, end: int, reach: int) -> str:
        """What stands up to `reach` characters before and behind a stretch of `text`."""
        return self.text[max(0, start - reach) : end + reach]

    def finding(
        self,
        rule: str,
        level: Level,
        span: tuple[int, int],
        article: str,
        *,
        keep: Keep = "free",
        remedy: Remedy | None = None,
        **facts: str,
    ) -> Finding:
        """A finding at a stretch of `text`, with the words as written."""
        begin, stop = self.original(*span)
        excerpt = self.written[begin:stop]
        told = {"text": excerpt, **self.facts, **facts}
        return Finding(rule, level, self.place(*span), excerpt, article, told, remedy, keep)
