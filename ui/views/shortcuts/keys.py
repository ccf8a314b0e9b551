"""The names of keys as they stand on a keyboard."""

_NAMES = {
    "Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Backspace": "Backspace", "PgUp": "PgUp",
    "PgDown": "PgDn", "Delete": "Delete", "Escape": "Esc", "Space": "Space",
}  # fmt: skip


def key_words(keys: str) -> str:
    """`Ctrl+Shift+V` → `Ctrl Shift V`; the plus key itself stays."""
    if keys.endswith("++"):
        return key_words(keys[:-2]) + " +"
    return " ".join(_NAMES.get(part, part) for part in keys.split("+") if part)
