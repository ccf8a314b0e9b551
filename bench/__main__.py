"""`do.py bench`: every measurement in a process of its own, one table at the end."""

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.load.play import Load, play
from bench.process import ROOT
from bench.stores import SHARED

# In the order of the table of promises. Each module has `measure(quick) -> list[Row]`.
BENCHMARKS = (
    "start", "lists", "typing_text", "autosave", "checks", "clock", "reminding", "watching", "docket", "similar",
    "memory", "first_pull", "indexing", "nothing_new", "push", "township", "growth", "costs", "sealing",
)  # fmt: skip


def main() -> int:
    asked = _arguments()
    rows: list[dict[str, Any]] = []
    failed: list[str] = []
    if asked.load:
        rows = [row.as_json() for row in play(_load(asked))]
        return _told(asked, rows, failed)
    with TemporaryDirectory() as stores:
        os.environ.setdefault(SHARED, stores)
        for name in asked.only or BENCHMARKS:
            told = _in_a_process(name, asked.quick)
            if told is None:
                failed.append(name)
            rows += told or []
    return _told(asked, rows, failed)


def _load(asked: argparse.Namespace) -> Load:
    """What is to be played: the sizes of the promise where nothing else was asked for."""
    large = asked.load == "postgres"
    desks = asked.desks or (2000 if large else 400)
    return Load(asked.load, asked.minutes, desks, asked.acts, asked.together, 2 if large else 1)


def _told(asked: argparse.Namespace, rows: list[dict[str, Any]], failed: list[str]) -> int:
    if asked.json:
        print(
            json.dumps({"machine": machine(), "quick": asked.quick, "rows": rows, "failed": failed}, ensure_ascii=False)
        )
    else:
        print(table(rows))
        print("\n" + ", ".join(f"{key} {value}" for key, value in machine().items()))
    return 1 if failed or any(row["pass"] is False for row in rows) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="do.py bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object instead of the table")
    parser.add_argument("--quick", action="store_true", help="fewer runs and smaller stores, to see that it works")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="this one (may be repeated)")
    parser.add_argument("--load", choices=("postgres", "sqlite"), help="many desks at once, on such portals, instead")
    parser.add_argument("--minutes", type=_minutes, default=30.0, help="how long the load is played (at most 120)")
    parser.add_argument("--desks", type=_count, help="so many desks (else 2,000 on PostgreSQL, 400 on SQLite)")
    parser.add_argument("--acts", type=_count, default=50, help="so many acts a second of all of them")
    parser.add_argument("--together", type=_count, default=2, help="so many desks share a unit and its matters")
    parser.add_argument("--alone", choices=BENCHMARKS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        print(json.dumps([row.as_json() for row in import_module(f"bench.{asked.alone}").measure(asked.quick)]))
        sys.exit(0)
    return asked


def _minutes(text: str) -> float:
    """Half a minute to two hours."""
    value = float(text)
    if not 0.5 <= value <= 120:
        raise argparse.ArgumentTypeError("half a minute to 120 minutes")
    return value


def _count(text: str) -> int:
    """1 to 5,000."""
    value = int(text)
    if not 1 <= value <= 5000:
        raise argparse.ArgumentTypeError("1 to 5,000")
    return value


def _in_a_process(name: str, quick: bool) -> list[dict[str, Any]] | None:
    """The rows of one benchmark; None, and its words on the error stream, where it broke."""
    print(f"measuring {name} ...", file=sys.stderr, flush=True)
    command = [sys.executable, "-P", "-m", "bench", "--alone", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 and done.stdout else None


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as a table in Markdown, ready for `docs/performance.md`."""
    lines = ["| what | measured | floor | ratio | promised | |", "|---|---:|---:|---:|---:|---|"]
    for row in rows:
        verdict = {True: "kept", False: "**not kept**", None: ""}[row["pass"]]
        floor = "" if row["floor"] is None else f"{_number(row['floor'])} {row['unit']}"
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        named = row["name"] + (f" ({row['note']})" if row["note"] else "")
        lines.append(
            f"| {named} | {_number(row['value'])} {row['unit']} | {floor} | {ratio} | {_promise(row)} | {verdict} |"
        )
    return "\n".join(lines)


def _promise(row: dict[str, Any]) -> str:
    if row["target"] is None:
        return ""
    if row["sense"] == "times":
        return f"≤ {row['target']:g} × floor"
    return f"{'≥' if row['sense'] == 'at_least' else '≤'} {row['target']:g} {row['unit']}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    info = Path("/proc/cpuinfo")
    models = (
        [line.partition(": ")[2] for line in info.read_text("utf-8").splitlines() if line.startswith("model name")]
        if (info.exists())
        else []
    )
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    sys.exit(main())
