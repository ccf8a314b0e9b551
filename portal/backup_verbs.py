"""The portal's backups and keys on its command line: make one while it serves, put one back."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from models.problems import Refused
from models.store.portal import open_portal
from portal.app import DATABASE, is_made
from portal.backup import back_up
from portal.commands import Verbs, existing, say, verb
from portal.restoring import restore
from portal.vault import rotate
from sync.server.policies import now_here


def backup(args: argparse.Namespace) -> int:
    """Backs the portal up, also while it serves; 1 when the portal itself has lost attachments."""
    if not is_made(args.data, args.database):
        raise Refused("portal_missing", path=str(args.data))
    store = open_portal(args.database or args.data / DATABASE)
    try:
        place, made = back_up(store, args.data, args.target, now_here())
    finally:
        store.close()
    held = made.contents
    told = {
        "path": str(place), "files": len(made.files), "bytes": sum(one.size for one in made.files),
        "entries": held.entries, "head": held.head, "epoch": held.epoch, "missing": list(made.missing),
    }  # fmt: skip
    say(json.dumps(told) if args.json else "\t".join(map(str, list(told.values())[:4])))
    if made.missing:
        raise Refused("backup_incomplete", path=str(place), count=len(made.missing))
    return 0


def put_back(args: argparse.Namespace) -> None:
    """Puts a portal back from a backup, under a new epoch: desks list again and offer again what came after it."""
    done = restore(args.source, args.data, args.database, now_here(), replace=args.replace)
    say(json.dumps(asdict(done)) if args.json else "\t".join(map(str, asdict(done).values())))


def key_rotate(args: argparse.Namespace) -> None:
    """A new key for what is kept of private persons, and all of it sealed with it; also while the portal serves."""
    portal = existing(args)
    try:
        count = rotate(portal.store, args.data)
    finally:
        portal.close()
    say(json.dumps({"sealed": count}) if args.json else str(count))


def add_to(verbs: Verbs) -> None:
    """Puts these verbs among the portal's."""
    key = verbs.add_parser("key", help="the key of private persons").add_subparsers(required=True, metavar="verb")
    verb(key, "rotate", key_rotate)
    verb(verbs, "backup", backup).add_argument("target", type=Path, metavar="DIR|FILE.tar")
    one = verb(verbs, "restore", put_back)
    one.add_argument("source", type=Path, metavar="DIR|FILE.tar")
    one.add_argument("--replace", action="store_true", help="moves aside the portal that is there")
