"""Something done while the caller waits for the disk."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Doing = Callable[[], Any]
Beside = Callable[[Doing], Doing]
"""Begins something, and gives how to wait for what comes of it."""


def in_turn(doing: Doing) -> Doing:
    """Nothing beside anything: it is done when somebody waits for it."""
    return doing


def in_a_thread() -> Beside:
    """One thread that does one thing after the other, and ends with who holds this."""
    pool = ThreadPoolExecutor(1, "beside")
    return lambda doing: pool.submit(doing).result
