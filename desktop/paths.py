"""Where a desk keeps what: one folder for each profile, found the same way everywhere."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from models.problems import StoreFault, unreadable

APP = "yanping-desk"
AUTHORITY = "ca.pem"


def user_data(environ: dict[str, str] | None = None, platform: str = sys.platform) -> Path:
    """The person's own folder for data of programs."""
    env = dict(os.environ) if environ is None else environ
    home = Path(env.get("HOME") or env.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or home / "AppData" / "Local") / APP
    if platform == "darwin":
        return home / "Library" / "Application Support" / APP
    return Path(env.get("XDG_DATA_HOME") or home / ".local" / "share") / APP


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile: the store, the settings, the log and the crash notes of one way of working on this computer."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "desk.db"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.json"

    @property
    def signed(self) -> Path:
        return self.folder / "signed_in.json"

    @property
    def portal(self) -> Path:
        """The address of the last portal that was signed in to."""
        return self.folder / "portal.txt"

    @property
    def authority(self) -> Path | None:
        """The certificate of the only CA that is believed to vouch for the portal, where one was laid here."""
        place = self.folder / AUTHORITY
        return place if place.exists() else None

    def believe(self, file: Path) -> None:
        """From now on this CA is the only one. Refused file_unreadable."""
        try:
            (self.folder / AUTHORITY).write_bytes(file.read_bytes())
        except OSError as fault:
            raise unreadable(file.name, fault) from fault

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets.bin"

    @property
    def log(self) -> Path:
        return self.folder / "desk.log"

    @property
    def faults(self) -> Path:
        return self.folder / "faults.log"

    @property
    def running(self) -> Path:
        """Stands while the program runs; found at a start, the program ended unexpectedly."""
        return self.folder / "running"

    def make(self) -> "Profile":
        """Makes the folder, for its owner alone; a read-only place is a StoreFault."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = self.folder / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as fault:
            raise StoreFault("profile_read_only", path=str(self.folder)) from fault
        return self


def profile(given: str = "", *, trial: str = "") -> Profile:
    """The profile of a folder given, of a person of the trial, or the one of this computer."""
    if given:
        return Profile(Path(given).expanduser())
    if trial:
        return Profile(user_data() / "trial" / "desks" / trial)
    return Profile(user_data() / "desk")
