"""The log of acts on the command line: read it whole, write down how far it is, let go of what is old."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from models.policy import read_policy, shipped_text
from models.problems import Refused
from models.store.portal import PortalStore, open_portal
from models.store.portal_log import Audit
from portal.app import DATABASE, is_made
from portal.commands import Verbs, say, verb
from portal.trail import FOLDER, anchored, pruned, verified
from sync.server.policies import now_here

LIMITS = "limits.toml"


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[PortalStore]:
    if not is_made(args.data, args.database):
        raise Refused("portal_missing", path=str(args.data))
    store = open_portal(args.database or args.data / DATABASE)
    try:
        yield store
    finally:
        store.close()


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
    with _opened(args) as store:
        found = pruned(store, args.data, args.anchor, days, now_here())
    say(json.dumps(asdict(found), ensure_ascii=False) if args.json else _told(found))


def add_to(verbs: Verbs) -> None:
    """Puts these verbs among the portal's."""
    audit = verbs.add_parser("audit", help="the log of acts").add_subparsers(required=True, metavar="verb")
    one = verb(audit, "verify", verify)
    one.add_argument("--anchor", type=Path, action="append", default=[], metavar="FILE|DIR", help="kept elsewhere")
    verb(audit, "anchor", anchor).add_argument("--out", type=Path, metavar="DIR", help="else the portal's own folder")
    verb(audit, "prune", prune).add_argument("--anchor", type=Path, required=True, metavar="FILE")
