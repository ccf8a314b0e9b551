"""Many seeds in some processes, what came of them together, and the story of one that failed."""

import gc
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace

from fleet.mutations import broken
from fleet.run import Told, run, shrunk

SWEEP = 25
"""Runs after which garbage is sought."""


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
    """Plays the seeds of a job. Garbage is sought between runs only, and never among what is loaded by now."""
    found, sought = Sum(), gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        with broken(job.mutation):
            for seed in job.seeds:
                _note(found, run(seed, job.kind))
    finally:
        gc.enable() if sought else None
    return found


def _note(found: Sum, told: Told) -> None:
    alone = Sum(1, told.acts, [told] if told.promise is not None else [], told.faults, told.met)
    found.add(replace(alone, hits=told.hits, tried=told.tried))
    if found.runs % SWEEP == 0:
        gc.collect()


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


def story(told: Told, kind: str = "") -> str:
    """The shortest story found of a seed that failed, and how to play it again."""
    short = shrunk(told, kind)
    named = f" --kind {kind}" if kind else ""
    lines = [f"The shortest story found of seed {told.seed}: ({short.promise}) {short.told}"]
    lines += [f"  {line}" for line in short.story]
    return "\n".join([*lines, f"  again: python3 do.py fleet --from {told.seed} --seeds 1{named}"])
