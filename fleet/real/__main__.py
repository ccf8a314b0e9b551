"""`do.py fleet --real`: kills so many, and tells what was seen; Lost is raised when anything acknowledged is gone."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from fleet.real import desk, full, portal


class Told(Protocol):
    """What kills showed."""

    def told(self) -> str:
        """In one line."""


KILLS: Mapping[str, Callable[[int, int], Told]] = {
    "desk": desk.killed,
    "portal": portal.killed,
    "full": full.killed,
    "postgres": portal.server_killed,
}


def main(given: Sequence[str]) -> None:
    """What is killed, how often, and the seed that the moments are drawn by."""
    what, kills, seed = given
    print(KILLS[what](int(kills), int(seed)).told(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
