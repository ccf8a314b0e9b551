"""What stands in the rail, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the rail: its word is `shell.rail_<id>`; `foot` stands at the rail's lower end."""

    id: str
    icon: str
    foot: bool = False


PLACES = (
    Place("today", "calendar-today-outline"),
    Place("items", "file-document-outline"),
    Place("catalogue", "file-tree-outline"),
    Place("undelivered", "tray-alert", foot=True),
    Place("settings", "cog-outline", foot=True),
)
