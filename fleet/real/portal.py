"""A portal that is killed while desks work with it: on SQLite, or on a PostgreSQL that is killed beneath it."""

import signal
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from desktop.seat import open_seat
from fleet.real.desk import Telling, act
from fleet.real.rig import CLERKS, SEAL, Child, Listed, Lost, Tell, Town, born, founded, ground, judged, sound
from fleet.real.server import Server
from models.problems import Refused
from portal.app import DATABASE
from sync.client.engine import Engine
from sync.client.remote import Remote
from sync.server.policies import now_here

QUIET = "quiet"
"""The name of a file: while it is there, desks only finish what they began."""


def desks(folder: Path, address: str, tokens: dict[str, str], seed: int, tell: Tell) -> None:
    """Three desks at work, in turn; the portal comes and goes, and they go on."""
    chance = Random(seed)
    seats = [open_seat(folder / actor.person, actor, now_here, key=SEAL) for actor in CLERKS]
    lines = [Telling(address, tokens[actor.person], tell) for actor in CLERKS]
    engines = [Engine(seat.desk, line, f"desk-{n}") for n, (seat, line) in enumerate(zip(seats, lines, strict=True))]
    tell("up")
    number, ended = 1, 0
    while True:
        n = chance.randrange(len(seats))
        quiet = (folder / QUIET).exists()
        try:
            if not quiet and chance.random() < 0.5:
                act(seats[n], number, chance, tell)
                number += 2
            else:
                engines[n].round()
        except Refused as no:
            tell(f"refused {no.code}")
            ended = 0
        else:
            ended = ended + 1 if quiet else 0
        if ended > 12:
            left = sum(len(seat.desk.outbox()) + len(seat.desk.undelivered()) for seat in seats)
            tell(f"end {left}")
            ended = 0


@dataclass
class Found:
    """What the kills showed."""

    kills: int = 0
    what: str = "portal"
    kept: int = 0
    taken: int = 0
    refused: int = 0

    def told(self) -> str:
        """In one line."""
        return (
            f"{self.kills} kills of a {self.what} under three desks: {self.kept} texts kept at the desks and "
            f"{self.taken} acts acknowledged, each once in the log and none lost; {self.refused} rounds found no portal"
        )


class Load:
    """The desks, and the oracle's list of what they told."""

    def __init__(self, folder: Path, town: Town, address: str, seed: int) -> None:
        self.found, self._folder = Found(), folder / "desks"
        self.kept, self.taken = Listed(folder / "kept"), Listed(folder / "taken")
        self._folder.mkdir()
        tokens = {}
        for number, (login, password) in enumerate(sorted(town.passwords.items())):
            remote = Remote(address)
            tokens[login] = remote.session(login, password, f"desk-{number}").token
            remote.close()
        self._child = born(partial(desks, self._folder, address, tokens, seed))
        self.hear(self._child.until("up"))

    def hear(self, lines: list[str]) -> None:
        """Takes in what the desks told."""
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "kept":
                self.kept.note(rest)
            elif word == "taken":
                self.taken.note(rest)
            elif word == "refused":
                self.found.refused += 1
            elif word == "fault":
                raise Lost(rest)
        self.found.kept, self.found.taken = len(self.kept.lines), len(self.taken.lines)

    def goes_on(self, seconds: float) -> None:
        """The desks work for so long."""
        self.hear(self._child.heard(seconds))

    def ends(self) -> None:
        """The desks bring what waits. Lost when something stays behind."""
        (self._folder / QUIET).touch()
        for _ in range(20):
            lines = self._child.until("end")
            self.hear(lines)
            if lines[-1].split()[1] == "0":
                self._child.kill()
                return
        raise Lost(f"the desks do not get done: {lines[-1]}")


def killed(kills: int, seed: int) -> Found:
    """Kills a portal so many times. Lost when an act that was acknowledged is gone or its log is wrong."""
    chance = Random(seed)
    with ground() as folder:
        town = founded(folder / "portal")
        portal, address = town.serve()
        port = int(address.rpartition(":")[2])
        load = Load(folder, town, address, seed)
        for number in range(kills):
            load.goes_on(chance.random() * 0.6)
            portal.kill()
            load.found.kills += 1
            sound(town.data / DATABASE)
            if number % 50 == 49:
                judged(town, set(load.taken.lines))
            portal = _again(town, port, chance, load)
        return _finished(town, load, portal)


def _again(town: Town, port: int, chance: Random, load: Load) -> Child:
    """Started again; at times it is killed while it starts, which counts as well."""
    while chance.random() < 0.1:
        early = town.begun(port)
        load.goes_on(chance.random() * 0.2)
        early.kill()
        load.found.kills += 1
    return town.serve(port)[0]


def _finished(town: Town, load: Load, portal: Child) -> Found:
    load.ends()
    portal.kill(signal.SIGTERM)
    judged(town, set(load.taken.lines))
    return load.found


def server_killed(kills: int, seed: int) -> Found:
    """Kills a PostgreSQL below a portal so many times, with -9 and as an immediate stop."""
    chance = Random(seed)
    with ground() as folder:
        server = Server(folder / "server")
        try:
            town = founded(folder / "portal", server.url)
            portal, address = town.serve()
            load = Load(folder, town, address, seed)
            load.found.what = "PostgreSQL"
            for number in range(kills):
                load.goes_on(0.3 + chance.random())
                server.kill() if number % 2 else server.stop_at_once()
                load.found.kills += 1
                load.goes_on(chance.random() * 0.3)
                server.start()
            return _finished(town, load, portal)
        finally:
            server.close()
