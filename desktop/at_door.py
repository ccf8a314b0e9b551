"""What happens at the sign-in beside signing in: a revoked computer is emptied, a first second factor is scanned."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.entrance import Entrance
from desktop.signing import Signing
from models.problems import Refused
from ui import work
from ui.presenters import signing_in
from ui.text import Words
from ui.views.sign_in import SignInView


class AtDoor(QObject):
    """Says it at the door that is shown, if one is."""

    def __init__(
        self, entrance: Entrance, signing: Signing, door: Callable[[], SignInView | None], words: Callable[[], Words]
    ) -> None:
        super().__init__()
        self._entrance, self._door, self._words, self._busy = entrance, door, words, False
        signing.enrolling.connect(self.enrol)
        signing.refused.connect(lambda _field, _sentence: self.empty())

    def enrol(self, uri: str) -> None:
        """The person must first have a second factor: shows the picture for their telephone."""
        door = self._door()
        if door is not None:
            door.enrol(uri)

    def empty(self) -> None:
        """Goes on emptying this computer where there is something to empty."""
        if not self._busy:
            self._busy = True
            work.run(self._entrance.empty, self._on_done, self._on_no, owner=self)

    def _on_done(self, kept: int | None) -> None:
        self._busy, door = False, self._door()
        if kept is not None and door is not None:
            words = self._words()
            door.tell(words("sign_in.emptied", n=kept) if kept else words("sign_in.emptied_none"))

    def _on_no(self, problem: Exception) -> None:
        """What is not done now goes on at the next sign-in or start; nobody gets at it meanwhile."""
        self._busy, door = False, self._door()
        if not isinstance(problem, Refused):
            raise problem
        if door is not None:
            door.say(*signing_in.error(problem, self._words()))
