"""A keyring that works everywhere, so that a measured start goes straight in as it does on an office computer."""

import json
import tempfile
from pathlib import Path

from keyring.backend import KeyringBackend

PASSWORD = "measured-password"
FILE = Path(tempfile.gettempdir(), "yanping-bench-ring.json")


class Ring(KeyringBackend):
    """Keeps what it is told in one file, for the processes of one measurement."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._kept(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        self._keep({name: kept for name, kept in self._kept().items() if name != f"{service}/{username}"})

    def _kept(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
        return found

    def _keep(self, kept: dict[str, str]) -> None:
        FILE.write_text(json.dumps(kept), "utf-8")
