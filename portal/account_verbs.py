"""The verbs by which administrators look after accounts, sessions and desks; each is done by one whose duty it is."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from models.people import Post
from models.problems import Refused
from portal.accounts import Newcomer, check_posts
from portal.administration import acting
from portal.app import Portal
from portal.commands import Verbs, existing, say, verb
from portal.standing import account_docs, desk_docs


@contextmanager
def _by(args: argparse.Namespace, right: str) -> Iterator[tuple[Portal, str]]:
    """The portal, and the person of the administrator who acts."""
    portal = existing(args)
    try:
        yield portal, acting(portal.accounts, right, args.by).person
    finally:
        portal.close()


def account_list(args: argparse.Namespace) -> None:
    """All accounts with their posts."""
    with _by(args, "account.list") as (portal, _):
        shown = account_docs(portal.accounts.listed())
    _say_all(args, "accounts", shown, lambda one: [
        one["account"], one["name"], ",".join(one["posts"]), "停用" if one["disabled"] else ""
    ])  # fmt: skip


def account_add(args: argparse.Namespace) -> None:
    """A new account with a drawn password, to be changed at the first sign-in."""
    login = args.account.strip().lower()
    with _by(args, "account.add") as (portal, by):
        posts = frozenset(_post(text, portal) for text in args.post)
        granting = acting(portal.accounts, "account.posts", "").person if posts else ""
        newcomer = Newcomer(login, args.person or f"p_{login}", args.name, frozenset())
        check_posts(posts)
        drawn = portal.accounts.add([newcomer], by=by)
        if posts:
            portal.accounts.give_posts(login, posts, by=granting)
    _say_secret(args, login, drawn[login])


def account_posts(args: argparse.Namespace) -> None:
    """From now on the person holds these posts and no other; `UNIT:ROLE`, none takes them all away."""
    with _by(args, "account.posts") as (portal, by):
        posts = frozenset(_post(text, portal) for text in args.posts)
        portal.accounts.give_posts(args.account, posts, by=by)
    _say_one(args, {"account": args.account, "posts": sorted(args.posts)})


def _post(text: str, portal: Portal) -> Post:
    unit, _, role = text.partition(":")
    if unit not in portal.house.policies.rules().directory.units:
        raise Refused("unit_unknown", unit=unit[:40])
    return Post(unit, role)


def account_reset(args: argparse.Namespace) -> None:
    """A new drawn password; an account that was disabled is open again."""
    with _by(args, "account.reset") as (portal, by):
        password = portal.accounts.reset(args.account, by=by)
    _say_secret(args, args.account, password)


def account_factor(args: argparse.Namespace) -> None:
    """Takes a lost second factor away; the person signs in without one, or gets a new one."""
    with _by(args, "factor.off") as (portal, by):
        portal.sessions.factors.remove(portal.accounts.existing(args.account).person, by=by)
    _say_one(args, {"account": args.account, "factor": "off"})


def account_disable(args: argparse.Namespace) -> None:
    """Lets the person in no more."""
    with _by(args, "account.disable") as (portal, by):
        portal.accounts.disable(args.account, by=by)
    _say_one(args, {"account": args.account, "disabled": True})


def account_enable(args: argparse.Namespace) -> None:
    """Lets the person in again, with the password as it was."""
    with _by(args, "account.enable") as (portal, by):
        portal.accounts.enable(args.account, by=by)
    _say_one(args, {"account": args.account, "disabled": False})


def account_phone(args: argparse.Namespace) -> None:
    """Under which number the person is reminded; an empty one ends it. The number is shown masked."""
    with _by(args, "account.phone") as (portal, _):
        shown = portal.contacts.set(args.account, args.number)
    _say_one(args, {"account": args.account, "phone": shown})


def session_list(args: argparse.Namespace) -> None:
    """Desks with their sessions, the one seen last first; `search` is part of a name, account, computer or address."""
    with _by(args, "session.list") as (portal, _):
        shown = desk_docs(portal.sessions.listed(search=args.search))
    names = ("account", "name", "label", "address", "seen", "session", "device", "revoked")
    _say_all(args, "sessions", shown, lambda one: [one[name] for name in names])


def session_end(args: argparse.Namespace) -> None:
    """Ends a session by its name in the list; what is on the desk stays there."""
    with _by(args, "session.end") as (portal, by):
        portal.sessions.end(args.session, by=by)
    _say_one(args, {"session": args.session, "ended": True})


def device_revoke(args: argparse.Namespace) -> None:
    """Tells a desk to erase, at its next contact, all that it holds for an account."""
    with _by(args, "device.revoke") as (portal, by):
        portal.sessions.revoke(args.account, args.device, by)
    _say_one(args, {"account": args.account, "device": args.device, "revoked": True})


def _say_secret(args: argparse.Namespace, login: str, password: str) -> None:
    _say_one(args, {"account": login, "password": password})


def _say_one(args: argparse.Namespace, doc: Mapping[str, Any]) -> None:
    plain = (",".join(value) if isinstance(value, list) else str(value) for value in doc.values())
    say(json.dumps(doc, ensure_ascii=False) if args.json else "\t".join(plain))


def _say_all(
    args: argparse.Namespace, name: str, docs: list[dict[str, Any]], line: Callable[[dict[str, Any]], list[str]]
) -> None:
    if args.json:
        say(json.dumps({name: docs}, ensure_ascii=False))
        return
    for one in docs:
        say("\t".join(line(one)))


def add_to(verbs: Verbs) -> None:
    """Adds them to the command line."""
    account = verbs.add_parser("account", help="who may sign in").add_subparsers(required=True, metavar="verb")
    session = verbs.add_parser("session", help="who is signed in").add_subparsers(required=True, metavar="verb")
    device = verbs.add_parser("device", help="desks").add_subparsers(required=True, metavar="verb")
    _verb(account, "list", account_list)
    one = _verb(account, "add", account_add)
    one.add_argument("account")
    one.add_argument("--name", required=True)
    one.add_argument("--person", default="")
    one.add_argument("--post", action="append", default=[], metavar="UNIT:ROLE")
    one = _verb(account, "posts", account_posts)
    one.add_argument("account")
    one.add_argument("posts", nargs="*", metavar="UNIT:ROLE")
    one = _verb(account, "phone", account_phone)
    one.add_argument("account")
    one.add_argument("number", help="digits, a leading + for abroad; empty: none")
    for name, does in (
        ("reset", account_reset), ("factor", account_factor), ("disable", account_disable), ("enable", account_enable),
    ):  # fmt: skip
        _verb(account, name, does).add_argument("account")
    _verb(session, "list", session_list).add_argument("search", nargs="?", default="")
    _verb(session, "end", session_end).add_argument("session")
    one = _verb(device, "revoke", device_revoke)
    one.add_argument("account")
    one.add_argument("device")


def _verb(verbs: Verbs, name: str, does: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
    made = verb(verbs, name, does)
    made.add_argument("--by", default="", metavar="ACCOUNT", help="the administrator who does it; else the first one")
    return made
