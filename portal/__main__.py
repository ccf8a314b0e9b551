"""The portal's command line: make one, serve it, look after its accounts, check its log."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.people import Post
from models.problems import Refused
from models.store.portal import open_portal
from portal import audit_verbs, backup_verbs, calendar_verbs
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

ADMIN = Newcomer("admin", "p_admin", "系统管理员", frozenset({Post("digital", "admin")}))


def init(args: argparse.Namespace) -> None:
    """Makes a portal, with sample people and items if wanted; tells the drawn passwords once."""
    portal = _empty(args)
    if args.sample:
        made = seed(portal.house, portal.accounts, portal.house.now().date())
        portal.contacts.put({one.id: one.phone for one in people()})
        (args.data / CONFIG).write_text(TRIAL, "utf-8")
    else:
        drawn = portal.accounts.add([ADMIN])
        made = (Entered(ADMIN.login, drawn[ADMIN.login], ADMIN.name, "digital", ("admin",)),)
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


def account_list(args: argparse.Namespace) -> None:
    """All accounts with their posts."""
    portal = _existing(args)
    shown: list[dict[str, Any]] = [
        {
            "account": one.login, "person": one.person, "name": actor.name, "disabled": one.disabled,
            "must_change": one.must_change, "posts": [f"{post.unit}:{post.role}" for post in sorted(actor.posts)],
        }
        for one, actor in portal.accounts.listed()
    ]  # fmt: skip
    portal.close()
    if args.json:
        _say(json.dumps({"accounts": shown}, ensure_ascii=False))
        return
    for each in shown:
        _say(f"{each['account']}\t{each['name']}\t{','.join(each['posts'])}\t{'停用' if each['disabled'] else ''}")


def account_add(args: argparse.Namespace) -> None:
    """A new account with a drawn password, to be changed at the first sign-in."""
    portal = _existing(args)
    posts = frozenset(_post(text, portal) for text in args.post)
    login = args.account.strip().lower()
    drawn = portal.accounts.add([Newcomer(login, args.person or f"p_{login}", args.name, posts)])
    portal.close()
    _say(_secret(login, drawn[login], args.json))


def _post(text: str, portal: Portal) -> Post:
    unit, _, role = text.partition(":")
    if unit not in portal.house.policies.rules().directory.units:
        raise Refused("unit_unknown", unit=unit[:40])
    return Post(unit, role)


def account_reset(args: argparse.Namespace) -> None:
    """A new drawn password; an account that was disabled is open again."""
    portal = _existing(args)
    password = portal.accounts.reset(args.account)
    portal.close()
    _say(_secret(args.account, password, args.json))


def account_disable(args: argparse.Namespace) -> None:
    """Lets the person in no more."""
    portal = _existing(args)
    portal.accounts.disable(args.account)
    portal.close()


def account_phone(args: argparse.Namespace) -> None:
    """Under which number the person is reminded; an empty one ends it. The number is shown masked."""
    portal = _existing(args)
    shown = portal.contacts.set(args.account, args.number)
    portal.close()
    _say(json.dumps({"account": args.account, "phone": shown}) if args.json else f"{args.account}\t{shown}")


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


def _secret(login: str, password: str, as_json: bool) -> str:
    return json.dumps({"account": login, "password": password}) if as_json else f"{login}\t{password}"


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
    account = verbs.add_parser("account", help="who may sign in").add_subparsers(required=True, metavar="verb")
    _verb(account, "list", account_list)
    one = _verb(account, "add", account_add)
    one.add_argument("account")
    one.add_argument("--name", required=True)
    one.add_argument("--person", default="")
    one.add_argument("--post", action="append", required=True, metavar="UNIT:ROLE")
    one = _verb(account, "phone", account_phone)
    one.add_argument("account")
    one.add_argument("number", help="digits, a leading + for abroad; empty: none")
    for name, does in (("reset", account_reset), ("disable", account_disable)):
        _verb(account, name, does).add_argument("account")
    sms = verbs.add_parser("sms", help="messages to phones").add_subparsers(required=True, metavar="verb")
    one = _verb(sms, "list", sms_list)
    one.add_argument("--state", choices=STATES, default="")
    one.add_argument("--most", type=int, default=50, help="so many lines")
    _verb(sms, "test", sms_test).add_argument("account")
    calendar_verbs.add_to(verbs)
    backup_verbs.add_to(verbs)
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
