"""Joins what is carried by hand to one person's desk, for the window and for the command line."""

from functools import cached_property
from pathlib import Path
from typing import Any

from desktop.seat import Seat
from models.late import load
from models.problems import Refused
from models.store.carried import Carried
from sync.client.engine import Round


class ByHand:
    """Bundles out and receipts in. What seals them is loaded with the first."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    @cached_property
    def _carrying(self) -> Any:
        return load("sync.client.bundle").Carrying(self._seat.desk, self._seat.device)

    def greet(self, remote: Any, *, anew: bool) -> bool:
        """Makes this desk known to the portal behind `remote`, `anew` after a sign-in, else where it is not yet.
        False when it did not come to that: the round before has gone well, and the next one asks again."""
        try:
            if anew or not self.is_known:
                self._carrying.introduce(remote)
        except Refused:
            return False
        return True

    @property
    def is_known(self) -> bool:
        """Whether this desk could make a bundle."""
        return bool(self._carrying.is_known)

    def export(self, place: Path) -> Carried:
        """Writes what waits into a file or folder."""
        out: Carried = self._carrying.export(place)
        return out

    def suggested(self) -> str:
        """What a bundle made now is best called, without its ending."""
        desk = self._seat.desk
        name: str = load("sync.client.bundle").suggested(desk, desk.clock().isoformat(timespec="seconds"))
        return name

    def receipts(self, place: Path) -> list[Path]:
        """The file itself, or the receipts in a folder for which this desk waits."""
        found: list[Path] = self._carrying.receipts_in(place) if place.is_dir() else [place]
        return found

    def take_in(self, path: Path) -> Round:
        """Takes a receipt in; other rules that it brings are in force at once."""
        return self._seat.follow(self._carrying.take_in(path))

    def out(self) -> list[Carried]:
        """What left this desk by hand, the oldest first."""
        found: list[Carried] = self._carrying.out()
        return found
