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


def in_threads() -> Beside:
    """Two threads, for the rows that come and for the index, that end with who holds this."""
    pool = ThreadPoolExecutor(2, "beside")
    return lambda doing: pool.submit(doing).result
