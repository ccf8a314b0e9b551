"""The trial: a portal of one's own with sample data, as a child process, and people to enter as by one click."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from desktop.paths import user_data
from models.people import Unit
from models.problems import Refused
from ui.presenters.signing_in import TrialPerson

ROOT = Path(__file__).resolve().parent.parent
OFFERED = ROOT / "resources" / "sample" / "trial.toml"
PATIENCE_S = 0.5


@dataclass(frozen=True, slots=True)
class Account:
    """A sample account: what `portal init --sample --json` printed, and the clear name of its unit."""

    account: str
    password: str
    name: str
    unit: str
    roles: tuple[str, ...]


class Trial:
    """Starts the portal where none answers yet; the program that started it ends it."""

    def __init__(self, folder: Path | None = None, portal: Sequence[str] = (sys.executable, "-m", "portal")) -> None:
        self.folder = folder or user_data() / "trial"
        self._portal = tuple(portal)
        self._data = self.folder / "portal"
        self._accounts = self.folder / "accounts.json"
        self._address = self.folder / "portal.json"
        self._names: Mapping[str, Unit] = {}
        self._child: subprocess.Popen[str] | None = None
        self._lock = Lock()

    def name_units(self, units: Mapping[str, Unit]) -> None:
        """The clear names of units, by which people are told apart."""
        self._names = units

    def clear(self) -> None:
        """`--fresh`: begins anew, with the desks of the trial as well."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def prepare(self) -> str:
        """The portal's address; makes the sample data on the first start, which takes some seconds."""
        with self._lock:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self._accounts.exists():
                self._init()
            known = self._known_address()
            return known if known and _answers(known) else self._served()

    def accounts(self) -> tuple[Account, ...]:
        """All sample accounts."""
        if not self._accounts.exists():
            return ()
        listed = json.loads(self._accounts.read_text(encoding="utf-8"))["accounts"]
        return tuple(
            Account(one["account"], one["password"], one["name"], one["unit"], tuple(one["roles"])) for one in listed
        )

    def people(self, home: str = "wangtai") -> tuple[TrialPerson, ...]:
        """The people to choose from: those whom the sample offers, in its order, then those of the home unit."""
        tries = _tries()
        order = {account: n for n, account in enumerate(tries)}
        found = sorted(self.accounts(), key=lambda one: (order.get(one.account, len(order)), one.unit != home))
        return tuple(
            TrialPerson(one.account, one.name, role, *self._named(one.unit, tries.get(one.account, {})))
            for one in found
            for role in one.roles
        )

    def _named(self, unit: str, tries: Mapping[str, str]) -> tuple[str, Mapping[str, str], str]:
        known = self._names.get(unit)
        return (known.name, tries, known.en) if known is not None else (unit, tries, "")

    def password_of(self, account: str) -> str:
        """The password that `init` printed for an account."""
        return next((one.password for one in self.accounts() if one.account == account), "")

    def stop(self) -> None:
        """Ends the portal if this program started it."""
        if self._child is not None:
            self._child.terminate()
            try:
                self._child.wait(5)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            if self._child.stdout is not None:
                self._child.stdout.close()
            self._child = None

    def _init(self) -> None:
        command = [*self._portal, "init", "--data", str(self._data), "--sample", "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise Refused("trial_failed", reason=done.stderr.strip()[-400:])
        handle = os.open(self._accounts, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(done.stdout.strip().splitlines()[-1])

    def _served(self) -> str:
        """A portal whose making was cut off, or that an older program made, does not serve: it is made once more."""
        try:
            return self._serve()
        except Refused:
            self._init()
            return self._serve()

    def _serve(self) -> str:
        command = [*self._portal, "serve", "--data", str(self._data), "--port", "0"]
        log = (self.folder / "portal.log").open("a", encoding="utf-8")
        with log:
            self._child = subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
            )
        line = self._child.stdout.readline() if self._child.stdout else ""
        try:
            url = str(json.loads(line)["url"])
        except (ValueError, KeyError) as fault:
            self.stop()
            raise Refused("trial_failed", reason=line.strip()[:400] or "no answer") from fault
        self._address.write_text(json.dumps({"url": url}), encoding="utf-8")
        return url

    def _known_address(self) -> str:
        try:
            return str(json.loads(self._address.read_text(encoding="utf-8"))["url"])
        except (OSError, ValueError, KeyError):
            return ""


def _tries() -> Mapping[str, Mapping[str, str]]:
    """What the sample suggests to try, by account and language."""
    offered = tomllib.loads(OFFERED.read_text(encoding="utf-8"))["person"]
    return {one["id"].removeprefix("p_"): {"zh": one["zh"], "en": one["en"]} for one in offered}


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), PATIENCE_S):
            return True
    except OSError:
        return False
