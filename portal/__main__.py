"""The portal's command line: make one, serve it, look after its accounts, check its log."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from models.people import Post
from models.problems import Refused
from models.store.portal import open_portal
from portal import account_verbs, audit_verbs, backup_verbs, bundle_verbs, calendar_verbs, removal_verbs
from portal.accounts import Newcomer
from portal.api import api
from portal.app import DATABASE, Portal, is_made, open_up
from portal.commands import existing as _existing
from portal.commands import say as _say
from portal.commands import verb as _verb
from portal.sample.bank import people
from portal.seeding import Entered, seed
from portal.sentences import sentence
from portal.serving import Tls, serve
from portal.sms.config import NAME as CONFIG
from portal.sms.config import TRIAL
from portal.sms.queue import STATES

ADMINISTRATORS = tuple(
    Newcomer(role, f"p_{role}", name, frozenset({Post("digital", role)}))
    for role, name in (("sysadmin", "系统管理员"), ("secadmin", "安全管理员"), ("auditor", "安全审计员"))
)
"""Whom a new portal begins with: three, of whom none can do the others' part."""


def init(args: argparse.Namespace) -> None:
    """Makes a portal, with sample people and items if wanted; tells the drawn passwords once."""
    portal = _empty(args)
    if args.sample:
        made = seed(portal.house, portal.accounts, portal.house.now().date())
        portal.contacts.put({one.id: one.phone for one in people()})
        (args.data / CONFIG).write_text(TRIAL, "utf-8")
    else:
        drawn = portal.accounts.add(ADMINISTRATORS)
        made = tuple(Entered(one.login, drawn[one.login], one.name, "digital", (one.login,)) for one in ADMINISTRATORS)
    portal.store.finish()
    portal.close()
    if args.json:
        _say(json.dumps({"accounts": [asdict(one) for one in made]}, ensure_ascii=False))
        return
    for one in made:
        _say(f"{one.account}\t{one.password}\t{one.name}\t{one.unit}\t{' '.join(one.roles)}")


def _empty(args: argparse.Namespace) -> Portal:
    """A portal to fill. One whose making was cut off, by a power cut or a kill, is thrown away and begun anew."""
    if not args.database and is_made(args.data):
        store = open_portal(args.data / DATABASE)
        finished = store.is_finished()
        store.close()
        if finished:
            raise Refused("portal_exists", path=str(args.data))
        for file in args.data.glob(f"{DATABASE}*"):
            file.unlink()
    portal = open_up(args.data, args.database)
    with portal.store.reading() as reading:
        if not reading.documents("person"):
            return portal
    portal.close()
    raise Refused("portal_exists", path=str(args.data))


def serving(args: argparse.Namespace) -> None:
    """Serves a portal that was made before."""
    if bool(args.tls_cert) != bool(args.tls_key):
        raise Refused("tls_unusable", path=str(args.tls_cert or args.tls_key))
    portal = _existing(args)
    if args.anchors:
        portal.anchoring.folder = args.anchors
    tls = Tls(args.tls_cert, args.tls_key) if args.tls_cert else None
    serve(portal, args.host, args.port, lambda url: _say(json.dumps({"url": url})), tls)


def sms_list(args: argparse.Namespace) -> None:
    """The messages to phones with their fate, the newest first."""
    portal = _existing(args)
    found = portal.texting.queue.standing(*([args.state] if args.state else STATES))
    portal.close()
    newest = sorted(found.items(), key=lambda pair: str(pair[1]["made_at"]), reverse=True)[: args.most]
    if args.json:
        _say(json.dumps({"messages": [{"id": one, **doc} for one, doc in newest]}, ensure_ascii=False))
        return
    for one, doc in newest:
        _say("\t".join((one, doc["state"], doc["to"], str(doc.get("code", "")), doc["text"])))


def sms_test(args: argparse.Namespace) -> int:
    """Sends one message to the person's phone by the way that is set up; 1 when it was not taken."""
    portal = _existing(args)
    told = portal.texting.test(args.account)
    portal.close()
    _say(json.dumps(told, ensure_ascii=False) if args.json else "\t".join(map(str, told.values())))
    return int(bool(told["code"]))


def openapi(args: argparse.Namespace) -> None:
    """The description of all routes."""
    with TemporaryDirectory() as folder:
        portal = open_up(Path(folder))
        _say(json.dumps(api(portal).openapi(), ensure_ascii=False, indent=1))
        portal.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m portal", description="延平门户 · the portal")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    one = _verb(verbs, "init", init)
    one.add_argument("--sample", action="store_true", help="with invented people and items to try")
    one = _verb(verbs, "serve", serving)
    one.add_argument("--port", type=int, default=8420, help="0 takes any free one")
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--tls-cert", type=Path, metavar="FILE", help="serves HTTPS with this certificate (PEM)")
    one.add_argument("--tls-key", type=Path, metavar="FILE", help="and its key")
    one.add_argument("--anchors", type=Path, metavar="DIR", help="where the anchor of each day goes; best another disk")
    audit_verbs.add_to(verbs)
    account_verbs.add_to(verbs)
    sms = verbs.add_parser("sms", help="messages to phones").add_subparsers(required=True, metavar="verb")
    one = _verb(sms, "list", sms_list)
    one.add_argument("--state", choices=STATES, default="")
    one.add_argument("--most", type=int, default=50, help="so many lines")
    _verb(sms, "test", sms_test).add_argument("account")
    calendar_verbs.add_to(verbs)
    backup_verbs.add_to(verbs)
    bundle_verbs.add_to(verbs)
    removal_verbs.add_to(verbs)
    _verb(verbs, "openapi", openapi)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Runs one verb. 0: done; 1: refused, with one sentence on the error stream."""
    args = _parser().parse_args(arguments)
    try:
        return int(args.does(args) or 0)
    except Refused as no:
        print(sentence(no), file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
