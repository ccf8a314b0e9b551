"""The backups of one person's store in a profile: for the window and for the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.seat import PEOPLE
from models.policy import read_policy, shipped_text
from models.problems import Refused
from models.store import backup
from models.store.backup import Backup, Rotation

PLACE = "backups"
RULES = "backup.toml"


def rules() -> Mapping[str, Any]:
    """How often, and how many are kept."""
    return read_policy(RULES, shipped_text(RULES)).data


@dataclass(frozen=True, slots=True)
class Backups:
    """One person's. They lie beside the store, not in it: what becomes of the store leaves them alone."""

    profile: Path
    person: str
    now: Callable[[], datetime]
    key: bytes = b""

    @property
    def place(self) -> Path:
        """Where they lie."""
        return self.profile / PLACE / self.person

    def listed(self) -> tuple[Backup, ...]:
        """Those there are, the newest first."""
        return tuple(backup.listed(self.place, self.key))

    def make(self) -> Backup:
        """Makes one and lets go of those that are kept no longer. StoreFault as `models.store.backup.make`."""
        made, known = backup.make(self.profile / PEOPLE / self.person, self.place, self.now(), self.key), rules()
        backup.rotate(self.place, Rotation(int(known["daily"]), int(known["weekly"])), self.key)
        return made

    def restore(self, path: Path) -> Path | None:
        """Puts one back; gives where the store lies that was there before. Nobody may have it open."""
        return backup.restore(self.profile / PEOPLE / self.person, path, self.place, self.now(), self.key)


def run(what: str, which: str, backups: Backups, say: Callable[[dict[str, Any]], None]) -> int:
    """The verb `backup` of the command line. Refused not_found for a backup that is not there."""
    if what == "list":
        for one in backups.listed():
            say(_told(one))
    elif what == "make":
        say({"ok": True, **_told(backups.make())})
    else:
        chosen = next((one for one in backups.listed() if which in (one.path.name, one.path.stem)), None)
        if chosen is None:
            raise Refused("not_found", id=which[:40])
        before = backups.restore(chosen.path)
        say({"ok": True, **_told(chosen), "before": str(before or "")})
    return 0


def _told(one: Backup) -> dict[str, Any]:
    return {
        "name": one.path.stem,
        "at": one.at.isoformat(),
        "size": one.size,
        "sound": one.sound,
        "path": str(one.path),
    }
