"""What is said when a window has opened: offline, recovered, codes for paper, and a sign-in somewhere else."""

from functools import partial

from desktop.entrance import Entrance, Room
from desktop.window import DeskWindow
from models.items import parse_moment
from ui.notices import Notice
from ui.views.settings.factor import PaperSlip


def greet(window: DeskWindow, entrance: Entrance, *, offline: bool, recovered: bool) -> None:
    """Says what there is to say once."""
    words = window.words
    if offline:
        window.notices.banner(Notice("known", words("sign_in.offline_entered")))
    if recovered:
        window.notices.banner(Notice("known", words("shell.recovered"), words("shell.recovered_text")))
    paper = entrance.paper()
    if paper:
        PaperSlip(window, paper).open()


def say_elsewhere(window: DeskWindow, room: Room) -> None:
    """Says once that the account was signed in at a desk that is new to it, and is not this one."""
    found, words = room.desk.signed_in_elsewhere(), window.words
    if found is not None:
        at = parse_moment(found.at)
        when = words.moment(at, window.session.now()) if at is not None else found.at
        label = found.label or words("settings.sessions_unnamed")
        text = words("sign_in.new_desk_text", at=when, label=label)
        look = partial(window.go, "settings", page="account")
        window.notices.banner(Notice("explained", words("sign_in.new_desk"), text, words("settings.sessions"), look))
