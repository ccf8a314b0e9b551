"""Desks and portals killed on a full disk: a small file system where one may be mounted, and SQLite's own limit."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from fleet.real.desk import ACTOR, Oracle, life, token_for
from fleet.real.portal import Load
from fleet.real.rig import Child, born, founded, ground, judged, sound
from portal.app import DATABASE

SIZE = 64_000_000
BALLAST = "ballast"


@contextmanager
def small(folder: Path) -> Iterator[bool]:
    """A small file system of its own at a folder, where this machine allows one to be mounted; whether it does."""
    folder.mkdir()
    mount = shutil.which("mount") if os.geteuid() == 0 else None
    command = [mount or "", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    mounted = mount is not None and not subprocess.run(command, capture_output=True, check=False).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def filled(folder: Path, left: int) -> None:
    """Puts a ballast on the disk, so that so many bytes are left, or fewer where somebody else writes meanwhile."""
    room = shutil.disk_usage(folder).free - left
    if room > 0:
        with (folder / BALLAST).open("wb") as file, suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, room)


@dataclass
class Found:
    """What the kills showed."""

    desks: int = 0
    portals: int = 0
    mounted: bool = False
    full: int = 0
    kept: int = 0
    taken: int = 0

    def told(self) -> str:
        """In one line."""
        how = "a file system of 64 MB and PRAGMA max_page_count in turn" if self.mounted else "PRAGMA max_page_count"
        return (
            f"{self.desks} kills of a desk and {self.portals} of a portal on a full disk ({how}), {self.full} of them "
            f"after it had said so: {self.kept} texts kept, {self.taken} acts acknowledged, none lost"
        )


def killed(kills: int, seed: int) -> Found:
    """Kills desks and portals whose disk is full. Lost when anything that was called kept is gone."""
    chance, found = Random(seed), Found()
    with ground() as folder, small(folder / "small") as found.mounted:
        _desks(folder, kills - kills // 2, chance, found)
        _portals(folder, kills // 2, chance, found)
    return found


def _desks(folder: Path, kills: int, chance: Random, found: Found) -> None:
    town = founded(folder / "portal")
    portal, address = town.serve()
    oracle = Oracle(folder)
    token = token_for(address, town.passwords[ACTOR.person])
    place = folder / "small"
    try:
        for number in range(kills + 1):
            pages = chance.randrange(1, 60) if number < kills and (number % 2 or not found.mounted) else 0
            one = born(partial(life, place / "profile", address, token, number * 1000, pages))
            lines = one.until("up") if not pages else one.until("writing")
            at = next(n for n, line in enumerate(lines) if line.startswith("writing"))
            oracle.judge(lines[:at], 0.0)
            oracle.hear(lines[at:])
            if number < kills:
                found.full += _until_full(one, oracle, place, 0 if pages else chance.randrange(4096, 300_000))
                found.desks += 1
            oracle.hear(one.kill())
            (place / BALLAST).unlink(missing_ok=True)
    finally:
        portal.kill()
    found.kept, found.taken = oracle.found.kept, oracle.found.taken


def _until_full(one: Child, oracle: Oracle, place: Path, left: int) -> bool:
    if left:
        filled(place, left)
    before = oracle.found.faults.get("store_full", 0)
    for _ in range(60):
        oracle.hear(one.heard(0.05))
        if oracle.found.faults.get("store_full", 0) > before:
            return True
    return False


def _portals(folder: Path, kills: int, chance: Random, found: Found) -> None:
    place = folder / "small" / "portal"
    town = founded(place)
    portal, address = town.serve()
    port = int(address.rpartition(":")[2])
    (folder / "loads").mkdir()
    load = Load(folder / "loads", town, address, 1)
    for number in range(kills):
        pages = chance.randrange(1, 60) if number % 2 or not found.mounted else 0
        portal.kill()
        portal, _ = town.serve(port, pages)
        if not pages:
            filled(folder / "small", chance.randrange(4096, 300_000))
        before = load.found.refused
        for _ in range(40):
            load.goes_on(0.05)
            if load.found.refused > before + 2:
                found.full += 1
                break
        portal.kill()
        found.portals += 1
        (folder / "small" / BALLAST).unlink(missing_ok=True)
        sound(town.data / DATABASE)
        portal, _ = town.serve(port)
        load.goes_on(0.2)
    load.ends()
    portal.kill()
    judged(town, set(load.taken.lines))
    found.kept, found.taken = found.kept + load.found.kept, found.taken + load.found.taken
