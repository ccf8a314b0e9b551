"""`do.py fleet`: plays seeds, tells which fault was met how often, and shrinks what failed to a short story."""

import argparse
import gc
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace

from fleet.faults import FAULTS
from fleet.mutations import MUTATIONS, broken
from fleet.real import REAL, real
from fleet.run import Told, run, shrunk
from fleet.tables import HEAD, coverage, mechanism

SWEEP = 25
"""Runs after which garbage is sought."""
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
    hits: Counter[str] = field(default_factory=Counter)
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Sum") -> None:
        """Takes in what another process found."""
        self.runs, self.acts = self.runs + other.runs, self.acts + other.acts
        self.failed += other.failed
        self.faults += other.faults
        self.met += other.met
        self.hits += other.hits
        self.tried += other.tried


def play(job: Job) -> Sum:
    """Plays the seeds of a job. Garbage is sought between runs only: what is loaded by now stays."""
    gc.disable()
    found = Sum()
    with broken(job.mutation):
        for seed in job.seeds:
            told = run(seed, job.kind)
            alone = Sum(1, told.acts, [told] if told.promise is not None else [], told.faults, told.met)
            found.add(replace(alone, hits=told.hits, tried=told.tried))
            if found.runs % SWEEP == 0:
                gc.collect()
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
        return real(asked.real, asked.kills, asked.seed)
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
        _story(shrunk(told, asked.kind))
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


def _story(told: Told) -> None:
    print(f"\nThe shortest story found of seed {told.seed}: ({told.promise}) {told.told}")
    for line in told.story:
        print(f"  {line}")
    print(f"  again: python3 do.py fleet --from {told.seed} --seeds 1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
