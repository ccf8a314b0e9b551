"""Takes an office file apart: every part, every attribute, files within the file, and what lies between the parts."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree

from models.content.docx_out import new_book, saved
from models.content.packages import DAMAGE, Package
from models.problems import Refused

DEEPEST = 3
NESTED = b"PK\x03\x04"
END = b"PK\x05\x06"
# The parts of a Word document that holds text and nothing else.
OWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml|customXml/(?:_rels/)?item\w*\.xml(?:\.rels)?"
    r"|word/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footer\d*)\.xml"
    r"|word/theme/theme\d*\.xml|word/_rels/document\.xml\.rels"
)
HISTORY = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|vanish|commentReference|object|pict|drawing)[ />]")


# Measures and switches, which would look like any short number.
MEASURE = re.compile(r"-?\d{1,5}|[01](?:\.\d+)?")


def said(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes | str]]:
    """The bytes of every part, the words of every XML, and the same of files within. A broken file says its bytes."""
    try:
        package = Package(name, data)
        for part in package.names:
            yield part, part
            content = package.read(part)
            if content != _blank().get(part):
                yield from _part(content, part, depth)
    except (*DAMAGE, Refused):
        return


def _part(data: bytes, part: str, depth: int) -> Iterator[tuple[str, bytes | str]]:
    yield part, data
    if data.startswith(NESTED) and depth < DEEPEST:
        yield from said(part, data, depth + 1)
    if part.endswith((".xml", ".rels")):
        root = ElementTree.fromstring(data)
        yield part, "".join(root.itertext())
        values = (value for element in root.iter() for value in element.attrib.values())
        yield part, "\n".join(value for value in values if not MEASURE.fullmatch(value))


@lru_cache(maxsize=1)
def _blank() -> Mapping[str, bytes]:
    """The parts of a document that says nothing: what a file shares with it, byte for byte, gives nothing away."""
    package = Package("blank.docx", saved(new_book()))
    return {part: package.read(part) for part in package.names if part != "word/document.xml"}


def foreign(name: str, data: bytes) -> Iterator[str]:
    """Parts that a document of text does not have, traces of earlier versions, bytes that belong to no part."""
    try:
        package = Package(name, data)
    except (*DAMAGE, Refused):
        yield "damaged"
        return
    yield from (f"part:{part}" for part in package.names if not OWN.fullmatch(part))
    if len(set(package.names)) != len(package.names) or data.count(NESTED) != len(package.names):
        yield "between_the_parts"
    end = data.rfind(END)
    if not data.startswith(NESTED) or end + 22 != len(data):
        yield "behind_the_end"
    if HISTORY.search(package.read("word/document.xml")):
        yield "history"
