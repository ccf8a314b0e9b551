"""Backs a portal up while it serves: database, attachments and keys of one moment, read again before it counts."""

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from models.problems import Refused, unwritable
from models.store.portal import PortalStore
from models.store.portal_backup import Contents, copy_file, examine_file, shared_moment
from models.version import VERSION
from portal import dumping

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "portal.db"
DUMP = "portal.dump"
FILES = "files"
KEPT = ("calendar.key", "audit.key", "factors.key", "bundle.key", "sms.toml")
"""What lies beside the database and cannot be made again: without the keys no notice could be sealed any more and no
bundle opened, and the way to the phones is a contract with somebody. All hold secrets, as the database does: a backup
is to be kept so."""
SLICE = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `missing` are attachments that the portal had lost before."""

    made_at: str
    program: str
    engine: str
    contents: Contents
    files: tuple[Kept, ...]
    missing: tuple[str, ...] = ()

    def to_doc(self) -> dict[str, Any]:
        """As it is written down, with its own digest."""
        known = {name: value for name, value in asdict(self.contents).items() if name != "files"}
        doc = {
            "format": FORMAT, "made_at": self.made_at, "program": self.program, "engine": self.engine,
            **known, "files": [asdict(one) for one in self.files], "missing": list(self.missing),
        }  # fmt: skip
        return {**doc, "digest": digest(doc)}


def digest(doc: Mapping[str, Any]) -> str:
    """The fingerprint of a manifest without the one that it carries."""
    plain = {name: value for name, value in doc.items() if name != "digest"}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return _fingerprint(file)


def _fingerprint(file: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := file.read(SLICE):
        found.update(piece)
    return found.hexdigest()


def place_for(target: Path, at: datetime) -> Path:
    """Where the backup comes to lie: the file or new folder named, or one by its moment in a folder that is there.

    Refused backup_exists: no backup is ever written over another."""
    place = target / f"{at:%Y-%m-%dT%H%M%S}" if target.is_dir() else target
    if place.exists():
        raise Refused("backup_exists", path=str(place))
    return place


def back_up(store: PortalStore, data: Path, target: Path, at: datetime) -> tuple[Path, Manifest]:
    """Makes a backup and reads it again. StoreFault when the place cannot be written or the database is not sound,
    Refused backup_exists, backup_no_tool or backup_unsound. A place holds a whole backup or none."""
    place = place_for(target, at)
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    with ExitStack() as failing:
        failing.callback(shutil.rmtree, fresh, ignore_errors=True)
        try:
            (fresh / FILES).mkdir(parents=True, mode=0o700)
            fresh.chmod(0o700)
            manifest = _gather(store, data, fresh, at)
            _finish(fresh, place, manifest)
        except OSError as fault:
            raise unwritable(str(place), fault) from fault
    return place, manifest


def _gather(store: PortalStore, data: Path, fresh: Path, at: datetime) -> Manifest:
    engine = store.engine.dialect.name
    held = _copy_database(store, data, fresh) if engine == "sqlite" else _dump_database(store, fresh)
    missing = tuple(sha256 for sha256, size in held.files if not _take_file(data, fresh, sha256, size))
    for name in KEPT:
        if (data / name).exists():
            shutil.copyfile(data / name, fresh / name)
            (fresh / name).chmod(0o600)
    return Manifest(at.isoformat(timespec="seconds"), VERSION, engine, held, tuple(_listed(fresh)), missing)


def _copy_database(store: PortalStore, data: Path, fresh: Path) -> Contents:
    copy_file(Path(str(store.engine.url.database or data / DATABASE)), fresh / DATABASE)
    held, log = examine_file(fresh / DATABASE)
    if log.wrong:
        raise Refused("backup_unsound", entry=log.at)
    return held


def _dump_database(store: PortalStore, fresh: Path) -> Contents:
    with shared_moment(store) as (moment, held):
        dumping.dump(store.engine.url.render_as_string(hide_password=False), moment, fresh / DUMP)
    with store.reading() as reading:
        log = reading.audit()
    if log.wrong:
        raise Refused("backup_unsound", entry=log.at)
    return held


def _take_file(data: Path, fresh: Path, sha256: str, size: int) -> bool:
    """Links or copies one attachment; False where the portal has lost it, or what lies there is not it."""
    source, target = data / FILES / sha256[:2] / sha256, fresh / FILES / sha256[:2] / sha256
    if not source.exists() or source.stat().st_size != size or fingerprint(source) != sha256:
        return False
    target.parent.mkdir(exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return True


def _listed(folder: Path) -> Iterable[Kept]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Kept(path.relative_to(folder).as_posix(), path.stat().st_size, fingerprint(path))


def _finish(fresh: Path, place: Path, manifest: Manifest) -> None:
    text = json.dumps(manifest.to_doc(), ensure_ascii=False, indent=1)
    (fresh / MANIFEST).write_text(text, "utf-8")
    if place.suffix != ".tar":
        fresh.replace(place)
        return
    packed = fresh / "packed"
    with tarfile.open(packed, "w") as tar:
        for one in (MANIFEST, *(kept.path for kept in manifest.files)):
            tar.add(fresh / one, one)
    with tarfile.open(packed) as tar:
        for kept in manifest.files:
            inside = tar.extractfile(kept.path)
            if inside is None or _fingerprint(inside) != kept.sha256:
                raise Refused("backup_damaged", path=str(place), name=kept.path)
    packed.chmod(0o600)
    packed.replace(place)
