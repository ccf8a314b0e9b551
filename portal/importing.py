"""Takes a notice of holidays into the portal: judged, sealed, told to every desk, all open matters counted anew."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.holidays import FOLDER, BrokenNotice, Notice, agree, in_order, read_notice
from models.ids import new_id
from models.imported import KEY
from models.late import load
from models.policy_text import PolicyFile
from models.problems import Refused
from models.store.portal_log import Act
from models.store.portal_write import Writing, put_plain
from portal.administration import acting
from portal.app import Portal
from portal.recounting import Recounted, recount

KEY_FILE = "calendar.key"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: `fresh` is False when the portal had just this notice already."""

    notice: Notice
    fresh: bool
    moved: tuple[Recounted, ...]


def import_notice(portal: Portal, folder: Path, file: str, text: str, login: str) -> Imported:
    """Takes the notice in `text` for the administrator `login`; the key is kept in `folder`.

    BrokenNotice or BrokenPolicy with file and line when it cannot be believed, Refused when `login` is no
    administrator. Nothing is written before all of it was judged."""
    person = acting(portal.accounts, "calendar.import", login).person
    notice = read_notice(file, text)
    fresh = _judged(portal, notice)
    if fresh:
        _write(portal, _key(portal, folder), notice, person, portal.house.now())
    return Imported(notice, fresh, recount(portal.house))


def _judged(portal: Portal, notice: Notice) -> bool:
    """Whether the notice is new here; raises where it cannot stand beside those that are."""
    if not notice.numbered:
        line = PolicyFile(notice.file, notice.text, {}).line_with("numbered")
        raise BrokenNotice("notice_number", notice.file, line, number=notice.number)
    calendar = portal.house.policies.rules().directory.calendar
    known = calendar.numbers.get(notice.number)
    if known is not None and known.text == notice.text:
        return False
    agree(in_order([*calendar.notices, notice]))
    return True


def _key(portal: Portal, folder: Path) -> str:
    """The portal's key, readable by its owner alone; made with the first import. A portal that sealed before and has
    lost its key takes nothing in: a new key would make all that was sealed look false."""
    seals, place = load("models.seals"), folder / KEY_FILE
    with portal.store.reading() as reading:
        known = reading.documents("policy").get(KEY)
    if not place.exists() and known is None:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(str(seals.new_key()))
    key = place.read_text("utf-8") if place.exists() else ""
    if not key or (known is not None and known.get("text") != seals.public_half(key)):
        raise Refused("key_lost", path=str(place))
    return key


def _write(portal: Portal, key: str, notice: Notice, person: str, now: datetime) -> None:
    seals, at, name = load("models.seals"), now.isoformat(timespec="seconds"), f"{FOLDER}{notice.number}.toml"
    bare = {"name": name, "text": notice.text, "shipped": "", "imported_by": person, "at": at, "changed_at": at}
    public = {"name": KEY, "text": seals.public_half(key), "shipped": "", "changed_at": at}

    def job(writing: Writing) -> None:
        there = writing.documents("policy")
        puts = [put_plain("policy", name, seals.sealed(key, bare))]
        if there.get(KEY, {}).get("text") != public["text"]:
            puts.append(put_plain("policy", KEY, public))
        op = new_id(int(now.timestamp() * 1000), secrets.randbits(82))
        writing.note(Act(op, person, "portal", "calendar.import", name, received=at), puts)

    portal.store.write(job)
