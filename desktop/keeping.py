"""Joins the backups of a person's store to the program: made beside the window, offered where a store is damaged."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.backups import Backups, rules
from ui.backing_up import BackingUp
from ui.notices import Question
from ui.style.look import Look
from ui.text import Words
from ui.widgets.ask import AskSlip


def beside(kept: Backups, restore: Callable[[Path], None]) -> BackingUp:
    """Backs up from now on, as often as the rules say."""
    made = BackingUp(kept.place, kept.listed, kept.make, restore, float(rules()["hours"]))
    made.start()
    return made


def offer(door: QWidget, look: Look, words: Words, kept: Backups, do: Callable[[Path], None]) -> AskSlip | None:
    """Asks at the door of a damaged store whether the newest sound backup shall take its place, if there is one."""
    newest = next((one for one in kept.listed() if one.sound), None)
    if newest is None:
        return None
    now = kept.now()
    at = words.moment(newest.at.astimezone(now.tzinfo), now)
    question = Question(
        words("settings.damaged_title"), words("settings.damaged_text", at=at), words("settings.restore_step"),
        lambda: do(newest.path),
    )  # fmt: skip
    slip = AskSlip(door, look, words, question)
    slip.open()
    return slip
