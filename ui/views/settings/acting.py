"""What a setting does the moment it is changed, and the facts that the pages show."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices

from ui import work
from ui.host import Host
from ui.presenters.reminder_detail import phone_words
from ui.presenters.shell import unit_name
from ui.session import Session
from ui.views.settings.password import PasswordSlip


class Acting(QObject):
    """Writes a setting and lets it act."""

    changed = Signal()

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        host.reminding.told.connect(self.changed)

    def put(self, name: str, value: Any) -> None:
        """Keeps a setting and puts it in force."""
        kept = int(value) if name == "size" else value
        self._host.settings.put(name, kept)
        if name in ("size", "theme", "density", "motion", "reading_font"):
            self._host.look.adopt(self._host.settings)
        elif name == "language":
            self._host.relanguage()

    def act(self, name: str) -> None:
        """Presses the button of a line."""
        host = self._host
        doing: dict[str, Callable[[], object]] = {
            "sync_now": self._session.sync_now,
            "open_folder": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(host.about.folder))),
            "sign_out": lambda: host.run("sign_out"),
            "shortcuts": lambda: host.run("help"),
            "change_password": self._change_password,
        }
        doing[name]()

    def fact(self, name: str) -> str:
        """What a line of facts says."""
        words, about, actor = self._session.words, self._host.about, self._session.actor
        last = self._host.courier.state.last
        directory = self._session.desk.rules.directory
        posts = [
            f"{unit_name(directory, post.unit, words)} {words(f'shell.role.{post.role}')}"
            for post in sorted(actor.posts)
        ]
        facts = {
            "portal": about.portal,
            "last_sync": words.moment(last, self._session.now()) if last else words("shell.sync_never"),
            "folder": str(about.folder),
            "phone": phone_words(self._host.reminding.latest, actor.name, words),
            "checks": words("settings.checks_value"),
            "own_backup": words("settings.own_backup_value"),
            "person": actor.name,
            "posts": words.listed(posts),
            "version": about.version,
            "parts": f"Python, Qt {qVersion()} (PySide6), SQLAlchemy, requests, keyring, QtAwesome",
            "licence": words("settings.licence_value"),
        }
        return facts[name]

    def _change_password(self) -> None:
        change = self._host.about.change_password
        if change is None:
            return
        slip = PasswordSlip(self._host)
        slip.chosen.connect(lambda old, new: self._send(old, new))
        slip.open()

    def _send(self, old: str, new: str) -> None:
        change, words = self._host.about.change_password, self._session.words
        if change is not None:
            work.run(
                lambda: change(old, new),
                lambda _none: self._host.notices.toast(words("settings.password_done")),
                self._host.notices.problem,
                owner=self,
            )
