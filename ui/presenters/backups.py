"""What is said of the backups of a person's store: when, how large, and whether they were found whole."""

from collections.abc import Sequence
from datetime import datetime

from models.problems import Refused
from models.store.backup import Backup
from ui.text import Words

MEGA = 1_000_000


def line(one: Backup, words: Words, now: datetime) -> str:
    """One backup in one line."""
    size = words("settings.backup_size", size=f"{max(one.size / MEGA, 0.1):.1f}")
    state = words("settings.backup_sound" if one.sound else "settings.backup_unsound")
    return words.joined([words.moment(one.at.astimezone(now.tzinfo), now), size, state])


def latest(backups: Sequence[Backup], problem: Refused | None, words: Words, now: datetime, *, busy: bool) -> str:
    """The newest one, or why there is none."""
    if busy:
        return words("settings.backup_busy")
    if problem is not None:
        return words.refusal(problem)
    return line(backups[0], words, now) if backups else words("settings.backup_none")
