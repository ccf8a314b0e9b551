"""The verbs of removals: what scopes lost in a mass, and that it was meant."""

import argparse
import json
from dataclasses import asdict

from portal.commands import Verbs, existing, say, verb
from portal.removing import confirm, lately


def removals_list(args: argparse.Namespace) -> None:
    """The scopes that lost so much lately that desks ask before they let it go."""
    portal = existing(args)
    try:
        found = lately(portal, args.days)
    finally:
        portal.close()
    if args.json:
        say(json.dumps({"removals": [asdict(one) for one in found]}, ensure_ascii=False))
        return
    for one in found:
        say(f"{one.scope}\t{one.rows}\t{one.of}")


def removals_confirm(args: argparse.Namespace) -> None:
    """Tells all desks that what a scope lost lately was meant; `--by` names the administrator who says so."""
    portal = existing(args)
    try:
        rows = confirm(portal, args.scope, args.days, args.by)
    finally:
        portal.close()
    say(json.dumps({"scope": args.scope, "rows": rows}) if args.json else f"{args.scope}\t{rows}")


def add_to(verbs: Verbs) -> None:
    """Puts the verbs among the portal's."""
    removals = verbs.add_parser("removals", help="what went in a mass").add_subparsers(required=True, metavar="verb")
    for name, does in (("list", removals_list), ("confirm", removals_confirm)):
        one = verb(removals, name, does)
        one.add_argument("--days", type=int, default=7, help="so far back")
        if name == "confirm":
            one.add_argument("scope", metavar="SCOPE", help="such as u:wangtai")
            one.add_argument("--by", default="", metavar="ACCOUNT", help="the administrator who says so")
