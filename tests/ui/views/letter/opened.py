"""Opens the window on a letter, for the tests of its pane, and says what stands there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from models.people import Actor
from tests.ui.frame import settle, window
from tests.ui.mailroom import CLERK, Mailroom
from ui.views.letter.view import LetterView


@contextmanager
def opened(id: str, actor: Actor = CLERK, desk: Mailroom | None = None, **how: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The window, the pane and the desk, with a letter open."""
    held = desk or Mailroom(actor=actor)
    with window(desk=held, actor=held.actor, **how) as made:  # type: ignore[arg-type]  # a desk of letters instead
        made.go("letters", id=id)
        settle()
        view = made.findChild(LetterView)
        assert view is not None
        yield made, view, held


def said(root: QWidget) -> str:
    """All that can be read on a part of the window."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def verbs(view: LetterView) -> set[str]:
    """The steps that have a button."""
    return {step.verb for step in view._pane.steps} if view._pane else set()
