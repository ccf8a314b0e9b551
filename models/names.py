"""Names of files: which may come in, and how a file is called on the disk of whatever system shows it."""

import re

LONGEST = 200
MOST_BYTES = 200
"""Of a name on a disk: most hold 255 bytes, and what is put before it must fit too."""
_UNSAFE = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
"""Separators, what Windows forbids, and signs that nobody sees: U+202E makes `txt.exe` of `exe.txt`."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def is_name(name: str) -> bool:
    """Whether a file may come in under this name, which is the same on every system."""
    if not 0 < len(name) <= LONGEST or _UNSAFE.search(name) or _DEVICE.fullmatch(name):
        return False
    return name == name.strip() and not name.endswith(".")


def on_disk(name: str) -> str:
    """A name that any system takes, as like this one as can be, with its ending; never a path, never empty."""
    safe = _UNSAFE.sub("_", name).strip().rstrip(". ")
    stem, dot, ending = safe.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = safe, ""
    tail = f".{ending}" if ending else ""
    stem = stem.encode()[: MOST_BYTES - len(tail.encode())].decode(errors="ignore").strip()
    whole = f"{stem or 'file'}{tail}"
    return f"_{whole}" if _DEVICE.fullmatch(whole) else whole
