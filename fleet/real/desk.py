"""A desk that types, saves, acts and syncs through the program's own classes, killed at any moment."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from threading import Thread
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.seat import Seat, open_seat
from fleet.real.rig import CLERKS, MARK, SEAL, Child, Listed, Lost, Tell, born, founded, ground, item, limited, mark
from models.problems import Refused
from models.store.desk_tables import DESK
from sync.client.engine import Engine
from sync.client.remote import Remote
from sync.protocol import Verdict
from sync.server.policies import now_here
from ui.editor.pictures import Album
from ui.editor.saving import Saving
from ui.editor.text_edit import TextEdit
from ui.style.look import Look

ACTOR = CLERKS[0]
DEVICE = "desk-real"
GRACE = 0.5
"""Seconds of typing that may be lost."""
KEY = "键"


def seat_in(folder: Path) -> Seat:
    """The clerk's desk as the program opens it."""
    return open_seat(folder, ACTOR, now_here, key=SEAL)


def looked_through(seat: Seat, tell: Tell) -> None:
    """Tells all marks that lie on this desk, and what the drafts hold; a fault when the database is unsound."""
    with seat.desk.store.reading() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if found != "ok":
            raise Lost(f"the desk's database: {found}")
        texts = (str(tuple(row)) for table in DESK.sorted_tables for row in connection.execute(table.select()))
        marks = {found for text in texts for found in MARK.findall(text)}
    for some in (sorted(marks)[at : at + 100] for at in range(0, len(marks), 100)):
        tell(f"there {' '.join(some)}")
    for draft in seat.desk.drafts():
        tell(f"draft {draft.id} {str(draft.fields.get('body', '')).count(KEY)}")


class Telling(Remote):
    """The portal over HTTP; each final yes that was read is told."""

    def __init__(self, address: str, token: str, tell: Tell) -> None:
        super().__init__(address, token)
        self._tell = tell

    def sync(self, request: Any) -> Any:
        """One round."""
        for line in super().sync(request):
            if isinstance(line, Verdict) and line.result == "ok":
                self._tell(f"taken {line.op}")
            yield line


def act(seat: Seat, number: int, chance: Random, tell: Tell) -> None:
    """One thing that a clerk does: begins an item, edits it, reviews it; told when the program says that it is kept."""
    identity = seat.desk.new_id()
    seat.desk.do("item.create", identity, {"fields": item(number)})
    tell(f"kept {mark(number)}")
    if chance.random() < 0.6:
        seat.desk.do("item.edit", identity, {"set": {"body": f"<p>改为{mark(number + 1)}。</p>"}})
        tell(f"kept {mark(number + 1)}")


def office(seat: Seat, remote: Remote, base: int, chance: Random, tell: Tell) -> None:
    """Acts and rounds, one after the other, as they come behind a window."""
    engine, number = Engine(seat.desk, remote, DEVICE), base
    while True:
        try:
            if chance.random() < 0.6:
                act(seat, number, chance, tell)
                number += 2
            else:
                engine.round()
        except Refused as no:
            tell(f"refused {no.code}")
        time.sleep(chance.random() * 0.02)


def begun(seat: Seat, base: int, tell: Tell) -> str:
    """The item that the clerk types in; where the disk is full already, they try again."""
    identity = seat.desk.new_id()
    while True:
        try:
            seat.desk.do("item.create", identity, {"fields": item(base)})
        except Refused as no:
            tell(f"writing {identity}")
            tell(f"refused {no.code}")
            time.sleep(0.05)
        else:
            tell(f"writing {identity}")
            return identity


def life(folder: Path, address: str, token: str, base: int, pages: int, tell: Tell) -> None:
    """One start of the program: looks through what lies there, then works until it is killed. `pages`: by so many its
    database may grow."""
    seat, chance = seat_in(folder), Random(base)
    looked_through(seat, tell)
    if pages:
        limited(seat.desk.store._engine, pages)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    identity = begun(seat, base, tell)
    edit = TextEdit(Look("light", 100), Album(lambda _sha: None))
    start = dict(seat.desk.seen(identity).matter.fields)

    def save(fields: Mapping[str, Any]) -> None:
        seat.desk.save_draft(identity, fields, start)

    saving = Saving(edit, dict, save, QObject(edit))
    remote = Telling(address, token, tell)
    Thread(target=office, args=(seat, remote, base + 1, chance, tell), daemon=True).start()
    tell("up")
    typed, due, burst = 0, monotonic(), 0.0
    while saving is not None:
        app.processEvents()
        if monotonic() >= due:
            edit.insertPlainText(KEY)
            typed += 1
            tell(f"key {typed} {monotonic()}")
            burst = chance.choice((0.02, 0.05, 0.12, 0.12, 0.4)) if chance.random() < 0.1 else burst
            due = monotonic() + (burst or 0.08)
        time.sleep(0.003)


@dataclass
class Found:
    """What the kills showed."""

    kills: int = 0
    early: int = 0
    kept: int = 0
    taken: int = 0
    keys: int = 0
    most: float = 0.0
    late: int = 0
    faults: dict[str, int] = field(default_factory=dict)

    def told(self) -> str:
        """In one line."""
        return (
            f"{self.kills} kills of a desk ({self.early} while it started): {self.kept} texts kept and "
            f"{self.taken} acts acknowledged, none lost; {self.keys} keys typed, at most {self.most:.2f} s of them "
            f"lost, more than {GRACE} s in {self.late}; refused meanwhile: {self.faults or 'nothing'}"
        )


class Oracle:
    """Keeps its own list of what a desk told, and holds the next start of it against that."""

    def __init__(self, folder: Path) -> None:
        self.list, self.taken, self.found = Listed(folder / "kept"), Listed(folder / "taken"), Found()
        self._keys: list[tuple[int, float]] = []
        self._writing = ""

    def hear(self, lines: list[str]) -> None:
        """Takes in what a desk told."""
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "kept":
                self.list.note(rest)
            elif word == "taken":
                self.taken.note(rest)
            elif word == "key":
                n, at = rest.split()
                self._keys.append((int(n), float(at)))
            elif word == "writing":
                self._writing = rest
            elif word == "refused":
                self.found.faults[rest] = self.found.faults.get(rest, 0) + 1
            elif word == "fault":
                raise Lost(rest)
        self.found.kept, self.found.taken = len(self.list.lines), len(self.taken.lines)

    def judge(self, lines: list[str], killed: float) -> None:
        """Holds what a new start found against the list. `killed`: when the one before it ended, or 0 where its disk
        was full and so its person was told that nothing is kept."""
        there = {each for line in lines if line.startswith("there") for each in line.split()[1:]}
        if self.list.lines - there:
            raise Lost(f"{min(self.list.lines - there)} was kept and is gone")
        drafts = {words[1]: int(words[2]) for words in (one.split() for one in lines if one.startswith("draft"))}
        saved = drafts.get(self._writing, 0)
        lost = [at for n, at in self._keys if n > saved]
        self.found.keys += len(self._keys)
        if lost and killed:
            self.found.most = max(self.found.most, killed - min(lost))
            self.found.late += killed - min(lost) > GRACE
        self._keys, self._writing = [], ""


def killed(kills: int, seed: int) -> Found:
    """Kills a desk so many times. Lost when a text that it called kept is gone, or an act that was acknowledged."""
    chance = Random(seed)
    with ground() as folder:
        town = founded(folder / "portal")
        portal, address = town.serve()
        oracle = Oracle(folder)
        token = token_for(address, town.passwords[ACTOR.person])
        try:
            for number in range(kills + 1):
                one = born(partial(life, folder / "profile", address, token, number * 1000, 0))
                _one_life(one, oracle, chance, last=number == kills)
            return oracle.found
        finally:
            portal.kill()


def token_for(address: str, password: str) -> str:
    """The clerk's session."""
    remote = Remote(address)
    token = remote.session(ACTOR.person, password, DEVICE).token
    remote.close()
    return token


_ENDED = [0.0]


def _one_life(one: Child, oracle: Oracle, chance: Random, last: bool) -> None:
    if chance.random() < 0.12 and not last:
        one.heard(chance.random() * 0.3)
        one.kill()
        oracle.found.early += 1
        oracle.found.kills += 1
        return
    lines = one.until("up")
    at = next(n for n, line in enumerate(lines) if line.startswith("writing"))
    oracle.judge(lines[:at], _ENDED[0])
    oracle.hear(lines[at:])
    if last:
        one.kill()
        return
    oracle.hear(one.heard(chance.random() * 1.2))
    _ENDED[0] = monotonic()
    oracle.hear(one.kill())
    oracle.found.kills += 1
