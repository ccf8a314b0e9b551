"""`do.py fleet`: plays seeds, tells which fault was met how often, and shrinks what failed to a short story."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from fleet.faults import FAULTS
from fleet.mutations import MUTATIONS, broken
from fleet.run import CRASHED, Told, run, shrunk

SHRINK = 3
"""At most so many failing seeds are shrunk."""


@dataclass(frozen=True)
class Job:
    """Some seeds for one process."""

    seeds: Sequence[int]
    kind: str = ""
    mutation: str = ""


@dataclass
class Sum:
    """What came of many runs."""

    runs: int = 0
    acts: int = 0
    failed: list[Told] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Sum") -> None:
        """Takes in what another process found."""
        self.runs, self.acts = self.runs + other.runs, self.acts + other.acts
        self.failed += other.failed
        self.faults += other.faults
        self.met += other.met


def play(job: Job) -> Sum:
    """Plays the seeds of a job."""
    found = Sum()
    with broken(job.mutation):
        for seed in job.seeds:
            told = run(seed, job.kind)
            found.runs, found.acts = found.runs + 1, found.acts + told.acts
            found.faults += told.faults
            found.met += told.met
            found.failed += [told] if told.promise is not None else []
    return found


def campaign(seeds: Sequence[int], jobs: int, kind: str = "", mutation: str = "") -> Sum:
    """Plays seeds in so many processes."""
    parts = [Job(seeds[at::jobs], kind, mutation) for at in range(jobs)]
    whole = Sum()
    for found in map(play, parts) if jobs == 1 else _apart(parts):
        whole.add(found)
    whole.failed.sort(key=lambda told: told.seed)
    return whole


def _apart(parts: Sequence[Job]) -> Iterable[Sum]:
    with ProcessPoolExecutor(len(parts)) as pool:
        yield from pool.map(play, parts)


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
    parser.add_argument("--json", action="store_true", help="one object in place of the words")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """0 when every promise was kept; with `--break`, when each broken mechanism was noticed."""
    asked = _arguments(given)
    seeds = range(asked.first, asked.first + asked.seeds)
    if asked.mutation:
        return _breaking(MUTATIONS if asked.mutation == "all" else [asked.mutation], seeds, asked)
    whole = campaign(seeds, asked.jobs, asked.kind)
    if asked.json:
        failed = [{"seed": told.seed, "promise": told.promise, "told": told.told} for told in whole.failed]
        print(json.dumps({"runs": whole.runs, "acts": whole.acts, "faults": whole.faults, "failed": failed}))
        return bool(whole.failed)
    _tell(whole)
    for told in whole.failed[:SHRINK]:
        _story(shrunk(told, asked.kind))
    return bool(whole.failed)


def _breaking(names: Iterable[str], seeds: Sequence[int], asked: argparse.Namespace) -> int:
    unnoticed = 0
    for name in names:
        whole = campaign(seeds, asked.jobs, asked.kind, name)
        by = Counter(told.promise for told in whole.failed if told.promise != CRASHED)
        crashed = sum(told.promise == CRASHED for told in whole.failed)
        which = ", ".join(f"({promise}) {n}" for promise, n in sorted(by.items(), key=lambda each: each[0] or 0))
        told = f"{name:24}{len(whole.failed):5} of {whole.runs} noticed it: {which}"
        told += f", crashed {crashed}" if crashed else ""
        print(told + (f"; the first was {whole.failed[0].seed}" if whole.failed else ""), flush=True)
        unnoticed += not whole.failed
    return bool(unnoticed)


def _tell(whole: Sum) -> None:
    print(f"{whole.runs} runs with {whole.acts} acts, {len(whole.failed)} broke a promise")
    for name, fault in FAULTS.items():
        if whole.faults[name]:
            print(f"  {name:22}{whole.faults[name]:6}  {fault.what}")
    for told in whole.failed:
        print(f"seed {told.seed}: ({told.promise}) {told.told}")


def _story(told: Told) -> None:
    print(f"\nThe shortest story found of seed {told.seed}: ({told.promise}) {told.told}")
    for line in told.story:
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
