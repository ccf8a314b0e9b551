"""Puts a portal back from a backup: everything is read first, and what was there is moved aside, never written over."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.problems import Refused, StoreFault, unwritable
from models.store.connect import VERSIONS
from models.store.portal import open_portal
from models.store.portal_backup import begin_anew, contents, examine_file, is_alone, is_filled, set_aside
from portal import dumping
from portal.app import DATABASE, is_made
from portal.backup import DUMP, FORMAT, MANIFEST, digest, fingerprint
from portal.vault import KEY_FILE


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. `aside` is where the portal lies that was there before."""

    epoch: str
    sequence: int
    entries: int
    files: int
    aside: str = ""


def restore(source: Path, data: Path, database: str, at: datetime, *, replace: bool = False) -> Restored:
    """Verifies a backup, and puts it back under a new epoch.

    Refused backup_missing, backup_foreign, backup_newer, backup_damaged, or portal_exists without `replace`."""
    with _opened(source) as folder:
        manifest = verify(folder)
        if manifest["engine"] != ("postgresql" if database else "sqlite"):
            raise Refused("backup_engine", engine=str(manifest["engine"]))
        try:
            data.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{data.name}.", dir=data.parent) as work:
                return _put_back(folder, manifest, Path(work) / "portal", (data, database, at), replace)
        except OSError as fault:
            raise unwritable(str(data), fault) from fault


@contextmanager
def _opened(source: Path) -> Iterator[Path]:
    """The folder of a backup, unpacked where it is one file."""
    if source.is_dir():
        yield source
        return
    if not source.exists():
        raise Refused("backup_missing", path=str(source))
    with tempfile.TemporaryDirectory() as room:
        try:
            with tarfile.open(source) as tar:
                _unpack(tar, Path(room).resolve())
        except (tarfile.TarError, EOFError) as fault:
            raise Refused("backup_foreign", path=str(source)) from fault
        except OSError as fault:
            raise unwritable(room, fault) from fault
        yield Path(room)


def _unpack(tar: tarfile.TarFile, room: Path) -> None:
    """Files within a folder, as a backup holds them, and nothing else: what tells `tarfile` to see to that is younger
    than the Python of Debian 12."""
    for one in tar:
        path = (room / one.name).resolve()
        if not path.is_relative_to(room) or not (one.isfile() or one.isdir()):
            raise tarfile.ReadError(one.name)
        read = tar.extractfile(one)
        if read is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with read, path.open("wb") as file:
                shutil.copyfileobj(read, file)


def verify(folder: Path) -> Mapping[str, Any]:
    """The manifest of a backup, once all it names was read and found to be so."""
    doc = _manifest(folder)
    for one in doc["files"]:
        path = folder / str(one["path"])
        inside = path.resolve().is_relative_to(folder.resolve())
        if not inside or not path.is_file() or fingerprint(path) != one["sha256"]:
            raise Refused("backup_damaged", path=str(folder), name=str(one["path"]))
    return doc


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        doc = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise Refused("backup_foreign", path=str(folder)) from fault
    if not isinstance(doc, dict) or not isinstance(doc.get("format"), int):
        raise Refused("backup_foreign", path=str(folder))
    if doc["format"] > FORMAT or int(doc.get("schema", 0)) > VERSIONS["portal"]:
        raise Refused("backup_newer", path=str(folder), program=str(doc.get("program", "")))
    if doc.get("digest") != digest(doc):
        raise Refused("backup_damaged", path=str(folder), name=MANIFEST)
    return doc


def _put_back(
    folder: Path, manifest: Mapping[str, Any], fresh: Path, to: tuple[Path, str, datetime], replace: bool
) -> Restored:
    data, database, at = to
    if (is_made(data) or (database and is_filled(database))) and not replace:
        raise Refused("portal_exists", path=str(data))
    if is_made(data) and not is_alone(data / DATABASE):
        raise Refused("portal_serving", path=str(data))
    fresh.mkdir(mode=0o700)
    for one in manifest["files"]:
        if one["path"] != DUMP:
            (fresh / one["path"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / one["path"], fresh / one["path"])
    name = f"before_{at:%Y%m%d_%H%M%S}"
    if database:
        done = _on_server(folder, manifest, database, at, name)
    else:
        _sound(fresh / DATABASE, manifest)
        done = _begun(fresh / DATABASE, manifest, at)
    if (data / KEY_FILE).exists():  # no backup holds it: what was put back is opened by the key of this place
        shutil.copyfile(data / KEY_FILE, fresh / KEY_FILE)
        (fresh / KEY_FILE).chmod(0o600)
    aside = _swap(fresh, data, name)
    return Restored(*done, len(manifest["files"]), aside)


def _sound(path: Path, manifest: Mapping[str, Any]) -> None:
    """The database is what the manifest says: every page, the whole log, and as many rows as there were."""
    try:
        held, log = examine_file(path)
    except StoreFault as fault:
        raise Refused("backup_damaged", path=str(path.parent), name=DATABASE) from fault
    if log.wrong or (held.head, dict(held.counts)) != (manifest["head"], manifest["counts"]):
        raise Refused("backup_damaged", path=str(path.parent), name=DATABASE)


def _begun(where: str | Path, manifest: Mapping[str, Any], at: datetime) -> tuple[str, int, int]:
    store = open_portal(where)
    try:
        epoch = begin_anew(store, at.isoformat(timespec="seconds"))
    finally:
        store.close()
    return epoch, int(manifest["sequence"]), int(manifest["entries"])


def _on_server(
    folder: Path, manifest: Mapping[str, Any], database: str, at: datetime, name: str
) -> tuple[str, int, int]:
    dumping.check(folder / DUMP)
    if is_filled(database):
        set_aside(database, name)
    dumping.put_back(database, folder / DUMP)
    store = open_portal(database)
    with ExitStack() as closing:
        closing.callback(store.close)
        with store.looking() as connection:
            held = contents(connection)
        if (held.head, dict(held.counts)) != (manifest["head"], manifest["counts"]):
            raise Refused("backup_damaged", path=str(folder), name=DUMP)
    return _begun(database, manifest, at)


def _swap(fresh: Path, data: Path, name: str) -> str:
    """What was in the place goes beside it under a name by the moment; the new takes the place."""
    aside = ""
    if data.exists() and any(data.iterdir()):
        moved = data.with_name(f"{data.name}.{name}")
        data.replace(moved)
        aside = str(moved)
    elif data.exists():
        data.rmdir()
    fresh.replace(data)
    return aside
