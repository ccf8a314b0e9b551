"""A second start of the same profile raises the first one's window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.single_instance import SingleInstance


def test_the_second_start_raises_the_first_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.raised):
        assert not second.claim()
    first.release()


def test_another_profile_starts_beside_it(qtbot: QtBot, tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.claim()
    assert other.claim()
    first.release()
    other.release()


def test_after_the_first_has_gone_the_next_may_start(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    first.claim()
    first.release()
    again = SingleInstance(tmp_path)
    assert again.claim()
    again.release()
