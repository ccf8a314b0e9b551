"""How a file that a citizen sent may be looked at: by what its bytes are, never by what its name says."""

from models.content.image_size import image_size

MOST_BYTES = 30 * 1024 * 1024
MOST_TEXT = 100_000
"""Characters of a text that are shown."""
_TEXT_NAMES = ("txt", "csv", "md", "log")


def way(data: bytes, name: str) -> str:
    """`picture`, `pdf`, `text`; `heavy` for what is too large, `kind` for what is not opened here at all."""
    if len(data) > MOST_BYTES:
        return "heavy"
    if image_size(data) is not None:
        return "picture"
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    return "text" if _is_text(data, name) else "kind"


def _is_text(data: bytes, name: str) -> bool:
    """Plain words by name and by bytes: markup and scripts under another name are not read out as a text."""
    suffix = name.rpartition(".")[2].lower()
    return suffix in _TEXT_NAMES and b"\x00" not in data and read(data) is not None


def read(data: bytes) -> str | None:
    """The words of a text in one of the two codes of this country; None where they are none."""
    for code in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    return None


def cut(text: str) -> tuple[str, bool]:
    """The beginning of a text, and whether that is not all of it. Characters that steer are taken out."""
    plain = "".join(char for char in text[:MOST_TEXT] if char in "\n\t" or char.isprintable())
    return plain, len(text) > MOST_TEXT
