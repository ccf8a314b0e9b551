"""Copies of attachments for other programs: in a folder for their owner alone, and gone once nobody works here."""

import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from models.names import on_disk
from models.problems import unwritable

SHOWN = "opened"


class Opened:
    """The folder of copies in a profile. What lies there can be read and not written: what somebody typed into a copy
    would go with it."""

    def __init__(self, profile: Path) -> None:
        self.folder = profile / SHOWN

    def put(self, source: BinaryIO, name: str) -> Path:
        """A copy, under a name that any system takes. StoreFault when it cannot be written; then none is left, nor of
        what cannot be read to its end."""
        copy = self.folder / on_disk(name)
        try:
            with ExitStack() as failing:
                failing.callback(_away, copy)
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self.folder.chmod(0o700)
                _away(copy)
                copy.touch(0o600)
                with copy.open("wb") as file:
                    shutil.copyfileobj(source, file, 1 << 18)
                copy.chmod(0o400)
                failing.pop_all()
        except OSError as fault:
            raise unwritable(str(self.folder), fault) from fault
        return copy

    def clear(self) -> None:
        """Takes every copy away; one that another program holds fast goes the next time."""
        with suppress(OSError):
            for copy in self.folder.iterdir():
                with suppress(OSError):
                    _away(copy)
            self.folder.rmdir()


def _away(copy: Path) -> None:
    """Windows lets nobody take away what is not to be written."""
    if copy.exists():
        copy.chmod(0o600)
        copy.unlink()
