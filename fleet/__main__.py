"""`do.py fleet`: plays seeds, tells which fault was met how often, and shrinks what failed to a short story."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence

from fleet.campaign import Sum, campaign, story
from fleet.faults import FAULTS
from fleet.mutations import MUTATIONS
from fleet.real import REAL
from fleet.tables import HEAD, coverage, mechanism

SHRINK = 3
"""At most so many failing seeds are shrunk."""


def _kinds(text: str) -> str:
    unknown = set(filter(None, text.split(","))) - FAULTS.keys()
    if unknown:
        raise argparse.ArgumentTypeError(f"{min(unknown)} is none of {', '.join(sorted(FAULTS))}")
    return text


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="do.py fleet", description=__doc__)
    parser.add_argument("--seeds", type=int, default=50, help="how many runs")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--kind", type=_kinds, default="", help="this fault alone, or several with commas between")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("--break", choices=[*MUTATIONS, "all"], default="", dest="mutation", help="break a mechanism")
    parser.add_argument("--table", action="store_true", help="break each mechanism and write who noticed, as a table")
    parser.add_argument("--real", choices=REAL, default="", help="real processes, really killed")
    parser.add_argument("--kills", type=int, default=10, help="how many of them, with --real")
    parser.add_argument("--seed", type=int, default=0, help="what they are drawn by, with --real")
    parser.add_argument("--coverage", action="store_true", help="the tables of steps and store calls that were tried")
    parser.add_argument("--json", action="store_true", help="one object in place of the words")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """0 when every promise was kept; with `--break`, when each broken mechanism was noticed."""
    asked = _arguments(given)
    seeds = range(asked.first, asked.first + asked.seeds)
    if asked.real:
        again = [sys.executable, "-m", "fleet.real", asked.real, str(asked.kills), str(asked.seed)]
        return subprocess.run(again, check=False).returncode  # in a process with nothing else in it, since it forks
    if asked.mutation or asked.table:
        return _breaking([asked.mutation] if asked.mutation not in ("", "all") else MUTATIONS, seeds, asked)
    whole = campaign(seeds, asked.jobs, asked.kind)
    if asked.json:
        failed = [{"seed": told.seed, "promise": told.promise, "told": told.told} for told in whole.failed]
        print(json.dumps({"runs": whole.runs, "acts": whole.acts, "faults": whole.faults, "failed": failed}))
        return bool(whole.failed)
    _tell(whole)
    if asked.coverage:
        print(coverage(whole.tried, whole.hits))
    for told in whole.failed[:SHRINK]:
        print(f"\n{story(told, asked.kind)}")
    return bool(whole.failed)


def _breaking(names: Iterable[str], seeds: Sequence[int], asked: argparse.Namespace) -> int:
    """Breaks one mechanism after the other: the runs with faults of all kinds must notice; `--table` tries those with
    the telling kinds as well and writes the rows of a table."""
    unnoticed = 0
    if asked.table:
        print(f"{HEAD}\n|---|---|---|---|")
    for name in names:
        telling = MUTATIONS[name].telling
        whole = campaign(seeds, asked.jobs, asked.kind, name)
        best = campaign(seeds, asked.jobs, telling, name) if asked.table else None
        told = _promises(best) if best else None
        print(mechanism(name, MUTATIONS[name].what, _promises(whole), whole.runs, telling, told))
        sys.stdout.flush()
        unnoticed += not whole.failed
    return bool(unnoticed)


def _promises(whole: Sum) -> list[int]:
    return [told.promise or 0 for told in whole.failed]


def _tell(whole: Sum) -> None:
    print(f"{whole.runs} runs with {whole.acts} acts, {len(whole.failed)} broke a promise")
    for name, fault in FAULTS.items():
        if whole.faults[name]:
            print(f"  {name:22}{whole.faults[name]:6}  {fault.what}")
    for told in whole.failed:
        print(f"seed {told.seed}: ({told.promise}) {told.told}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
