"""What one measurement says: a value, its floor from the same run, and the promise it is held to."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `sense` says how `target` is meant: `at_most` or `at_least` it, or at most `times` the floor."""

    name: str
    value: float
    unit: str
    target: float | None = None
    sense: Literal["at_most", "at_least", "times"] = "at_most"
    floor: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over floor, where there is one."""
        return self.value / self.floor if self.floor else None

    @property
    def passed(self) -> bool | None:
        """Whether the promise was kept; None where nothing was promised."""
        if self.target is None:
            return None
        if self.sense == "times":
            return self.ratio is not None and self.ratio <= self.target
        return self.value >= self.target if self.sense == "at_least" else self.value <= self.target

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "ratio": self.ratio, "pass": self.passed}


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0.95, 0.99) of all values do not pass: nearest rank, so it was really seen."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(job: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000
