"""What cannot be read is said to be unchecked, never passed: pictures, and attachments without words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.checks.finding import Extract, Finding, Place
from models.checks.normal import Source
from models.content import ImageAt

CODES = ("二维码", "QR", "qr", "扫码", "条码")


def picture_findings(image: ImageAt) -> Iterator[Finding]:
    """A picture of the body: a person must look at it, and it needs words for those who cannot see it."""
    place = Place("body", image.block, image.offset, image.offset + 1)
    facts = {"sha256": image.sha256, "name": image.alt, "text": image.alt}
    yield Finding("picture_unchecked", "unchecked", place, image.sha256, "10", facts, None, "no")
    if not image.alt.strip():
        yield Finding("alt_missing", "hint", place, image.sha256, "7", facts)
    elif any(code in image.alt for code in CODES):
        yield Finding("qr_code", "warn", place, image.alt, "38", facts)


def alt_findings(source: Source, found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in the words of a picture; forms of whole texts do not count there."""
    for finding in found:
        yield replace(finding, remedy=None)


def attachment_unchecked(extract: Extract) -> Iterator[Finding]:
    """An attachment, or the pictures in it, whose words nobody has read."""
    place = Place(f"attachment:{extract.name}")
    facts = {"name": extract.name, "sha256": extract.sha256, "text": extract.name}
    if extract.unreadable:
        yield Finding(f"unread_{extract.unreadable}", "unchecked", place, extract.name, "10", facts, None, "no")
    elif extract.pictures:
        told = {**facts, "count": str(extract.pictures)}
        yield Finding("attachment_pictures", "unchecked", place, extract.name, "10", told, None, "no")
