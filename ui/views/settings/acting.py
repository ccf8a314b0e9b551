"""What a setting does the moment it is changed, and the facts that the pages show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices

from models.passwords import POLICY, rule_in
from models.policy import shipped_text
from models.problems import Refused
from ui import work
from ui.host import Host
from ui.notices import Notice
from ui.presenters.backups import latest
from ui.presenters.reminder_detail import phone_words
from ui.presenters.shell import unit_name
from ui.presenters.signing_in import weak
from ui.session import Session
from ui.views.settings.doors import Doors
from ui.views.settings.password import PasswordSlip
from ui.views.settings.restoring import RestoreSlip


class Acting(QObject):
    """Writes a setting and lets it act."""

    changed = Signal()

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host, self._doors = session, host, Doors(session, host)
        host.reminding.told.connect(self.changed)
        if host.about.backing_up is not None:
            host.about.backing_up.moved.connect(self.changed)

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
            "open_folder": lambda: _show_folder(host.about.folder),
            "open_backups": lambda: _show_folder(self._place()),
            "backup_now": self._back_up,
            "restore_backup": self._choose_backup,
            "sign_out": lambda: host.run("sign_out"),
            "shortcuts": lambda: host.run("help"),
            "change_password": self._change_password,
            "sessions": self._doors.sessions,
            "all_desks": self._doors.people.all_desks,
            "accounts": self._doors.people.accounts,
            "factor": self._doors.factor,
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
            "last_backup": self._last_backup(),
            "own_backup": words("settings.own_backup_value"),
            "person": actor.name,
            "posts": words.listed(posts),
            "version": about.version,
            "parts": f"Python, Qt {qVersion()} (PySide6), SQLAlchemy, requests, keyring, QtAwesome",
            "licence": words("settings.licence_value"),
        }
        return facts[name]

    def _last_backup(self) -> str:
        keeping, words = self._host.about.backing_up, self._session.words
        if keeping is None:
            return words("settings.backup_none")
        return latest(keeping.backups, keeping.problem, words, self._session.now(), busy=keeping.busy)

    def _place(self) -> Path:
        keeping = self._host.about.backing_up
        return keeping.place if keeping is not None and keeping.place.exists() else self._host.about.folder

    def _back_up(self) -> None:
        if self._host.about.backing_up is not None:
            self._host.about.backing_up.now()

    def _choose_backup(self) -> None:
        keeping = self._host.about.backing_up
        if keeping is None or not any(one.sound for one in keeping.backups):
            self._host.notices.toast(self._session.words("settings.backup_none"))
            return
        slip = RestoreSlip(self._session, self._host, keeping.backups)
        # the window goes while this happens, and the slip with it
        slip.chosen.connect(keeping.restore, Qt.ConnectionType.QueuedConnection)
        slip.open()

    def _change_password(self) -> None:
        change = self._host.about.change_password
        if change is None:
            return
        slip = PasswordSlip(self._host, self._judged)
        slip.chosen.connect(lambda old, new: self._send(old, new))
        slip.open()

    def _judged(self, new: str) -> str:
        """By the portal's own rule; what only the portal knows, as the passwords used before, it says itself."""
        text = self._session.desk.rules.directory.texts.get(POLICY) or shipped_text(POLICY)
        try:
            rule_in(text).check(new, (self._session.actor.name,))
        except Refused as no:
            return weak(no, self._session.words)
        return ""

    def _send(self, old: str, new: str) -> None:
        change, words = self._host.about.change_password, self._session.words
        if change is not None:
            work.run(
                lambda: change(old, new),
                lambda _none: self._host.notices.toast(words("settings.password_done")),
                self._on_no,
                owner=self,
            )

    def _on_no(self, problem: Exception) -> None:
        if isinstance(problem, Refused) and problem.code == "password_weak":
            self._host.notices.banner(Notice("act", weak(problem, self._session.words)))
        else:
            self._host.notices.problem(problem)


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
