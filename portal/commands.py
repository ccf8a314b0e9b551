"""What every verb of the portal's command line shares: its options, the portal it opens, and how it answers."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from models.problems import Refused
from portal.app import Portal, is_made, open_up

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def verb(verbs: Verbs, name: str, does: Callable[[argparse.Namespace], int | None]) -> argparse.ArgumentParser:
    """One more verb, with the options that all of them take."""
    parser = verbs.add_parser(name, help=(does.__doc__ or "").partition("\n")[0].rstrip("."))
    parser.add_argument("--data", type=Path, default=Path("portal-data"), help="the portal's folder")
    parser.add_argument("--database", default="", metavar="URL", help="postgresql+psycopg://…; SQLite without it")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.set_defaults(does=does)
    return parser


def existing(args: argparse.Namespace) -> Portal:
    """The portal of `--data`. Refused portal_missing when there is none, or its making was cut off."""
    if not is_made(args.data, args.database):
        raise Refused("portal_missing", path=str(args.data))
    portal = open_up(args.data, args.database)
    if not portal.store.is_finished():
        portal.close()
        raise Refused("portal_missing", path=str(args.data))
    return portal


def say(line: str) -> None:
    """One line of the answer, at once."""
    print(line, flush=True)
