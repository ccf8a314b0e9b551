"""Merges what two people wrote from one start, so that neither loses a word: by fields, paragraphs, then sentences."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Origin = Literal["same", "mine", "theirs", "both_same", "merged", "clash"]
Choice = Literal["mine", "theirs", "both"]
TEXTS = frozenset(("body",))
LISTS = frozenset(("keywords", "co_units", "audience", "attachments"))
TABLES = frozenset(("guide", "source"))
OPENING = {"<ul>": "</ul>", "<ol>": "</ol>", "<table>": "</table>", "<blockquote>": "</blockquote>"}
PARAGRAPH = re.compile(r'(<(p|h2|h3|h4)(?: class="\w+")?>)(.*)(</\2>)', re.DOTALL)
TOKEN = re.compile(r"<br>|</?[^>]*>|[^<。！？；]*[。！？；]+[”’）」』]*|[^<。！？；]+")
SENTENCE_ENDS = "。！？；”’）」』"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text in its three forms (canonical HTML of whole blocks, "" = none there).

    `kind` tells whose change stands: "same" nobody's, "mine", "theirs", "both_same" the same by both, "merged" both
    within one block (`text` has the result), "clash" only a person can decide.
    """

    kind: Origin
    base: str
    mine: str
    theirs: str
    text: str = ""

    def chosen(self, choice: Choice | None = None) -> str:
        """The words that stand: of a clash those chosen, and both while nobody has chosen, so that nothing is lost."""
        if self.kind == "merged":
            return self.text
        if self.kind != "clash":
            return self.theirs if self.kind == "theirs" else self.mine
        if choice == "mine":
            return self.mine
        if choice == "theirs":
            return self.theirs
        return "\n".join(part for part in (self.mine, self.theirs) if part)


@dataclass(frozen=True, slots=True)
class FieldNote:
    """A field that merged by itself, and from where its value came."""

    field: str
    kind: Origin


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed differently; `segments` for texts, else the values stand against each other."""

    field: str
    base: Any
    mine: Any
    theirs: Any
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """`fields` with every clash still as mine; `by_itself` lists what changed without asking, `clashes` what asks."""

    fields: Mapping[str, Any]
    by_itself: tuple[FieldNote, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Units [start, end) of the base became `units` on one side."""

    start: int
    end: int
    units: tuple[str, ...]


def merge_fields(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """The fields of both, merged from their common start. A field that is absent counts as None."""
    fields: dict[str, Any] = {}
    notes: list[FieldNote] = []
    clashes: list[Clash] = []
    for name in sorted({*base, *mine, *theirs}):
        before, here, there = base.get(name), mine.get(name), theirs.get(name)
        kind, value, segments = _field(name, before, here, there)
        if value is not None:
            fields[name] = value
        if kind == "clash":
            clashes.append(Clash(name, before, here, there, segments))
        elif kind != "same":
            notes.append(FieldNote(name, kind))
    return Merged(fields, tuple(notes), tuple(clashes))


def _field(name: str, base: Any, mine: Any, theirs: Any) -> tuple[Origin, Any, tuple[Segment, ...]]:
    kind = _origin(base, mine, theirs)
    if kind != "clash":
        return kind, theirs if kind == "theirs" else mine, ()
    if name in TEXTS:
        segments = merge_body(base or "", mine or "", theirs or "")
        whole = any(segment.kind == "clash" for segment in segments)
        return ("clash", mine, segments) if whole else ("merged", assemble(segments), segments)
    if name in LISTS and isinstance(mine, list) and isinstance(theirs, list):
        return "merged", _union(base or [], mine, theirs), ()
    if name in TABLES and isinstance(mine, dict) and isinstance(theirs, dict):
        inner = merge_fields(base or {}, mine, theirs)
        return ("clash", mine, ()) if inner.clashes else ("merged", dict(inner.fields), ())
    return "clash", mine, ()


def _origin(base: object, mine: object, theirs: object) -> Origin:
    if mine == theirs:
        return "same" if mine == base else "both_same"
    if mine == base:
        return "theirs"
    return "mine" if theirs == base else "clash"


def _union(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """What both kept, in the old order, then what either added."""
    kept = [each for each in base if each in mine and each in theirs]
    added = [each for each in (*mine, *theirs) if each not in base]
    unique = {json.dumps(each, sort_keys=True, ensure_ascii=False): each for each in added}
    return kept + [unique[key] for key in sorted(unique)]


def merge_body(base: str, mine: str, theirs: str) -> tuple[Segment, ...]:
    """The segments of three canonical bodies in order; joined, their `mine` is mine and their `theirs` is theirs."""
    return tuple(_segments(units(base), units(mine), units(theirs), "\n".join, _refined))


def assemble(segments: Iterable[Segment], choices: Mapping[int, Choice] | None = None) -> str:
    """The body that the segments make; `choices` by number of the segment."""
    picks = choices or {}
    return "\n".join(text for n, segment in enumerate(segments) if (text := segment.chosen(picks.get(n))))


def units(body: str) -> tuple[str, ...]:
    """The top-level blocks of a canonical body; a list, table or quote is one."""
    out: list[list[str]] = []
    closing = ""
    for line in body.split("\n") if body else ():
        if closing:
            out[-1].append(line)
            closing = "" if line == closing else closing
        else:
            out.append([line])
            closing = OPENING.get(line, "")
    return tuple("\n".join(lines) for lines in out)


def _hunks(base: Sequence[str], side: Sequence[str]) -> list[_Hunk]:
    codes = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    return [_Hunk(i1, i2, tuple(side[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _touches(start: int, end: int, hunk: _Hunk) -> bool:
    """Whether a hunk and a stretch of the base meddle with each other; standing side by side is no meddling."""
    if hunk.start == hunk.end and start == end:
        return hunk.start == start
    return hunk.start < end and start < hunk.end


def _regions(mine: Sequence[_Hunk], theirs: Sequence[_Hunk]) -> list[tuple[int, int, list[_Hunk], list[_Hunk]]]:
    """Stretches of the base that were changed, with each side's hunks in them."""
    regions: list[tuple[int, int, list[_Hunk], list[_Hunk]]] = []
    todo = sorted(
        [(h.start, h.end, 0, h) for h in mine] + [(h.start, h.end, 1, h) for h in theirs], key=lambda t: t[:3]
    )
    for start, end, side, hunk in todo:
        if regions and _touches(regions[-1][0], regions[-1][1], hunk):
            first, last, *hunks = regions[-1]
            hunks[side].append(hunk)
            regions[-1] = (first, max(last, end), hunks[0], hunks[1])
        else:
            regions.append((start, end, [] if side else [hunk], [hunk] if side else []))
    return regions


def _applied(base: Sequence[str], start: int, end: int, hunks: Sequence[_Hunk]) -> tuple[str, ...]:
    out: list[str] = []
    at = start
    for hunk in hunks:
        out += [*base[at : hunk.start], *hunk.units]
        at = hunk.end
    return (*out, *base[at:end])


def _segments(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    join: Callable[[Iterable[str]], str],
    refine: Callable[[Sequence[str], Sequence[str], Sequence[str]], list[Segment] | None],
) -> list[Segment]:
    out: list[Segment] = []
    at = 0

    def add(b: Sequence[str], m: Sequence[str], t: Sequence[str]) -> None:
        kind = _origin(tuple(b), tuple(m), tuple(t))
        finer = refine(b, m, t) if kind == "clash" else None
        out.extend(finer if finer is not None else [Segment(kind, join(b), join(m), join(t))])

    for start, end, ours, others in _regions(_hunks(base, mine), _hunks(base, theirs)):
        if at < start:
            add(base[at:start], base[at:start], base[at:start])
        add(base[start:end], _applied(base, start, end, ours), _applied(base, start, end, others))
        at = end
    if at < len(base):
        add(base[at:], base[at:], base[at:])
    return out


def _refined(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Segment] | None:
    """A clash of as many blocks on each side, block by block: most of them were changed by one side only."""
    if not len(base) == len(mine) == len(theirs):
        return None
    return [_block(*three) for three in zip(base, mine, theirs, strict=True)]


def _block(base: str, mine: str, theirs: str) -> Segment:
    kind = _origin(base, mine, theirs)
    if kind != "clash":
        return Segment(kind, base, mine, theirs)
    old, here, there = _opened(base), _opened(mine), _opened(theirs)
    if old and here and there and old.around == here.around == there.around:
        inner = _segments(old.parts, here.parts, there.parts, old.joint.join, lambda *_: None)
        if not any(segment.kind == "clash" for segment in inner):
            head, foot = old.around
            text = head + old.joint.join(words for segment in inner if (words := segment.chosen())) + foot
            return Segment("merged", base, mine, theirs, text)
    return Segment("clash", base, mine, theirs)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A block taken apart: what surrounds its parts, what joins them, and the parts."""

    around: tuple[str, str]
    joint: str
    parts: tuple[str, ...]


def _opened(block: str) -> _Opened | None:
    """A block as what surrounds it and its sentences (paragraph), items (list) or rows (table)."""
    found = PARAGRAPH.fullmatch(block)
    if found:
        return _Opened((found[1], found[4]), "", sentences(found[3]))
    head, *inner = block.split("\n")
    if head in OPENING:
        return _Opened((head + "\n", "\n" + OPENING[head]), "\n", tuple(inner[:-1]))
    return None


def sentences(inner: str) -> tuple[str, ...]:
    """The sentences of a paragraph's inner HTML; a mark or link is never torn apart."""
    out: list[str] = []
    open_, depth = "", 0
    for token in TOKEN.findall(inner):
        open_ += token
        if token.startswith("</"):
            depth -= 1
        elif token.startswith("<") and token != "<br>" and not token.startswith("<img"):
            depth += 1
        if depth <= 0 and (token == "<br>" or token[-1] in SENTENCE_ENDS):
            out.append(open_)
            open_ = ""
    return (*out, open_) if open_ else tuple(out)
