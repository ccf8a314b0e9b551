"""The settings as data: pages, lines, and the choices of each; a new line is one entry and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.people import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One setting: `how` is segments, choice, tick, text (shown only) or act (a button); `options` are its values;
    `role`: who holds it alone has the line.

    Its words are `settings.<name>`, `settings.<name>_hint`, and `settings.<name>_<option>` for each option."""

    name: str
    how: str
    options: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the settings; `hint` names the words that say whom its lines touch."""

    id: str
    icon: str
    lines: tuple[Line, ...]
    hint: str = "hint"


PAGES = (
    Page(
        "display",
        "theme-light-dark",
        (
            Line("size", "segments", ("100", "115", "130", "150")),
            Line("theme", "segments", ("system", "light", "dark", "contrast")),
            Line("density", "segments", ("compact", "standard", "roomy")),
            Line("language", "segments", ("zh", "en")),
            Line("reading_font", "choice", ("screen", "print")),
            Line("motion", "tick"),
            Line("start_screen", "choice", ("today", "items", "catalogue", "reminders")),
        ),
    ),
    Page(
        "reminders",
        "bell-outline",
        (
            Line("notify", "tick"),
            Line("notify_returned", "tick"),
            Line("notify_waiting", "tick"),
            Line("notify_undelivered", "tick"),
            Line("notify_reminders", "tick"),
            Line("phone", "text"),
            Line("close_to_tray", "tick"),
        ),
    ),
    Page(
        "editing",
        "spellcheck",
        (Line("paste_plain", "tick"), Line("checks", "text")),
    ),
    Page(
        "sync",
        "cloud-sync-outline",
        (Line("sync_alone", "tick"), Line("portal", "text"), Line("last_sync", "text"), Line("sync_now", "act")),
    ),
    Page(
        "backup",
        "restore",
        (
            Line("own_backup", "text"),
            Line("last_backup", "text"),
            Line("backup_now", "act"),
            Line("restore_backup", "act"),
            Line("open_backups", "act"),
            Line("folder", "text"),
            Line("open_folder", "act"),
        ),
    ),
    Page(
        "account",
        "shield-lock-outline",
        (
            Line("person", "text"),
            Line("posts", "text"),
            Line("change_password", "act"),
            Line("factor", "act"),
            Line("sessions", "act"),
            Line("sign_out", "act"),
        ),
    ),
    Page(
        "people",
        "account-group-outline",
        (Line("all_desks", "act", role="secadmin"), Line("accounts", "act", role="sysadmin")),
        "hint_people",
    ),
    Page("keyboard", "keyboard-outline", (Line("shortcuts", "act"),)),
    Page("about", "information-outline", (Line("version", "text"), Line("parts", "text"), Line("licence", "text"))),
)


def pages_of(actor: Actor) -> tuple[Page, ...]:
    """The pages that a person has, with their lines."""
    mine = [
        replace(page, lines=tuple(line for line in page.lines if not line.role or actor.holds(line.role)))
        for page in PAGES
    ]
    return tuple(page for page in mine if page.lines)


def resettable(page: Page) -> tuple[str, ...]:
    """The names of a page's lines that have a default to go back to."""
    return tuple(line.name for line in page.lines if line.how in ("segments", "choice", "tick"))


Facts = Mapping[str, str]
