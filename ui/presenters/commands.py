"""A thing that can be done, as data."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done, as data: menus, keys, the palette and the F1 sheet are all made of these.

    `id` names its words `shortcuts.<group>.<id>`; `group` is everywhere, list, matter, text or conflict;
    `keys` are Qt key texts (`Ctrl+Return`); `do` is None for a key that a widget handles itself and F1 only lists."""

    id: str
    group: str
    keys: tuple[str, ...] = ()
    do: Callable[[], None] | None = None
    icon: str = ""
