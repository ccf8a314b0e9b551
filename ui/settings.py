"""What a person set on this computer: read at start, written at once, one sentence each in settings.toml."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DEFAULTS: Mapping[str, Any] = {
    "language": "zh",
    "unit": "",
    "theme": "system",
    "size": 100,
    "density": "standard",
    "motion": False,
    "start_screen": "today",
    "reading_font": "screen",
    "autostart": False,
    "notify": True,
    "notify_returned": True,
    "notify_waiting": True,
    "notify_undelivered": True,
    "notify_reminders": True,
    "paste_plain": False,
    "sync_alone": True,
    "close_to_tray": True,
    "splitters": {},
}


class Settings:
    """One JSON file; a value of the wrong kind, or a damaged file, falls back to the default."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: dict[str, Any] = dict(DEFAULTS)
        if file is not None and file.exists():
            self._values |= _read(file)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def put(self, name: str, value: Any) -> None:
        """Sets and writes; a name nobody declared raises KeyError."""
        if name not in DEFAULTS:
            raise KeyError(name)
        self._values[name] = value
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_suffix(".new")
            fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            fresh.replace(self._file)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    known = {name: value for name, value in found.items() if name in DEFAULTS}
    return {name: value for name, value in known.items() if isinstance(value, type(DEFAULTS[name]))}
