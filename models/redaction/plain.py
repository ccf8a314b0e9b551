"""Covers words in plain text, in the encodings that offices use; the new file is UTF-8."""

from models.problems import Refused
from models.redaction.plan import Covered, Plan
from models.redaction.words import covered


def decoded(name: str, data: bytes) -> str:
    """The text of a file. Refused("redaction_kind") where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused("redaction_kind", (15,), name=name)


def cover_text(name: str, data: bytes, plan: Plan) -> Covered:
    """The covered text."""
    text, count = covered(decoded(name, data), plan.words)
    return Covered(name, text.encode("utf-8"), count)
