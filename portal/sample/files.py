"""Makes the attachments and pictures of the sample, byte for byte the same on every machine and in milliseconds."""

import io
import random
import zipfile
import zlib
from collections.abc import Sequence

from PIL import Image, ImageDraw

LONG_AGO = (2014, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
}
Rows = Sequence[Sequence[str]]


def made(kind: str, lines: Sequence[str], rows: Rows) -> bytes:
    """A `docx`, `xlsx` or `pdf` file with these paragraphs and this table."""
    return {"docx": docx, "xlsx": xlsx, "pdf": pdf}[kind](lines, rows)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _package(parts: dict[str, str], main: str, main_type: str, relation: str) -> bytes:
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in ((main, main_type), *((n, "spreadsheetml.worksheet") for n in parts if "sheet1" in n))
    )
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument/2006/relationships/{relation}" Target="{main}"/></Relationships>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, LONG_AGO), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(lines: Sequence[str], rows: Rows) -> bytes:
    """A Word file: the paragraphs, then the table."""

    def para(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{_escape(text)}</w:t></w:r></w:p>'

    table = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{para(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    body = "".join(map(para, lines)) + (f"<w:tbl><w:tblPr/><w:tblGrid/>{table}</w:tbl><w:p/>" if rows else "")
    space = f"{OFFICE}/wordprocessingml/2006/main"
    document = f'{HEAD}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    name, kind = "word/document.xml", "wordprocessingml.document.main"
    return _package({name: document}, name, kind, "officeDocument")


def xlsx(lines: Sequence[str], rows: Rows) -> bytes:
    """A workbook of one sheet: the lines in the first column, then the table."""

    def cell(text: str) -> str:
        number = text.replace(".", "", 1).isdigit() and len(text) < 10
        return f"<c><v>{text}</v></c>" if number else f'<c t="inlineStr"><is><t>{_escape(text)}</t></is></c>'

    data = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in [*([line] for line in lines), *rows])
    main = f'xmlns="{OFFICE}/spreadsheetml/2006/main"'
    sheet = "xl/worksheets/sheet1.xml"
    parts = {
        "xl/workbook.xml": f'{HEAD}<workbook {main} xmlns:r="{OFFICE}/officeDocument/2006/relationships"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        sheet: f"{HEAD}<worksheet {main}><sheetData>{data}</sheetData></worksheet>",
    }
    return _package(parts, "xl/workbook.xml", "spreadsheetml.sheet.main", "officeDocument")


TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""
RIVER_HOUSE_ROOF_SUN = ((120, 170, 205), (245, 240, 225), (160, 70, 50), (250, 220, 130))
PAGE_LINES = 40
WIDE = 34


def pdf(lines: Sequence[str], rows: Rows) -> bytes:
    """A PDF in the readers' own Song face, which every Chinese reader brings; the text can be taken out again."""
    flat = [*lines, *("  ".join(row) for row in rows)]
    wrapped = [line[at : at + WIDE] for line in flat for at in range(0, max(len(line), 1), WIDE)]
    pages = [wrapped[at : at + PAGE_LINES] for at in range(0, max(len(wrapped), 1), PAGE_LINES)]
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000>>",
        _stream(TO_UNICODE.encode()),
    ]
    for index, page in enumerate(pages):
        shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in page)
        text = f"BT /F1 14 Tf 56 780 Td 18 TL {shown} ET"
        contents = 7 + 2 * index
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(_stream(text.encode()))
    return _written(objects)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream"


def _written(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + each + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())


def picture(seed: int) -> bytes:
    """A drawn landscape (hills, river, houses) of 640 × 360, as a stand-in for a photograph."""
    rng = random.Random(seed)
    image = Image.new("P", (640, 360), 0)
    sky, hill, near = rng.randint(190, 235), rng.randint(90, 150), rng.randint(60, 110)
    colours = ((205, sky, 240), (120, hill + 40, 130), (60, near + 40, 70), *RIVER_HOUSE_ROOF_SUN)
    image.putpalette([part for colour in colours for part in colour])
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 30, 560, 90), fill=6)
    for base, colour in ((190, 1), (240, 2)):
        points = [(x, base + rng.randint(-45, 45)) for x in range(-40, 721, 80)]
        draw.polygon([(-40, 360), *points, (720, 360)], fill=colour)
    draw.polygon([(0, 320), (640, 285), (640, 330), (0, 360)], fill=3)
    for _ in range(rng.randint(3, 6)):
        x, y = rng.randint(30, 560), rng.randint(235, 275)
        draw.rectangle((x, y, x + 46, y + 26), fill=4)
        draw.polygon([(x - 5, y), (x + 23, y - 18), (x + 51, y)], fill=5)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return out.getvalue()
