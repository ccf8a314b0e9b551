"""Covers a file by what it is, and hands out only what the attack could not open (loaded late)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.content import write
from models.content.clean import image_type
from models.problems import Refused
from models.redaction import office, pdf, pictures, plain
from models.redaction.attack import attack
from models.redaction.plan import Bar, Covered, Plan
from models.redaction.words import bare, covered

LARGEST = 100_000_000
Cover = Callable[[str, bytes, Plan], Covered]
COVERS: Mapping[str, Cover] = {
    "pdf": pdf.cover_pdf,
    "docx": office.cover_docx,
    "picture": pictures.cover_picture,
    "text": plain.cover_text,
}


def kind_of(name: str, data: bytes) -> str:
    """What a file is for covering, by its bytes: "pdf", "docx", "picture" or "text". Refused for any other."""
    if not data:
        raise Refused("file_empty", name=name)
    if len(data) > LARGEST:
        raise Refused("attachment_too_large", name=name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if image_type(data):
        return "picture"
    plain.decoded(name, data)
    return "text"


def cover(name: str, data: bytes, plan: Plan) -> Covered:
    """The covered file, verified. Refused("redaction_empty") where nothing was covered, "redaction_leaks" where the
    attack got through: such a file exists nowhere but here, and is dropped."""
    kind = kind_of(name, data)
    bars = plan.bars
    if kind == "pdf":
        bars = (*bars, *pdf.bars_over(name, data, plan.words))
    made = COVERS[kind](name, data, plan)
    made = replace(made, name=_named(made.name, plan.words))
    if not made.count:
        raise Refused("redaction_empty", (15,), name=name)
    leaks = attack(made.name, made.data, Plan(plan.words, bars if kind in ("pdf", "picture") else ()))
    if leaks:
        raise Refused("redaction_leaks", (15,), name=name, where=tuple(sorted({leak.where for leak in leaks})))
    return made


def _named(name: str, words: Sequence[str]) -> str:
    """The new file's name, without the words that its content no longer says."""
    stem, dot, ending = name.rpartition(".")
    if not bare(words):
        return name
    return f"{covered(stem or name, words)[0]}{dot}{ending}" if stem else covered(name, words)[0]


def text_of(name: str, data: bytes) -> str:
    """What a text or Word file says, as canonical HTML or plain text, to choose passages from."""
    return write(office.body(name, data)[0]) if kind_of(name, data) == "docx" else plain.decoded(name, data)


def pages_of(name: str, data: bytes) -> tuple[bytes, ...]:
    """The pages of a PDF, or the picture itself, as small pictures to mark areas on."""
    return pdf.previews(name, data) if kind_of(name, data) == "pdf" else (data,)


def areas_of(name: str, data: bytes, words: Sequence[str]) -> tuple[Bar, ...]:
    """Where the words stand on the pages of a PDF."""
    return pdf.bars_over(name, data, words) if kind_of(name, data) == "pdf" else ()
