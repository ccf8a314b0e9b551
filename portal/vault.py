"""The key of what the portal keeps of private persons: in a file beside the database, or where the office keeps it."""

import base64
import hashlib
import os
from pathlib import Path

from models.late import load
from models.policy import shipped_text
from models.problems import Refused, unwritable
from models.store.portal import PortalStore
from models.store.portal_log import past_the_guard
from models.store.portal_tables import PORTAL, meta
from models.store.veiled import MARK, count_plain, fit, fold, tried_in, veil_anew
from models.suites import AES, POLICY, suite_in

KEY_FILE = "writers.key"
PLACE = "PORTAL_WRITERS_KEY"
"""Names another place of the file in the environment: a mounted secret, another disk."""
CRYPTO = "models.crypto"


class WritersVault:
    """Keys by name, the last one seals. Read again whenever the file is another, so that a rotation stops nobody."""

    def __init__(self, file: Path, suite: str = AES) -> None:
        self._file, self._suite = file, suite
        self._read: tuple[int, int] = (0, 0)
        self._keys: dict[str, bytes] = {}

    def seal(self, plain: str) -> str:
        """A text that only the present key opens, with that key's name."""
        keys = self._known()
        if not keys:
            raise Refused("vault_key", path=str(self._file))
        name = list(keys)[-1]
        sealed: bytes = load(CRYPTO).seal(keys[name], plain.encode(), suite=self._suite)
        return f"{MARK}{name}:{base64.b64encode(sealed).decode()}"

    def open(self, sealed: str) -> str:
        """What was sealed. Refused vault_key where its key is not in the file."""
        _, name, text = sealed.split(":", 2)
        key = self._known().get(name)
        if key is None:
            raise Refused("vault_key", path=str(self._file))
        plain: bytes = load(CRYPTO).unseal(key, base64.b64decode(text))
        return plain.decode()

    def is_there(self) -> bool:
        """Whether there is a key."""
        return bool(self._known())

    def add(self) -> None:
        """A new key, with which everything is sealed from now on; those of before still open."""
        self._write([*self._known().values(), load(CRYPTO).new_key()])

    def drop_old(self) -> None:
        """Keeps the present key alone."""
        self._write(list(self._known().values())[-1:])

    def _known(self) -> dict[str, bytes]:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return {}
        if (found.st_mtime_ns, found.st_size) != self._read:
            lines = self._file.read_text("utf-8").split()
            try:
                self._keys = {_name(key): key for key in map(bytes.fromhex, lines)}
            except ValueError as fault:
                raise Refused("vault_key", path=str(self._file)) from fault
            self._read = (found.st_mtime_ns, found.st_size)
        return self._keys

    def _write(self, keys: list[bytes]) -> None:
        fresh = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("".join(f"{key.hex()}\n" for key in keys))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._file)
        except OSError as fault:
            raise unwritable(str(self._file), fault) from fault


def _name(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:8]


def vault_in(data: Path) -> WritersVault:
    """The vault of a data folder, which seals by the suite that the policy of this program chooses. Refused
    cipher_missing where this computer has it not: a server takes no other quietly."""
    suite = suite_in(shipped_text(POLICY))
    if suite in load(CRYPTO).lacking():
        raise Refused("cipher_missing", name=suite)
    return WritersVault(Path(os.environ.get(PLACE) or data / KEY_FILE), suite)


def furnish(store: PortalStore, data: Path) -> None:
    """Gives a portal's database its vault; the first time with a new key, under which all that lay in plain is sealed.

    Refused vault_key when the key is gone or is another than the one that sealed: nothing is read or written then."""
    vault = vault_in(data)
    fit(store.engine, vault)
    with store.looking() as connection:
        tried, plain = tried_in(connection, meta), count_plain(connection, PORTAL.tables)
    if tried:
        vault.open(tried)
    elif not vault.is_there():
        vault.add()
    if not tried or plain:
        seal_all(store, vault)


def seal_all(store: PortalStore, vault: WritersVault) -> int:
    """Seals all anew with the present key, and what lay there before is wiped; how many documents."""
    with store.apart() as connection:
        count = veil_anew(connection, PORTAL.tables, vault, past_the_guard(connection))
    fold(store.engine)
    return count


def rotate(store: PortalStore, data: Path) -> int:
    """A new key in place of the old one, while the portal serves; cut off midway it is done again."""
    vault = vault_in(data)
    vault.add()
    count = seal_all(store, vault)
    vault.drop_old()
    return count
