"""What the settings' page of the account asks of the portal: where one is signed in, and the second factor."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from models.items import parse_moment
from models.problems import Refused
from sync.client.care import Care, DeskLine, FactorLine
from ui import work
from ui.host import Host
from ui.presenters.desks import Entry, kept_from, told
from ui.session import Session
from ui.views.settings.factor import FactorSlip, PaperSlip
from ui.views.settings.people import People
from ui.views.settings.seeking import SeekSlip


class Doors(QObject):
    """Asks off the main thread; every no is said in the window."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self.people = People(session, host, self._ask)

    def sessions(self) -> None:
        """Shows where the person is signed in."""
        self._ask(lambda care: care.sessions(), self._show_sessions)

    def _show_sessions(self, desks: tuple[DeskLine, ...]) -> None:
        words, slip = self._session.words, SeekSlip(self._host, "sessions", "monitor", {"end": "danger"}, seeks=False)
        done = words("settings.sessions_ended")

        def end(_step: str, at: int) -> None:
            slip.dismiss(True)
            self._ask(lambda care: care.end(desks[at].session), lambda _: self._host.notices.toast(done))

        slip.put([Entry(told(one, words, self._session.now()), {"end": kept_from(one, words)}) for one in desks])
        slip.taken.connect(end)
        slip.open()

    def factor(self) -> None:
        """Shows how the second factor stands, and turns it on or off."""
        self._ask(lambda care: care.factor(), self._show_factor)

    def _show_factor(self, state: FactorLine) -> None:
        since, words = parse_moment(state.since), self._session.words
        slip = FactorSlip(self._host, state, words.moment(since, self._session.now()) if since else "")

        def no(problem: Exception) -> None:
            if not isinstance(problem, Refused):
                raise problem
            slip.say(words.refusal(problem))

        def off(_: object) -> None:
            slip.dismiss(True)
            self._host.notices.toast(words("settings.factor_off_done"))

        def on(paper: tuple[str, ...]) -> None:
            slip.dismiss(True)
            PaperSlip(self._host, paper).open()

        slip.begun.connect(lambda password: self._ask(lambda care: care.begin_factor(password), slip.scan, no))
        slip.confirmed.connect(lambda code: self._ask(lambda care: care.confirm_factor(code), on, no))
        slip.given_up.connect(
            lambda password, code: self._ask(lambda care: care.remove_factor(password, code), off, no)
        )
        slip.open()

    def _ask(
        self, job: Callable[[Care], Any], done: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        care = self._host.about.care
        if care is not None:
            work.run(lambda: job(care()), done, failed or self._host.notices.problem, owner=self)
