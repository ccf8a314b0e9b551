"""The verb `withheld` of the desk's command line: what the portal took away in a mass, and whether it may go."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sync.client.desk import Desk


def options(withheld: argparse.ArgumentParser) -> Sequence[argparse.ArgumentParser]:
    """The ways, as parsers that still lack what all verbs take."""
    ways = withheld.add_subparsers(dest="way", required=True)
    listed, apply = ways.add_parser("list"), ways.add_parser("apply")
    apply.add_argument("scope", metavar="SCOPE")
    return listed, apply


def run(given: argparse.Namespace, say: Callable[[dict[str, Any]], None], desk: Desk) -> int:
    """Does it, with one line for each scope."""
    if given.way == "apply":
        say({"ok": True, "scope": given.scope, "gone": len(desk.let_go(given.scope))})
        return 0
    for one in desk.withheld():
        say(asdict(one))
    return 0
