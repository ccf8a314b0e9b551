"""A PDF of pictures is one that every reader opens, and says nothing but its pictures."""

from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from models.redaction.paper import Sheet, written
from models.redaction.pictures import jpeg


def test_other_readers_open_it_and_find_only_pictures() -> None:
    sheet = Sheet(jpeg(Image.new("RGB", (300, 400), "white")), (300, 400), (595.0, 842.0))
    data = written([sheet, sheet])
    reader = PdfReader(BytesIO(data), strict=True)
    assert len(reader.pages) == 2
    assert round(float(reader.pages[1].mediabox.width)) == 595
    assert reader.pages[0].extract_text() == ""
    assert len(reader.pages[0].images) == 1
    assert reader.metadata is None
    assert data == written([sheet, sheet])
