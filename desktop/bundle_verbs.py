"""The verb `bundle` of the desk's command line: a round by file, out and back in."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.by_hand import ByHand
from desktop.saying import refused
from models.problems import Refused

Say = Callable[[dict[str, Any]], None]


def options(bundle: argparse.ArgumentParser) -> Sequence[argparse.ArgumentParser]:
    """The ways, as parsers that still lack what all verbs take."""
    ways = bundle.add_subparsers(dest="way", required=True)
    out, back, listed = (ways.add_parser(name) for name in ("export", "import", "list"))
    out.add_argument("place", type=Path, metavar="FILE", help="or a folder, such as a USB stick")
    back.add_argument("places", type=Path, nargs="+", metavar="FILE", help="or a folder with receipts in it")
    return out, back, listed


def run(given: argparse.Namespace, say: Say, hand: ByHand, tally: Callable[[], tuple[int, int]]) -> int:
    """Does it, with one line for each file."""
    if given.way == "import":
        return _take_in(given.places, say, hand, tally)
    if given.way == "export":
        out = hand.export(given.place)
        path = given.place / out.name if given.place.is_dir() else given.place
        say({"ok": True, "bundle": out.id, "path": str(path), "acts": out.acts, "made_at": out.made_at})
        return 0
    for one in hand.out():
        say({"bundle": one.id, "name": one.name, "acts": one.acts, "made_at": one.made_at, "back_at": one.back_at})
    return 0


def _take_in(places: Sequence[Path], say: Say, hand: ByHand, tally: Callable[[], tuple[int, int]]) -> int:
    code = 0
    for place in places:
        try:
            for path in hand.receipts(place):
                done = hand.take_in(path)
                waiting, undelivered = tally()
                say(
                    {
                        "ok": True, "receipt": path.name, "sent": done.sent, "received": done.received,
                        "waiting": waiting, "refused": done.refused, "conflicts": done.conflicts,
                        "undelivered": undelivered,
                    }
                )  # fmt: skip
        except Refused as problem:
            code = 1
            say({"receipt": place.name, **refused(problem)})
    return code
