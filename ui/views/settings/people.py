"""What administrators look after from their desks: everybody's computers, and the accounts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from sync.client.care import AccountLine, Care, DeskLine
from ui.host import Host
from ui.notices import Question
from ui.presenters.desks import account_entry, of_anybody
from ui.session import Session
from ui.views.settings.seeking import SeekSlip

Ask = Callable[[Callable[[Care], Any], Callable[[Any], None]], None]


class People(QObject):
    """`ask(job, done)` asks the portal off the main thread. What shuts somebody out is asked back once more."""

    def __init__(self, session: Session, host: Host, ask: Ask) -> None:
        super().__init__()
        self._session, self._host, self._ask = session, host, ask

    def all_desks(self) -> None:
        """Everybody's computers: the security administrator ends a session, or has a lost one emptied."""
        words, found = self._session.words, list[DeskLine]()
        slip = SeekSlip(self._host, "all_desks", "monitor", {"end": "plain", "revoke": "danger"})

        def show(desks: tuple[DeskLine, ...]) -> None:
            found[:] = [replace(one, this=self._is_this(one)) for one in desks]
            slip.put([of_anybody(one, words, self._session.now()) for one in found])

        def take(step: str, at: int) -> None:
            one = found[at]
            if step == "end":
                self._do(lambda care: care.end_any(one.session), "sessions_ended", slip)
                return
            facts = {"name": one.name, "label": one.label or words("settings.sessions_unnamed")}
            self._sure(slip, "all_desks_revoke", lambda care: care.revoke(one.account, one.device), facts)

        slip.sought.connect(lambda text: self._seek(slip, lambda care: care.all_sessions(text), show))
        self._open(slip, take)

    def accounts(self) -> None:
        """Accounts: the system administrator closes one or opens it again."""
        words, found = self._session.words, list[AccountLine]()
        slip = SeekSlip(self._host, "accounts", "account-group-outline", {"enable": "plain", "disable": "danger"})
        directory, person = self._session.desk.rules.directory, self._session.actor.person

        def show(text: str, all_: tuple[AccountLine, ...]) -> None:
            entries = [(one, account_entry(one, directory, words, person)) for one in all_]
            entries = [(one, entry) for one, entry in entries if text.casefold() in entry.text.casefold()]
            found[:] = [one for one, _ in entries]
            slip.put([entry for _, entry in entries])

        def take(step: str, at: int) -> None:
            one = found[at]
            if step == "enable":
                self._do(lambda care: care.set_account(one.account, step), "accounts_enabled", slip)
                return
            facts = {"name": one.name, "account": one.account}
            self._sure(slip, "accounts_disable", lambda care: care.set_account(one.account, step), facts)

        slip.sought.connect(lambda text: self._seek(slip, lambda care: care.accounts(), lambda all_: show(text, all_)))
        self._open(slip, take)

    def _is_this(self, one: DeskLine) -> bool:
        actor = self._session.actor
        return (one.device, one.name) == (actor.device, actor.name)

    def _open(self, slip: SeekSlip, take: Callable[[str, int], None]) -> None:
        slip.taken.connect(take)
        slip.open()
        slip.seek()

    def _seek(self, slip: SeekSlip, job: Callable[[Care], Any], show: Callable[[Any], None]) -> None:
        """The answer may come when the slip has been closed."""
        self._ask(job, lambda found: show(found) if isValid(slip) else None)

    def _do(self, job: Callable[[Care], Any], done: str, slip: SeekSlip) -> None:
        def told(_: object) -> None:
            self._host.notices.toast(self._session.words(f"settings.{done}"))
            if isValid(slip):
                slip.seek()

        self._ask(job, told)

    def _sure(self, slip: SeekSlip, step: str, job: Callable[[Care], Any], facts: dict[str, str]) -> None:
        words = self._session.words
        slip.dismiss(True)
        done = words(f"settings.{step}_done", **facts)
        self._host.notices.ask(
            Question(
                words(f"settings.{step}_sure", **facts),
                words(f"settings.{step}_effect", **facts),
                words(f"settings.{step}"),
                lambda: self._ask(job, lambda _: self._host.notices.toast(done)),
                danger=True,
            )
        )
