"""Half a second after the last key the text is on the disk; a failed write is told and tried again."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from models.problems import StoreFault
from ui.editor.saving import Saving
from ui.editor.text_edit import TextEdit


class _Disk:
    def __init__(self) -> None:
        self.kept: list[Mapping[str, Any]] = []
        self.full = False

    def save(self, fields: Mapping[str, Any]) -> None:
        if self.full:
            raise StoreFault("disk_full")
        self.kept.append(fields)


@pytest.fixture
def disk() -> _Disk:
    return _Disk()


@pytest.fixture
def saving(edit: TextEdit, disk: _Disk) -> Saving:
    return Saving(edit, lambda: {"title": "标题"}, disk.save, QObject(edit))


def test_the_text_is_saved_within_half_a_second_of_the_last_key(
    edit: TextEdit, saving: Saving, disk: _Disk, qtbot: QtBot
) -> None:
    edit.insertPlainText("一")
    edit.insertPlainText("二")
    begun = perf_counter()
    with qtbot.waitSignal(saving.saved, timeout=2000):
        pass
    assert perf_counter() - begun < 0.5
    assert disk.kept == [{"title": "标题", "body": "<p>一二</p>"}]
    assert not saving.dirty


def test_keys_that_keep_coming_do_not_put_the_save_off(
    edit: TextEdit, saving: Saving, disk: _Disk, qtbot: QtBot
) -> None:
    keys = QTimer(edit)
    keys.timeout.connect(lambda: edit.insertPlainText("键"))
    keys.start(50)
    with qtbot.waitSignal(saving.saved, timeout=10_000):
        pass
    assert str(disk.kept[0]["body"]).count("键") <= 10


def test_nothing_is_saved_while_a_text_is_being_loaded(
    edit: TextEdit, saving: Saving, disk: _Disk, qtbot: QtBot
) -> None:
    saving.rest(resting=True)
    edit.put("<p>旧稿</p>")
    saving.rest(resting=False)
    qtbot.wait(400)
    assert disk.kept == []


def test_a_flush_saves_before_it_returns(edit: TextEdit, saving: Saving, disk: _Disk) -> None:
    edit.insertPlainText("没来得及存")
    saving.flush()
    assert disk.kept[0]["body"] == "<p>没来得及存</p>"
    saving.flush()
    assert len(disk.kept) == 1


def test_a_full_disk_is_told_and_the_text_counts_as_unsaved(
    edit: TextEdit, saving: Saving, disk: _Disk, qtbot: QtBot
) -> None:
    disk.full = True
    edit.insertPlainText("一")
    with qtbot.waitSignal(saving.failed, timeout=2000) as told:
        pass
    assert told.args is not None
    assert told.args[0].code == "disk_full"
    assert saving.dirty
    disk.full = False
    with qtbot.waitSignal(saving.saved, timeout=2000):
        saving.now()
    assert disk.kept[0]["body"] == "<p>一</p>"


def test_reading_a_text_that_was_opened_saves_nothing(
    edit: TextEdit, saving: Saving, disk: _Disk, qtbot: QtBot
) -> None:
    saving.rest(resting=True)
    edit.put("<p>旧稿</p>")
    saving.rest(resting=False)
    with qtbot.waitSignal(saving.read, timeout=2000) as told:
        saving.look()
    assert told.args is not None
    assert told.args[0].html == "<p>旧稿</p>"
    assert disk.kept == []


def test_a_flush_that_fails_leaves_the_text_unsaved(edit: TextEdit, saving: Saving, disk: _Disk) -> None:
    disk.full = True
    edit.insertPlainText("一")
    with pytest.raises(StoreFault):
        saving.flush()
    assert saving.dirty
    disk.full = False
    saving.flush()
    assert disk.kept[0]["body"] == "<p>一</p>"
