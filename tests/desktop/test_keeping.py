"""A damaged store is answered at the door with the newest sound backup, in one sentence and one step."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import keeping
from desktop.backups import Backups
from models.store.desk import open_desk
from ui.style.look import Look
from ui.text import Words

NOW = datetime(2026, 4, 28, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def kept(tmp_path: Path) -> Backups:
    """One person's backups, none made yet."""
    open_desk(tmp_path / "people" / "p_linxm").close()
    return Backups(tmp_path, "p_linxm", lambda: NOW)


def test_the_newest_backup_is_offered_at_the_door(qtbot: QtBot, kept: Backups) -> None:
    door, asked = QWidget(), list[Path]()
    qtbot.addWidget(door)
    door.resize(900, 600)
    door.show()
    assert keeping.offer(door, Look("light"), Words("zh"), kept, asked.append) is None
    made = kept.make()
    slip = keeping.offer(door, Look("light"), Words("zh"), kept, asked.append)
    assert slip is not None
    assert any("最近一份完好的备份" in one.text() for one in slip.findChildren(QLabel))
    assert slip.primary is not None
    slip.primary.click()
    assert asked == [made.path]


def test_the_backups_begin_beside_the_window(qtbot: QtBot, kept: Backups) -> None:
    made = kept.make()
    backing = keeping.beside(kept, lambda _path: None)
    qtbot.waitUntil(lambda: backing.backups == (made,))
    backing.stop()
