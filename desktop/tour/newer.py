"""`python -m desktop.tour.newer`: the portal of a later day, whose documents today's desk cannot read any more."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from portal.app import open_up
from portal.commands import say
from portal.serving import serve
from sync.protocol import BEFORE, SCHEMA


def main(arguments: Sequence[str]) -> int:
    """`serve` as the portal's own command line has it: as old as today's desk is then, its acts are taken, and nothing
    is sent to it."""
    parser = argparse.ArgumentParser("newer")
    parser.add_argument("verb", choices=("serve",))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args(arguments)
    portal = open_up(given.data)
    portal = replace(portal, house=replace(portal.house, schema=SCHEMA + BEFORE + 1))
    serve(portal, "127.0.0.1", given.port, lambda url: say(json.dumps({"url": url})))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
