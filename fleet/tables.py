"""What a campaign tried, as the tables of docs/reliability.md: mechanisms, steps of the tables, calls of the stores."""

from collections import Counter
from collections.abc import Mapping, Sequence

from fleet.town import TEXTS, rules_of

HEAD = "| mechanism | broken so that | noticed, with faults of every kind | with the telling kinds |"
_PROMISES = {0: "a fault of the program"}


def mechanism(
    name: str, what: str, noticed: Sequence[int], runs: int, telling: str, best: Sequence[int] | None = None
) -> str:
    """The row of a mechanism."""
    row = f"| `{name}` | {what} | {len(noticed)} of {runs}: {_by(noticed)} |"
    return row + (f" {len(best)} of {runs}: {_by(best)} (`--kind {telling}`) |" if best is not None else "")


def _by(noticed: Sequence[int]) -> str:
    counted = sorted(Counter(noticed).items())
    return ", ".join(f"{_PROMISES.get(promise) or f'({promise})'} {n}" for promise, n in counted) or "nobody"


def coverage(tried: Mapping[tuple[str, str], int], hits: Mapping[str, int]) -> str:
    """Each step with how often it was taken and refused, and each call of a store with what struck it."""
    rows = ["", "| step | taken | refused, by what |", "|---|---|---|"]
    for kind, workflow in sorted(rules_of(TEXTS).workflows.items()):
        rows += [_step(f"{kind}.{verb}", tried) for verb in sorted(workflow.steps)]
    rows += ["", "| side | call of the store | died | disk full | locked |", "|---|---|---|---|---|"]
    calls = {(side, call) for side, _, call in map(_parts, hits)}
    for side, call in sorted(calls):
        struck = (hits.get(f"{side} {kind} {call}", 0) for kind in ("kill", "full", "locked"))
        rows.append(f"| {side} | {call} | {' | '.join(map(str, struck))} |")
    return "\n".join(rows)


def _parts(hit: str) -> tuple[str, str, str]:
    side, kind, call = hit.split(" ", 2)
    return side, kind, call


def _step(step: str, tried: Mapping[tuple[str, str], int]) -> str:
    refused = {code: n for (name, code), n in tried.items() if name == step and code and code != "killed"}
    told = ", ".join(f"{code} {n}" for code, n in sorted(refused.items(), key=lambda each: -each[1])[:4])
    return f"| `{step}` | {tried.get((step, ''), 0)} | {told} |"
