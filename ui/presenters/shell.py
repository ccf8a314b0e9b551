"""What the frame of the window says: sync, badges, person, title; and how the columns stand at a given width."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.people import ADMINISTRATORS, Actor
from models.policy import Directory
from ui.courier import SyncState
from ui.text import Words

TODAY = ("today", "letter", "request", "service")
"""The counts of what stands in 今日: own texts and the queue, and what citizens brought."""
_ORDER = ("clerk", "reviewer", "operator", "office", "leader", "dispatcher", "supervisor", "inspector", *ADMINISTRATORS)


@dataclass(frozen=True, slots=True)
class SyncFace:
    """The sync indicator: icon, word, detail, and its tone (plain, known or act)."""

    icon: str
    word: str
    detail: str
    tone: str

    @property
    def spoken(self) -> str:
        return f"{self.word} {self.detail}".strip()


def sync_face(state: SyncState, words: Words) -> SyncFace:
    """What the indicator says; offline is a condition, so it is amber and never red."""
    waiting = words("shell.sync_waiting", n=state.waiting) if state.waiting else ""
    last = words.clock(state.last) if state.last else ""
    if state.undelivered:
        return SyncFace("cloud-alert-outline", words("shell.sync_undelivered", n=state.undelivered), "", "act")
    if state.problem is not None and state.problem.code == "desk_outdated":
        return SyncFace("cloud-alert-outline", words("shell.sync_outdated"), waiting, "known")
    if state.phase == "sign_in":
        return SyncFace("cloud-alert-outline", words("shell.sync_sign_in"), waiting, "known")
    if state.phase == "offline":
        return SyncFace("cloud-off-outline", words("shell.sync_offline"), waiting, "known")
    if state.phase == "syncing":
        return SyncFace("cloud-sync-outline", words("shell.sync_syncing"), waiting or last, "plain")
    if state.phase == "new":
        return SyncFace("cloud-sync-outline", words("shell.sync_never"), waiting, "plain")
    return SyncFace("cloud-check-outline", words("shell.sync_synced"), waiting or last, "plain")


@dataclass(frozen=True, slots=True)
class Badge:
    """A count in the rail, and whether it is urgent."""

    count: int
    red: bool = False


def badges(counts: Mapping[str, int], state: SyncState) -> dict[str, Badge]:
    """The counts that need this person, by screen."""
    return {
        "today": Badge(sum(counts.get(name, 0) for name in TODAY), counts.get("overdue", 0) > 0),
        "items": Badge(counts.get("returned", 0) + counts.get("to_review", 0)),
        "letters": Badge(counts.get("letter", 0)),
        "reminders": Badge(counts.get("reminders", 0)),
        "requests": Badge(counts.get("request", 0)),
        "services": Badge(counts.get("service", 0)),
        "docket": Badge(counts.get("docket", 0)),
        "undelivered": Badge(state.undelivered, True),
    }


def role_word(actor: Actor, unit: str, words: Words) -> str:
    """The role that stands behind a person's name, in the unit chosen if there is one."""
    role = actor.role_in(unit, _ORDER)
    return words(f"shell.role.{role}") if role else ""


def unit_name(directory: Directory, unit: str, words: Words) -> str:
    """A unit's name in the person's language; the bare code where the directory does not know it."""
    found = directory.units.get(unit)
    if found is None:
        return unit
    return found.name if words.language == "zh" or not found.en else found.en


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the columns stand: `inspector` beside, drawer; `single` shows one column at a time; `brief` saves height."""

    list_width: int
    inspector: str
    single: bool
    brief: bool
    rail_row: int


def arrange(width: int, height: int, size: int) -> Arrangement:
    """The arrangement for a window of so many pixels at a text size in percent."""
    logical, tall = width * 100 // size, height * 100 // size
    brief = tall < 520
    if logical >= 1280:
        return Arrangement(356, "beside", False, brief, 54)
    if logical >= 1000:
        return Arrangement(300, "drawer", False, brief, 54)
    return Arrangement(300, "drawer", True, brief, 46)
