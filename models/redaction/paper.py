"""Writes a PDF that holds pictures of pages and nothing else: no text, no fonts, no properties, no history."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its JPEG, the picture's size in pixels, and the page's size in points."""

    jpeg: bytes
    pixels: tuple[int, int]
    points: tuple[float, float]


def written(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of the PDF; the same pages always give the same bytes."""
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(sheets)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode()]
    for at, sheet in enumerate(sheets):
        objects += _page(sheet, 3 + 3 * at)
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _page(sheet: Sheet, number: int) -> list[bytes]:
    """The page, what it draws, and the picture: three objects from `number` on."""
    width, height = (f"{side:.2f}" for side in sheet.points)
    drawn = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {number + 1} 0 R"
        f"/Resources<</XObject<</P {number + 2} 0 R>>>>>>"
    )
    picture = (
        f"<</Type/XObject/Subtype/Image/Width {sheet.pixels[0]}/Height {sheet.pixels[1]}/ColorSpace/DeviceRGB"
        f"/BitsPerComponent 8/Filter/DCTDecode/Length {len(sheet.jpeg)}>>"
    )
    return [page.encode(), _stream(f"<</Length {len(drawn)}>>", drawn), _stream(picture, sheet.jpeg)]


def _stream(head: str, data: bytes) -> bytes:
    return head.encode() + b"\nstream\n" + data + b"\nendstream"
