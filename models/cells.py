"""Texts of strangers as cells of a table that somebody may open in a spreadsheet."""

from unicodedata import category, normalize

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a formula begins (OWASP, CSV Injection); in full width or small form too, which a spreadsheet may read as the
same."""


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if normalize("NFKC", text[:1]).startswith(DANGEROUS) else text


def plain(text: str) -> str:
    """A text on one line of a terminal: signs that move its cursor or turn the direction of writing are shown as �."""
    return "".join("�" if category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in text)
