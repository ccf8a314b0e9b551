"""The store is backed up beside the window; one at a time, and a failure is said and does not end it."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.problems import StoreFault
from models.store.backup import Backup
from ui.backing_up import BackingUp

ONE = Backup(Path("a.db"), datetime(2026, 4, 28, 9, tzinfo=timezone(timedelta(hours=8))), 5, sound=True)


@pytest.mark.usefixtures("qapp")
def test_a_backup_that_was_made_is_listed(qtbot: QtBot) -> None:
    made: list[Backup] = []

    def make() -> Backup:
        made.append(ONE)
        return ONE

    backing = BackingUp(Path(), lambda: tuple(made), make, lambda _path: None, 2)
    backing.start()
    backing.now()
    backing.now()
    assert backing.busy
    qtbot.waitUntil(lambda: not backing.busy)
    assert (backing.backups, backing.problem, made) == ((ONE,), None, [ONE])
    backing.stop()


@pytest.mark.usefixtures("qapp")
def test_a_failure_is_told_until_one_succeeds(qtbot: QtBot) -> None:
    faults = [StoreFault("store_full", path="x")]

    def make() -> Backup:
        if faults:
            raise faults.pop()
        return ONE

    backing = BackingUp(Path(), tuple, make, lambda _path: None, 2)
    backing.now()
    qtbot.waitUntil(lambda: not backing.busy)
    assert backing.problem is not None
    assert backing.problem.code == "store_full"
    backing.now()
    qtbot.waitUntil(lambda: not backing.busy)
    assert backing.problem is None
    backing.stop()
