"""Starts programs the way a person does, and takes the time until they say a word."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def started(
    arguments: Sequence[str], environ: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """A running `python ARGUMENTS` of this environment, and the moment (perf_counter, seconds) it was asked for."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **(environ or {})}
    # A clerk's second start finds every module compiled; where this is set, only the floor's would be.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-P", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield child, begun
    finally:
        child.kill()
        child.communicate()


def until(arguments: Sequence[str], *marks: str, environ: Mapping[str, str] | None = None) -> dict[str, float]:
    """Milliseconds from the start of the program to the first line that opens with each of `marks`."""
    found: dict[str, float] = {}
    with started(arguments, environ) as (child, begun):
        assert child.stdout is not None
        for line in child.stdout:
            word = line.split(" ", 1)[0].strip()
            if word in marks and word not in found:
                found[word] = (time.perf_counter() - begun) * 1000
            if len(found) == len(marks):
                return found
        assert child.stderr is not None
        raise RuntimeError(
            f"{' '.join(arguments)} ended before {set(marks) - found.keys()}: {child.stderr.read()[-2000:]}"
        )


def until_end(arguments: Sequence[str]) -> str:
    """The last line that the program says before its good end."""
    with started(arguments) as (child, _):
        out, told = child.communicate()
        if child.returncode:
            raise RuntimeError(f"{' '.join(arguments[:2])} ended with {child.returncode}: {told[-2000:]}")
    return out.splitlines()[-1]
