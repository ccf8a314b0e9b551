"""What those do who judge a text: compare, return with a reason, sign off, countersign, withdraw."""

from PySide6.QtWidgets import QPlainTextEdit

from desktop.tour.clerk import open_item, select
from desktop.tour.hands import choose, click, find, overlay, press, sought, until, write
from desktop.tour.seat import Seat
from ui.views.review.view import ReviewView
from ui.widgets.fields import Choice, Tick
from ui.widgets.overlay import Overlay


def review(seat: Seat) -> ReviewView:
    """The review that is shown."""
    return until(lambda: sought(seat.window, ReviewView), "the review")


def look_at(seat: Seat, id: str, tab: str = "in_review") -> ReviewView:
    """Opens what waits under a tab and looks at its attachments."""
    open_item(seat, id, tab)
    view = review(seat)
    until(lambda: view._pane is not None and view._pane.id == id, "the text in review")
    return view


def mark(seat: Seat, words: str) -> None:
    """Selects the place that an opinion is about."""
    select(review(seat).sides.new.edit, words)


def begin_return(seat: Seat, reason: str) -> Overlay:
    """Ctrl Backspace and the reason."""
    press(seat.window, "Ctrl+Backspace")
    slip = overlay(seat.window)
    write(find(slip, QPlainTextEdit), reason)
    return slip


def give(seat: Seat, slip: Overlay) -> None:
    """Ctrl Enter: takes the step of a sheet."""
    press(slip, "Ctrl+Return")
    until(lambda: sought(seat.window, Overlay) is None, "the sheet closed")


def tick_met(seat: Seat) -> None:
    """The last opinion was met."""
    find(review(seat).side, Tick).click()


def begin_sign_off(seat: Seat) -> Overlay:
    """Ctrl Enter: asks, for others are told."""
    press(seat.window, "Ctrl+Return")
    return overlay(seat.window)


def sign_off(seat: Seat, id: str, state: str) -> str:
    """Opens, signs and sends; gives the outcome seen here once the portal has answered."""
    look_at(seat, id)
    give(seat, begin_sign_off(seat))
    seat.synced()
    return seat.sees(id, state)


def answer(seat: Seat, label: str, reason: str = "") -> None:
    """Presses a button of the foot by its word, and gives the reason that it asks for."""
    click(seat.window, label)
    slip = sought(seat.window, Overlay)
    if slip is None:
        return
    if reason:
        write(find(slip, QPlainTextEdit), reason)
    give(seat, slip)


def choose_and_give(seat: Seat, slip: Overlay, value: str, note: str = "") -> None:
    """Answers a sheet that asks for one of several."""
    choose(find(slip, Choice), value)
    if note:
        write(find(slip, QPlainTextEdit), note)
    give(seat, slip)
