"""Turns any HTML into a small tree through nh3, which reads broken markup as browsers do."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

import nh3

# Deeper nesting than any document has; what lies below still gives its words, only its own tags count no more.
DEEPEST = 100
# Reading as browsers do takes time by the square of the depth: 160 KB of nested lists took ten seconds.
MOST_NESTED = 400
LOOK_BACK = 8
VOID = frozenset(("br", "img", "hr", "col"))
INLINE = frozenset(("a", "b", "strong", "i", "em", "cite", "u", "ins", "sup", "sub", "span", "font", "br", "img"))
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARTS = ("caption", "thead", "tbody", "tfoot", "tr", "td", "th")
AREAS = ("section", "article", "figure", "figcaption", "header", "footer", "main", "nav", "aside", "details", "summary")
PLAIN = ("p", "div", "center", "dl", "dt", "dd", "address", "pre", "li", "ul", "ol", "blockquote", "hr", "table")
BLOCKS = frozenset((*PLAIN, *HEADS, *PARTS, *AREAS))
DROPPED = frozenset(("script", "style", "title", "template", "noscript", "iframe", "object", "noembed", "noframes"))
# Let through only to be judged later: what may not stay still gives its name to a note.
SCHEMES = frozenset(("http", "https", "mailto", "data", "file", "blob", "javascript", "vbscript", "ftp", "cid"))
ATTRIBUTES = {
    "*": {"style", "class", "align", "hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width"},
    "font": {"size"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
LISTS = frozenset(("ul", "ol", "dl", "table"))
ENDED_BY_THE_NEXT = frozenset(("p", "li", "td", "th", "tr", "dt", "dd"))
TOKEN = re.compile(r'<(/?)([a-zA-Z][^\s>/]*)((?:[^>"]|"[^"]*")*)>|([^<]+|<)')
ATTRIBUTE = re.compile(r'([^\s="<>/]+)="([^"]*)"')
CONTROLS = {code: None for code in range(32) if code not in (9, 10, 12, 13)}


@dataclass(slots=True)
class Element:
    """One element, or the whole (tag "")."""

    tag: str
    attrs: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def has(self, tag: str) -> bool:
        """Whether an element of that name lies anywhere inside."""
        return any(isinstance(c, Element) and (c.tag == tag or c.has(tag)) for c in self.children)

    def words(self) -> str:
        """All text inside."""
        return "".join(c if isinstance(c, str) else c.words() for c in self.children)


def parse(html: str) -> Element:
    """The tree of any HTML, without scripts, comments and everything that carries no words."""
    safe = nh3.clean(
        _shallow(html.encode("utf-8", "replace").decode("utf-8").translate(CONTROLS)),
        tags=set(INLINE | BLOCKS),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )
    root = Element("", {})
    stack = [root]
    for slash, name, attrs, text in TOKEN.findall(safe):
        if text:
            stack[-1].children.append(unescape(text) if "&" in text else text)
        elif slash:
            _close(stack, name)
        else:
            _open(stack, name, attrs)
    return root


def _shallow(html: str) -> str:
    """The HTML without the tags that begin below the depth that is read; words stay."""
    if html.count("<") <= MOST_NESTED:
        return html
    depth = _Depth()
    return OPENING.sub(lambda tag: depth.judge(tag[0], tag[2].lower(), closing=bool(tag[1])), html)


class _Depth:
    """Which elements are open, as far as a reader may forget to close them."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._count: Counter[str] = Counter()

    def judge(self, tag: str, name: str, *, closing: bool) -> str:
        """The tag, or nothing where it would begin too deep."""
        if closing:
            if self._count[name]:
                self._back_to(name)
            return tag
        if name in VOID:
            return tag
        if name in ENDED_BY_THE_NEXT and self._ends(name):
            self._back_to(name)
        if len(self._open) >= MOST_NESTED:
            return ""
        self._open.append(name)
        self._count[name] += 1
        return tag

    def _ends(self, name: str) -> bool:
        """Whether an element of this name stands open that another one ends: a paragraph within its block, an item
        within its list, a cell within its table."""
        walls = BLOCKS if name == "p" else LISTS
        return next(
            (each == name for each in reversed(self._open[-LOOK_BACK:]) if each == name or each in walls), False
        )

    def _back_to(self, name: str) -> None:
        while True:
            last = self._open.pop()
            self._count[last] -= 1
            if last == name:
                return


def _open(stack: list[Element], name: str, attrs: str) -> None:
    values = {key: unescape(value) for key, value in ATTRIBUTE.findall(attrs)} if attrs else {}
    element = Element(name, values)
    stack[-1].children.append(element)
    if name not in VOID and len(stack) < DEEPEST:
        stack.append(element)


def _close(stack: list[Element], name: str) -> None:
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].tag == name:
            del stack[at:]
            return
