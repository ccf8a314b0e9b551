"""Memory and processor time of what runs, read now and then from outside."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import psutil


@dataclass
class Gauge:
    """Follows groups of processes, each with all that they start; `samples` are (seconds, megabytes by group)."""

    groups: dict[str, list[psutil.Process]] = field(default_factory=dict)
    samples: list[tuple[float, dict[str, float]]] = field(default_factory=list)
    _gone: dict[str, float] = field(default_factory=dict)

    def follow(self, name: str, pid: int) -> None:
        """From now on this process belongs to the group."""
        self.groups.setdefault(name, []).append(psutil.Process(pid))

    def let_go(self, name: str) -> None:
        """What the group used up to now counts; its processes are about to end."""
        self._gone[name] = self._gone.get(name, 0.0) + self._used(name)
        self.groups[name] = []

    def sample(self, at: float) -> None:
        """Notes the memory that each group holds now."""
        self.samples.append((at, {name: self._held(name) for name in self.groups}))

    def used(self) -> Mapping[str, float]:
        """Seconds of processor time by group."""
        return {name: self._gone.get(name, 0.0) + self._used(name) for name in self.groups}

    def _each(self, name: str) -> Sequence[psutil.Process]:
        found = []
        for one in self.groups[name]:
            try:
                found += [one, *one.children(recursive=True)]
            except psutil.NoSuchProcess:
                continue
        return found

    def _held(self, name: str) -> float:
        """Memory of its own: what several share, as PostgreSQL's buffers, is not counted once for each."""
        total = 0
        for one in self._each(name):
            try:
                info = one.memory_info()
            except psutil.NoSuchProcess:
                continue
            total += info.rss - info.shared
        return total / 1e6

    def _used(self, name: str) -> float:
        total = 0.0
        for one in self._each(name):
            try:
                times = one.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
        return total


def growth(samples: Sequence[tuple[float, Mapping[str, float]]], name: str) -> tuple[float, float]:
    """Megabytes in the last quarter of the time, and how much that is above the second quarter (medians)."""
    held = [found[name] for _, found in samples if found.get(name)]
    quarter = max(1, len(held) // 4)
    late = statistics.median(held[-quarter:])
    return late, late - statistics.median(held[quarter : 2 * quarter] or held)
