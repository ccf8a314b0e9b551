"""Two desks and a portal: what a colleague did is told to whom it concerns, at once, and to nobody else."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.entrance import Room
from desktop.paths import Profile
from desktop.rooms import HttpEntrance
from models.problems import Unreachable
from tests.models.office import FIELDS
from tests.portal.line import Line
from tests.portal.town import Town


def _enter(town: Town, line: Line, folder: Path, account: str) -> Room:
    entrance = HttpEntrance(line.url, Profile(folder).make(), town.clock)
    given = entrance.sign_in(account, town.passwords[account])
    room = entrance.enter(replace(given, key=entrance.store_key(given, "")), account)
    room.one_round()
    return room


class Listener(threading.Thread):
    """Waits once, as a window does."""

    def __init__(self, room: Room) -> None:
        super().__init__(daemon=True)
        self.room, self.heard = room, list[bool]()
        self.start()

    def run(self) -> None:
        assert self.room.wait is not None
        self.heard.append(self.room.wait())


def test_a_colleague_hears_of_it_and_a_stranger_does_not(town: Town, line: Line, tmp_path: Path) -> None:
    names = ("lin", "chen", "far")
    lin, chen, far = (_enter(town, line, tmp_path / name, name) for name in names)
    colleague, stranger = Listener(chen), Listener(far)
    draft = lin.desk.new_id()
    lin.desk.do("item.create", draft, {"fields": FIELDS})
    lin.one_round()
    colleague.join(20)
    assert colleague.heard == [True]
    assert draft in chen.one_round().changed
    assert stranger.heard == []
    town.portal.house.watch.end()
    stranger.join(20)
    assert stranger.heard == [False]
    for room in (lin, chen, far):
        room.close()


def test_what_a_desk_did_itself_is_no_news_to_it(town: Town, line: Line, tmp_path: Path) -> None:
    lin = _enter(town, line, tmp_path / "lin", "lin")
    lin.desk.do("item.create", lin.desk.new_id(), {"fields": FIELDS})
    lin.one_round()
    waiting = Listener(lin)
    waiting.join(0.3)
    assert waiting.is_alive()
    town.portal.house.watch.end()
    waiting.join(20)
    assert waiting.heard == [False]
    lin.close()


def test_a_line_that_breaks_is_told_as_such(town: Town, line: Line, tmp_path: Path) -> None:
    lin = _enter(town, line, tmp_path / "lin", "lin")
    line.close()
    assert lin.wait is not None
    with pytest.raises(Unreachable):
        lin.wait()
    lin.close()
