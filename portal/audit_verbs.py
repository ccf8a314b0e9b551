"""The log of acts on the command line: read in it, read it whole, write down how far it is, let go of what is old."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from models.cells import guarded, plain
from models.policy import read_policy, shipped_text
from models.problems import Refused
from models.store.portal import PortalStore, open_portal
from models.store.portal_log import Audit
from models.store.portal_trail import Wanted, newest
from portal.administration import acting
from portal.app import DATABASE, is_made
from portal.commands import Verbs, existing, say, verb
from portal.trail import FOLDER, anchored, note_reading, pruned, verified
from sync.server.policies import now_here

LIMITS = "limits.toml"
COLUMNS = ("n", "at", "person", "name", "device", "kind", "id", "result", "code")


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[PortalStore]:
    if not is_made(args.data, args.database):
        raise Refused("portal_missing", path=str(args.data))
    store = open_portal(args.database or args.data / DATABASE)
    try:
        yield store
    finally:
        store.close()


def audit_list(args: argparse.Namespace) -> None:
    """Who did what, on which matter, and what came of it; the words in it are not shown, and that it was read is noted.

    Noted first: a reading that breaks off was a reading."""
    portal = existing(args)
    try:
        by = acting(portal.accounts, "audit.read", args.by)
        people = {one.person: (one.login, actor.name) for one, actor in portal.accounts.listed()}
        logins = {login: person for person, (login, _) in people.items()}
        asked = Wanted(args.since, args.until, logins.get(args.person.lower(), args.person), args.kind, args.matter)
        note_reading(portal.store, by.person, {**asdict(asked), "most": args.most}, now_here())
        with portal.store.reading() as reading:
            lines = newest(reading.connection, asked, args.most)
    finally:
        portal.close()
    docs = [{**asdict(one), "name": people.get(one.person, ("", ""))[1]} for one in lines]
    if args.json:
        say(json.dumps({"entries": docs}, ensure_ascii=False))
        return
    for one in docs:
        say("\t".join(guarded(plain(str(one[column]))) for column in COLUMNS))


def verify(args: argparse.Namespace) -> int:
    """Reads the whole log against its anchors; 1 when an entry is not as it was written."""
    with _opened(args) as store:
        found = verified(store, args.data, args.anchor)
    say(json.dumps(asdict(found), ensure_ascii=False) if args.json else _told(found))
    return int(bool(found.wrong))


def _told(found: Audit) -> str:
    since = f" after {found.start} let go of" if found.start else ""
    if not found.wrong:
        return f"{found.entries} entries sound{since}, head {found.head}, anchored up to {found.marked}"
    last = f" to {found.upto}" if found.upto > found.at else ""
    how = {"rewritten": "written anew: an anchor denies it", "restored": "lost when a backup was put back"}
    sound = max(found.marked if found.wrong in how else found.at - 1, found.start)
    return (
        f"entry {found.at}{last} {found.op} was {how.get(found.wrong, found.wrong)}; up to {sound} all is sound{since}"
    )


def anchor(args: argparse.Namespace) -> None:
    """Writes down how far the log is, signed, to be kept elsewhere."""
    with _opened(args) as store:
        place = anchored(store, args.data, args.out or args.data / FOLDER, now_here())
    say(json.dumps({"path": str(place)}) if args.json else str(place))


def prune(args: argparse.Namespace) -> None:
    """Lets go of what an anchor vouches for, once all of it is older than the policy keeps it."""
    days = int(read_policy(LIMITS, shipped_text(LIMITS)).data["audit_days"])
    portal = existing(args)
    try:
        by = acting(portal.accounts, "audit.prune", args.by)
        found = pruned(portal.store, args.data, args.anchor, days, now_here(), by.person)
    finally:
        portal.close()
    say(json.dumps(asdict(found), ensure_ascii=False) if args.json else _told(found))


def _moment(text: str) -> str:
    """A day or a moment as the log writes it."""
    if text:
        datetime.fromisoformat(text)
    return text


def add_to(verbs: Verbs) -> None:
    """Puts these verbs among the portal's."""
    audit = verbs.add_parser("audit", help="the log of acts").add_subparsers(required=True, metavar="verb")
    one = verb(audit, "list", audit_list)
    one.add_argument("--from", type=_moment, default="", dest="since", metavar="DAY", help="2026-03-02, or a moment")
    one.add_argument("--to", type=_moment, default="", dest="until", metavar="DAY", help="with all of that day")
    one.add_argument("--person", default="", metavar="ACCOUNT", help="an account, or the name of a person's row")
    one.add_argument("--kind", default="", metavar="ACT", help="an act, item.sign_off, or all of a kind, item")
    one.add_argument("--matter", default="", metavar="ID", help="a matter, or whom an entry of the doors concerns")
    one.add_argument("--most", type=int, default=1000, metavar="N", help="the newest so many")
    one.add_argument("--by", default="", metavar="ACCOUNT", help="the auditor who reads; else the first one")
    one = verb(audit, "verify", verify)
    one.add_argument("--anchor", type=Path, action="append", default=[], metavar="FILE|DIR", help="kept elsewhere")
    verb(audit, "anchor", anchor).add_argument("--out", type=Path, metavar="DIR", help="else the portal's own folder")
    one = verb(audit, "prune", prune)
    one.add_argument("--anchor", type=Path, required=True, metavar="FILE")
    one.add_argument("--by", default="", metavar="ACCOUNT", help="the auditor who does it; else the first one")
