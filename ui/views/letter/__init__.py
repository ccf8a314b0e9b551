"""The pane of a letter: what was written and by whom, how long there is, and the reply."""

from ui.host import Host, MatterView
from ui.session import Session
from ui.views.letter.view import LetterView


def create(session: Session, host: Host) -> MatterView:
    """The pane of a letter."""
    return LetterView(session, host)
