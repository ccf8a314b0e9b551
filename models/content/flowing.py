"""Turns the tree of foreign HTML into the shapes of a body, keeping words, order, marks and alignment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from models.content import office
from models.content.inline import is_words, lines, tidy
from models.content.lists import Draft, Part, flat, settle
from models.content.parsing import BLOCKS, Element
from models.content.shapes import (
    BREAK,
    STRONG,
    Align,
    Cell,
    Document,
    ListNode,
    Paragraph,
    ParaKind,
    QuoteNode,
    Run,
)
from models.content.sources import link_to, picture_runs
from models.content.tables import table_of, whole

HEADINGS: dict[str, ParaKind] = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LONGEST_HEADLINE = 60


@dataclass(frozen=True, slots=True)
class Look:
    """What holds at one point of the tree."""

    marks: int = 0
    href: str = ""
    align: Align = ""
    points: float = 0.0
    hidden: bool = False
    pre: bool = False
    kind: ParaKind = "p"
    level: int = 0

    def inside(self, element: Element) -> "Look":
        """What holds inside an element that stands here."""
        tag, attrs = element.tag, element.attrs
        block = tag in BLOCKS
        css = office.declarations(attrs.get("style", ""))
        return Look(
            marks=office.marks(tag, css, self.marks),
            href=(link_to(attrs.get("href", "")) if tag == "a" else "") or self.href,
            align=office.align(attrs, css, "center" if tag == "center" else self.align) if block else self.align,
            points=office.points(tag, attrs, css, self.points),
            hidden=office.hidden(attrs, css),
            pre=self.pre or tag == "pre",
            kind=HEADINGS.get(tag) or (office.outline(css) if block else None) or self.kind,
            level=office.list_level(css) if block else self.level,
        )


@dataclass(slots=True)
class Flow:
    """The parts built so far and the runs of the paragraph that is still open."""

    parts: list[Part] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    marker: str = ""
    smallest: float = 0.0

    def add(self, run: Run, points: float = 0.0) -> None:
        if run.text.strip() and (not self.smallest or points < self.smallest):
            self.smallest = points or 0.1
        if run.text:
            self.runs.append(run)

    def flush(self, look: Look) -> None:
        """Ends the open paragraph, if there is one."""
        runs, marker, smallest = self.runs, self.marker, self.smallest
        self.runs, self.marker, self.smallest = [], "", 0.0
        made = lines(runs, split=look.kind == "p") if runs else []
        for words in made:
            kind = _headline(words, look, smallest) or look.kind
            if kind == "p":
                self.parts.append(Draft(Paragraph("p", words, look.align), look.level, marker))
            else:
                plain = lines([replace(run, marks=run.marks & ~STRONG) for run in words], split=False)
                self.parts.append(Draft(Paragraph(kind, plain[0])))
            marker = ""


def _headline(words: Sequence[Run], look: Look, smallest: float) -> ParaKind | None:
    """A big centred line is a heading whose writer did not know styles."""
    if look.kind != "p" or look.align != "center" or look.level or smallest < office.HEADLINE:
        return None
    if sum(len(run.text) for run in words) > LONGEST_HEADLINE or any(run.picture for run in words):
        return None
    bold = all(run.marks & STRONG for run in words if is_words(run))
    return "h2" if bold or smallest >= office.BIG_HEADLINE else None


def document(root: Element) -> Document:
    """The body that a tree shows."""
    flow = Flow()
    _walk(root, Look(), flow)
    flow.flush(Look())
    return settle(flow.parts)


def _walk(element: Element, look: Look, flow: Flow) -> None:
    for child in element.children:
        if isinstance(child, Element):
            _element(child, look, flow)
        elif look.pre:
            _verbatim(child, look, flow)
        else:
            flow.add(Run(tidy(child), look.marks, look.href), look.points)


def _verbatim(words: str, look: Look, flow: Flow) -> None:
    for n, line in enumerate(words.replace("\r\n", "\n").split("\n")):
        if n:
            flow.add(Run(BREAK))
        flow.add(Run(tidy(line), look.marks, look.href), look.points)


def _element(element: Element, outer: Look, flow: Flow) -> None:
    look = outer.inside(element)
    if office.is_marker(element.attrs):
        flow.marker += element.words()
    elif look.hidden:
        return
    elif element.tag in BLOCKS:
        flow.flush(outer)
        _block(element, look, flow)
    elif element.tag == "br":
        if "page-break" not in element.attrs.get("style", ""):
            flow.add(Run(BREAK, look.marks, look.href))
    elif element.tag == "img":
        for run in picture_runs(element.attrs, look.marks, look.href):
            flow.add(run, look.points)
    else:
        _walk(element, look, flow)


def _block(element: Element, look: Look, flow: Flow) -> None:
    if element.tag in ("ul", "ol"):
        flow.parts.extend(_list(element, look))
    elif element.tag == "blockquote":
        flow.parts.extend(_quote(element, look))
    elif element.tag == "table" and not element.has("table"):
        flow.parts.extend(_table(element, look))
    else:
        _walk(element, look, flow)
        flow.flush(look)


def _inside(element: Element, look: Look) -> list[Part]:
    flow = Flow()
    _walk(element, look, flow)
    flow.flush(look)
    return flow.parts


def _list(element: Element, look: Look) -> Iterable[Part]:
    """A list; one that does not begin at 1 becomes paragraphs with their numbers, which would else change."""
    look = replace(look, kind="p", level=0, align="")
    items: list[tuple[Paragraph, ...]] = []
    for child in element.children:
        within = child if isinstance(child, Element) else Element("", {}, [child])
        inner = look.inside(within) if isinstance(child, Element) else look
        if not inner.hidden and (paragraphs := flat(_inside(within, replace(inner, level=0)))):
            items.append(tuple(replace(p, kind="p") for p in paragraphs))
    start = element.attrs.get("start", "1")
    ordered = element.tag == "ol"
    if ordered and start.isascii() and start.isdecimal() and start != "1":
        return _numbered(items, int(start))
    return [ListNode(ordered, tuple(items))] if items else []


def _numbered(items: Iterable[tuple[Paragraph, ...]], start: int) -> Iterable[Part]:
    for number, (first, *rest) in enumerate(items, start):
        yield Draft(replace(first, runs=lines([Run(f"{number}. "), *first.runs], split=False)[0]))
        yield from map(Draft, rest)


def _quote(element: Element, look: Look) -> Iterable[Part]:
    """A quote holds paragraphs only: other things inside it stand as paragraphs."""
    quoted = flat(settle(_inside(element, replace(look, kind="p"))))
    return [QuoteNode(tuple(replace(p, kind="p") for p in quoted))] if quoted else []


def _table(element: Element, look: Look) -> Iterable[Part]:
    captions: list[Part] = []
    rows: list[list[Cell]] = []
    look = replace(look, kind="p", level=0, align="")
    _rows(element, look, rows, captions)
    made = table_of(rows)
    return [*captions, made] if made else captions


def _rows(element: Element, look: Look, rows: list[list[Cell]], captions: list[Part]) -> None:
    for child in element.children:
        if not isinstance(child, Element):
            continue
        inner = look.inside(child)
        if inner.hidden:
            continue
        if child.tag == "caption":
            captions.extend(_inside(child, replace(inner, align="center")))
        elif child.tag == "tr":
            rows.append([_cell(c, inner.inside(c)) for c in child.children if isinstance(c, Element)])
        else:
            _rows(child, inner, rows, captions)


def _cell(element: Element, look: Look) -> Cell:
    header = element.tag == "th"
    marks = look.marks & ~STRONG if header else look.marks
    paragraphs = flat(_inside(element, replace(look, marks=marks, points=0.0)))
    return Cell(
        tuple(replace(p, kind="p") for p in paragraphs),
        header,
        whole(element.attrs.get("colspan", "")),
        whole(element.attrs.get("rowspan", "")),
    )
