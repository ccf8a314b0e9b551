"""Makes files with secrets in places where a redaction forgets them; the secrets are invented."""

import zipfile
import zlib
from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

NAME, ACCOUNT = "赵小虎", "6200 0000 0000 0005"
WORDS = (NAME, ACCOUNT)


def word(*lines: str) -> bytes:
    """A plain .docx of these lines."""
    book = docx.Document()
    for line in lines:
        book.add_paragraph(line)
    return saved(book)


def saved(book: object) -> bytes:
    """The bytes of a document."""
    out = BytesIO()
    book.save(out)  # type: ignore[attr-defined]  # python-docx comes without types
    return out.getvalue()


def full_of_traps() -> bytes:
    """A .docx with the name in split runs, hidden text, white text, a table, a header, properties and a revision."""
    book = docx.Document()
    split = book.add_paragraph("收款人：")
    for piece in ("赵", "小", "虎"):
        split.add_run(piece).bold = piece == "小"
    hidden = book.add_paragraph("备注").add_run(f"隐藏{NAME}")
    hidden.font.hidden = True
    white = book.add_paragraph().add_run(f"白字{ACCOUNT}")
    white.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    cells = book.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "账号", ACCOUNT.replace(" ", "")
    book.sections[0].header.paragraphs[0].text = f"经办 {NAME}"
    book.core_properties.author = NAME
    book.core_properties.comments = ACCOUNT
    _deleted(book.add_paragraph("已改"), NAME)
    return with_part(saved(book), "word/comments.xml", f"<a>{NAME}</a>".encode())


def _deleted(line: object, text: str) -> None:
    gone, run, words = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    gone.set(qn("w:author"), "a")
    words.text = text
    run.append(words)
    gone.append(run)
    line._element.append(gone)  # type: ignore[attr-defined]  # python-docx comes without types


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part more."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*pages: str, packed: bool = False, rotate: int = 0) -> bytes:
    """A PDF whose pages show these lines (parted by "|") of Latin letters and digits."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids), FONT]
    for at, lines in enumerate(pages):
        objects += _page(lines.split("|"), 5 + 2 * at, packed=packed, rotate=rotate)
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def _page(lines: list[str], drawn_by: int, *, packed: bool, rotate: int) -> list[bytes]:
    text = "".join(f"BT /F 16 Tf 60 {760 - 30 * at} Td ({line}) Tj ET\n" for at, line in enumerate(lines)).encode()
    data, how = (zlib.compress(text), b"/Filter/FlateDecode") if packed else (text, b"")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    return [page % (rotate, drawn_by), b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), how, data)]


def written(writer: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_note(writer: PdfWriter, secret: str) -> None:
    writer.add_annotation(0, Text(rect=(50, 50, 70, 70), text=secret))


def _with_form(writer: PdfWriter, secret: str) -> None:
    writer.add_annotation(0, FreeText(rect=(50, 50, 270, 70), text=secret))


def _with_attachment(writer: PdfWriter, secret: str) -> None:
    writer.add_attachment("list.txt", secret.encode())


def _with_info(writer: PdfWriter, secret: str) -> None:
    writer.add_metadata({"/Subject": secret})


def _with_xmp(writer: PdfWriter, secret: str) -> None:
    told = StreamObject()
    told.set_data(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{secret}</x:xmpmeta>'.encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(told)


def _with_layer(writer: PdfWriter, secret: str) -> None:
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/Name"): TextStringObject(secret), NameObject("/BaseState"): NameObject("/OFF")}
    )


INSIDE = {
    "note": _with_note, "form": _with_form, "attachment": _with_attachment, "info": _with_info, "xmp": _with_xmp,
    "layer": _with_layer,
}  # fmt: skip
WHOLE = {
    "behind": lambda secret: pdf("harmless") + secret.encode(),
    "earlier": lambda secret: pdf(f"account {secret}", packed=True) + pdf("harmless"),
    "packed": lambda secret: pdf(f"account {secret}", packed=True),
    "white": lambda secret: pdf(f") Tj 1 g (account {secret}) Tj (", packed=True),
    "object_stream": lambda secret: _in_an_object_stream(secret),
}


def pdf_with(kind: str, secret: str) -> bytes:
    """A harmless page with the secret where it is not seen: a key of INSIDE or WHOLE."""
    if kind in WHOLE:
        return WHOLE[kind](secret)
    writer = PdfWriter(clone_from=BytesIO(pdf("harmless")))
    INSIDE[kind](writer, secret)
    return written(writer)


def _in_an_object_stream(secret: str) -> bytes:
    """An object inside a packed stream, as newer programs write all of theirs."""
    inner = f"9 0 ({secret})".encode()
    packed = zlib.compress(inner)
    head = f"8 0 obj\n<</Type/ObjStm/N 1/First 4/Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
    return pdf("harmless") + head + packed + b"\nendstream\nendobj\n%%EOF\n"


def png(secret: str = "") -> bytes:
    """A white picture, with a word beside its pixels."""
    told = PngInfo()
    if secret:
        told.add_text("Comment", secret)
    out = BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "PNG", pnginfo=told)
    return out.getvalue()
