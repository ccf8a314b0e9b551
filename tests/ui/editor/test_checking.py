"""Checks run beside the keys, one at a time, and only the newest text is checked next."""

from collections.abc import Mapping
from time import sleep
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.checks.finding import Finding
from ui import work
from ui.editor.checking import Checking
from ui.editor.writing import Snapshot


def test_of_texts_that_arrive_during_a_check_only_the_newest_is_checked(qtbot: QtBot) -> None:
    seen: list[str] = []

    def check(fields: Mapping[str, Any]) -> tuple[Finding, ...]:
        seen.append(str(fields["body"]))
        sleep(0.05)
        return ()

    owner = QObject()
    checking = Checking(check, owner)
    found: list[str] = []
    checking.found.connect(lambda checked: found.append(checked.snapshot.html))
    checking.look(Snapshot("<p>一</p>", ()), {})
    qtbot.waitUntil(lambda: checking._busy, timeout=3000)
    for words in ("二", "三", "四"):
        checking.look(Snapshot(f"<p>{words}</p>", ()), {})
    qtbot.waitUntil(lambda: len(found) == 2, timeout=3000)
    assert work.finish()
    assert found == ["<p>一</p>", "<p>四</p>"]
    assert seen == found
