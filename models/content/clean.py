"""Makes canonical whatever comes in: a clipboard of Word, WPS or a browser, an import, an old body, an attack."""

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote_to_bytes

from models.content.flowing import document
from models.content.parsing import Element, parse
from models.content.shapes import Document, Pasted, PastedImage
from models.content.writing import write

DATA = re.compile(r"\s*data:(image/(?:png|jpe?g|gif|bmp|webp|svg\+xml))\s*(;[^,]*)?,", re.IGNORECASE)
MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"BM": "image/bmp"}
# Plain paragraphs of office words are canonical already; the portal meets them a thousand times a second.
_WORD = r"[\u4e00-\u9fff\u3001-\u3017\uff01-\uff5e\u2014\u2018-\u201d\u2026\u00b70-9A-Za-z.,:;()%/+*_~!?@#$=\[\]{}-]+"
SETTLED = re.compile(rf"<p>{_WORD}(?: {_WORD})*</p>(?:\n<p>{_WORD}(?: {_WORD})*</p>)*")
LARGEST_PASTED = 30_000_000


def read(html: str) -> Document:
    """The shapes of any HTML."""
    return document(parse(html))


def clean(html: str) -> str:
    """Canonical HTML of any HTML; cleaning twice changes nothing, and no visible words are lost."""
    return html if SETTLED.fullmatch(html) else write(read(html))


def clean_paste(html: str) -> Pasted:
    """Canonical HTML of a clipboard, with the images that stood inside it handed out as bytes to be stored."""
    root = parse(html)
    images: dict[str, PastedImage] = {}
    _take_images(root, images)
    return Pasted(write(document(root)), tuple(images.values()))


def _take_images(element: Element, images: dict[str, PastedImage]) -> None:
    for n, child in enumerate(element.children):
        if not isinstance(child, Element):
            continue
        image = _image(child.attrs.get("src", "")) if child.tag == "img" else None
        if image:
            images[image.sha256] = image
            element.children[n] = Element("img", {**child.attrs, "src": f"blob:{image.sha256}"})
        _take_images(child, images)


def _image(src: str) -> PastedImage | None:
    """The picture in a data: URI, if its bytes are one of the kinds that pages can show (SVG can carry scripts)."""
    found = DATA.match(src[:200])
    if not found or len(src) > LARGEST_PASTED * 4 // 3:
        return None
    body = unquote_to_bytes(src[found.end() :])
    if "base64" in (found[2] or "").lower():
        try:
            body = base64.b64decode(b"".join(body.split()) + b"==", validate=False)
        except (binascii.Error, ValueError):
            return None
    mime = image_type(body)
    return PastedImage(hashlib.sha256(body).hexdigest(), body, mime) if mime else None


def image_type(data: bytes) -> str:
    """The MIME type of a picture by its first bytes, "" where it is none that a page shows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for magic, mime in MAGIC.items() if data.startswith(magic)), "")
