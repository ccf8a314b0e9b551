"""What helps a clerk with an answer: the words of the template sheet, and the letters that are like this one."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desktop.tour.hands import click, find, press, settle, sought, until, write
from desktop.tour.seat import Seat
from ui.views.letter.like import LikeSheet
from ui.views.letter.reply import ReplyBox
from ui.views.letter.templates import TemplateSheet
from ui.widgets.buttons import ActionButton
from ui.widgets.lists import WordList


def reply(seat: Seat) -> ReplyBox:
    """The reply that is shown."""
    return until(lambda: sought(seat.window, ReplyBox), "the reply")


def reply_checked(seat: Seat) -> bool:
    """Whether the line under the reply says that nothing is left to be looked at."""
    passed = seat.words("letters.checked")
    return sought(reply(seat), ActionButton, lambda one: one.text() == passed) is not None


def insert_template(seat: Seat, name: str, look: Callable[[], None] = lambda: None) -> None:
    """Ctrl J, some letters of the template's name, Space, Ctrl Enter."""
    press(seat.window, "Ctrl+J")
    sheet = until(lambda: sought(seat.window, TemplateSheet), "the templates")
    write(find(sheet, QLineEdit), name)
    lines = find(sheet, WordList)
    lines.setFocus()
    press(lines, "Space")
    settle()
    look()
    press(sheet, "Ctrl+Return")
    until(lambda: sought(seat.window, TemplateSheet) is None, "the words in the reply")


def like(seat: Seat) -> LikeSheet:
    """Opens the letters like this one, by the button that counts them."""
    word = seat.words("letters.see_like_count", n=1).split("1")[0].strip()
    button = until(lambda: _counted(seat, word), "letters like this one")
    click(seat.window, button)
    return until(lambda: sought(seat.window, LikeSheet), "the letters like this one")


def _counted(seat: Seat, word: str) -> str:
    found = sought(seat.window, ActionButton, lambda one: one.text().startswith(word) and one.text() != word)
    return found.text() if found is not None else ""
