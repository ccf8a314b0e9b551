"""A backup is told in one line; where there is none, the reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from models.problems import StoreFault
from models.store.backup import Backup
from ui.presenters.backups import latest, line
from ui.text import Words

ZH = Words("zh")
NOW = datetime(2026, 4, 28, 17, tzinfo=timezone(timedelta(hours=8)))
ONE = Backup(Path("a.db"), datetime(2026, 4, 28, 1, tzinfo=UTC), 12_340_000, sound=True)


def test_a_line_says_when_how_large_and_whether_it_is_whole() -> None:
    assert line(ONE, ZH, NOW) == ZH.joined([ZH.moment(NOW.replace(hour=9), NOW), "12.3 MB", "完好"])
    assert line(replace(ONE, size=1, sound=False), ZH, NOW).endswith(ZH.joined(["0.1 MB", "打不开"]))


def test_the_newest_is_told_or_why_there_is_none() -> None:
    assert latest((ONE,), None, ZH, NOW, busy=False) == line(ONE, ZH, NOW)
    assert latest((), None, ZH, NOW, busy=False) == "还没有备份"
    assert latest((ONE,), None, ZH, NOW, busy=True) == "正在备份……"
    assert "磁盘" in latest((ONE,), StoreFault("store_full", path="x"), ZH, NOW, busy=False)
