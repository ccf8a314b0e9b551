"""Imports a .docx as a body, with its pictures as bytes and word of what stayed behind (loaded late: mammoth)."""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import mammoth
from mammoth import documents

from models.content.clean import clean, image_type
from models.content.image_size import guard_image
from models.content.packages import DAMAGE, Package
from models.content.reading import plain
from models.content.shapes import PastedImage
from models.problems import Refused

# Alignment is not in mammoth's own output: a transform names it as a style, and the style map says it in HTML.
CENTER, RIGHT = "AlignedCenter", "AlignedRight"
STYLES = f"""
p[style-name='{CENTER}'] => p.center:fresh
p[style-name='{RIGHT}'] => p.right:fresh
p[style-name='标题'] => h2:fresh
p[style-name='Title'] => h2:fresh
p[style-name='标题 1'] => h2:fresh
p[style-name='标题 2'] => h3:fresh
p[style-name='标题 3'] => h4:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
u => u
strike =>
comment-reference =>
"""
ALIGNED = {"center": CENTER, "right": RIGHT, "end": RIGHT}
HEADED = re.compile(r"(?:heading|标题|title)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """The body, the pictures that it names as blobs, and codes of what was left behind: "comments", "revisions",
    "headers", "notes", "pictures:<n>" (of kinds that pages cannot show).
    """

    html: str
    images: tuple[PastedImage, ...] = ()
    notes: tuple[str, ...] = ()


def read_docx(data: bytes, name: str = "") -> Imported:
    """The body of a .docx. Refused("not_docx", reason=…) for what is none, "attachment_bomb" for what would burst."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("not_docx", name=name, reason="old_office")
    package = _package(name, data)
    images: dict[str, PastedImage] = {}
    lost: list[str] = []

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            body = stream.read()
        mime = image_type(body)
        if not mime:
            lost.append(image.content_type)
            return {"src": "", "alt": image.alt_text or ""}
        guard_image(name, body)
        sha256 = hashlib.sha256(body).hexdigest()
        images[sha256] = PastedImage(sha256, body, mime)
        return {"src": f"blob:{sha256}", "alt": image.alt_text or ""}

    try:
        result = mammoth.convert_to_html(
            BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(keep),
            transform_document=mammoth.transforms.paragraph(_aligned),
        )
    except (*DAMAGE, AttributeError, TypeError, IndexError, RecursionError) as fault:
        raise Refused("not_docx", name=name, reason="damaged") from fault
    html = clean(result.value)
    return Imported(html, tuple(images.values()), _notes(package, html, len(lost)))


def _package(name: str, data: bytes) -> Package:
    try:
        package = Package(name, data)
        if package.encrypted or "word/document.xml" not in package.names:
            raise Refused("not_docx", name=name, reason="encrypted" if package.encrypted else "other")
        # Read once under guard: entities and parts that lie about their size stop here, before the importer sees them.
        for part in package.parts(r".*\.(?:xml|rels)"):
            for _ in package.events(part):
                pass
    except DAMAGE as fault:
        raise Refused("not_docx", name=name, reason="damaged") from fault
    return package


def _aligned(paragraph: documents.Paragraph) -> documents.Paragraph:
    style = ALIGNED.get(paragraph.alignment or "")
    headed = HEADED.match(paragraph.style_name or "")
    if not style or headed or paragraph.numbering:
        return paragraph
    return paragraph.copy(style_id=style, style_name=style)


def _notes(package: Package, html: str, lost: int) -> tuple[str, ...]:
    document = package.read("word/document.xml")
    notes = [
        code
        for code, mark in (("comments", b"<w:commentReference"), ("notes", b"<w:footnoteReference"))
        if mark in document
    ]
    if b"<w:del " in document or b"<w:ins " in document:
        notes.append("revisions")
    if package.parts(r"word/header\d*\.xml") and plain(html):
        notes.append("headers")
    return (*notes, *([f"pictures:{lost}"] if lost else []))
