"""Writes the shapes of a body as its one canonical HTML: the same shapes always give the same bytes."""

from html import escape

from models.content.shapes import (
    BREAK,
    EM,
    STRONG,
    SUB,
    SUP,
    Cell,
    Document,
    ListNode,
    Node,
    Paragraph,
    QuoteNode,
    Run,
    TableNode,
    U,
)

# The one order in which marks nest, outermost first; a link stands outside them all.
MARKS = ((STRONG, "strong"), (EM, "em"), (U, "u"), (SUP, "sup"), (SUB, "sub"))


def write(document: Document) -> str:
    """Canonical HTML, one block (list item, table row) a line, no line end behind the last."""
    return "\n".join(_node(node) for node in document)


def _node(node: Node) -> str:
    if isinstance(node, Paragraph):
        return _paragraph(node)
    if isinstance(node, ListNode):
        tag = "ol" if node.ordered else "ul"
        items = "\n".join(f"<li>{_inside(item)}</li>" for item in node.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    if isinstance(node, TableNode):
        rows = "\n".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in node.rows)
        return f"<table>\n{rows}\n</table>"
    return _quote(node)


def _quote(node: QuoteNode) -> str:
    inner = "\n".join(map(_paragraph, node.paragraphs))
    return f"<blockquote>\n{inner}\n</blockquote>"


def _paragraph(node: Paragraph) -> str:
    css = f' class="{node.align}"' if node.align else ""
    return f"<{node.kind}{css}>{_runs(node.runs)}</{node.kind}>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f"<{tag}{spans}>{_inside(cell.paragraphs)}</{tag}>"


def _inside(paragraphs: tuple[Paragraph, ...]) -> str:
    """The inside of an item or cell: bare words where one plain paragraph is all there is."""
    if len(paragraphs) == 1 and not paragraphs[0].align:
        return _runs(paragraphs[0].runs)
    return "".join(map(_paragraph, paragraphs))


def _runs(runs: tuple[Run, ...]) -> str:
    out: list[str] = []
    href = ""
    for run in runs:
        if run.href != href:
            out.append("</a>" if href else "")
            out.append(f'<a href="{escape(run.href)}">' if run.href else "")
            href = run.href
        out.append(_run(run))
    out.append("</a>" if href else "")
    return "".join(out)


def _run(run: Run) -> str:
    if run.picture is not None:
        width = f' width="{run.picture.width}"' if run.picture.width else ""
        inner = f'<img src="{escape(run.picture.src)}" alt="{escape(run.picture.alt)}"{width}>'
    else:
        inner = escape(run.text, quote=False).replace(BREAK, "<br>")
    for bit, tag in reversed(MARKS):
        if run.marks & bit:
            inner = f"<{tag}>{inner}</{tag}>"
    return inner
