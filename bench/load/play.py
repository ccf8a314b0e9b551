"""Plays a town of desks on portals as they are served, kills one of them in the middle, and counts what came of it."""

import json
import os
import pickle
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.load import ground, town
from bench.load.gauge import Gauge, growth
from bench.process import ROOT
from bench.row import Row, percentile
from portal.app import open_up

EVERY = 5.0
DOWN = 3.0
"""Seconds for which a killed portal stays away."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is played: on which database, how long, with how many desks, acts a second, and desks in one unit."""

    kind: str
    minutes: float
    desks: int
    rate: float
    together: int
    portals: int


class Served:
    """A portal on a port of its own, that can be killed and started again."""

    def __init__(self, data: Path, database: str, port: int) -> None:
        self._command = ["-m", "portal", "serve", "--data", str(data), "--port", str(port)]
        self._command += ["--database", database] if database else []
        self._log = data.parent / f"portal-{port}.log"
        self.child = self._start()

    def _start(self) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with self._log.open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-P", *self._command], env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        assert child.stdout is not None
        if not child.stdout.readline():
            raise RuntimeError(self._log.read_text("utf-8")[-2000:])
        return child

    def kill(self) -> None:
        """As a power cut would."""
        self.child.kill()
        self.child.wait()

    def again(self) -> None:
        """Starts it anew."""
        self.child = self._start()

    @property
    def said(self) -> str:
        """What it complained of."""
        return self._log.read_text("utf-8")


def play(load: Load) -> list[Row]:
    """The figures of one run."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, gauge = Path(name), Gauge()
        database = stack.enter_context(ground.postgres()) if load.kind == "postgres" else ""
        _say(f"filling the portal for {load.desks:,} desks ...")
        desks = town.settle(folder / "portal", database, town.Plan(load.desks, load.together))
        (folder / "town").write_bytes(pickle.dumps(desks))
        ports = [_free_port() for _ in range(load.portals)]
        portals = [stack.enter_context(_serving(folder / "portal", database, port)) for port in ports]
        door = ports[0]
        if load.portals > 1:
            door = _free_port()
            gauge.follow("nginx", stack.enter_context(ground.nginx(folder / "nginx", door, ports)).pid)
        if database:
            gauge.follow("postgres", _server_of(database))
        for number, each in enumerate(portals, 1):
            gauge.follow(f"portal {number}", each.child.pid)
        _say(f"playing for {load.minutes:g} minutes ...")
        seen = _played(folder, door, load, portals, gauge)
        said = "".join(each.said for each in portals)
        for each in portals:
            each.child.send_signal(signal.SIGTERM)
            each.child.wait(20)
        lost = _lost(folder / "portal", database, seen["acts"])
    return _rows(load, seen, gauge, lost, said)


@contextmanager
def _serving(data: Path, database: str, port: int) -> Iterator[Served]:
    served = Served(data, database, port)
    try:
        yield served
    finally:
        served.kill()


def _played(folder: Path, door: int, load: Load, portals: list[Served], gauge: Gauge) -> dict[str, Any]:
    """What the desks saw; in the middle the first portal is killed, and comes back after a while."""
    seconds = load.minutes * 60
    arguments = [str(folder / "town"), str(door), str(seconds), str(load.rate), str(secrets.randbits(30))]
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "bench.load.crowd", *arguments], cwd=ROOT, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert child.stdout is not None
    try:
        child.stdout.readline()
        begun, before, killed = time.monotonic(), dict(gauge.used()), 0.0
        while (gone := time.monotonic() - begun) < seconds and child.poll() is None:
            if not killed and gone > seconds / 2:
                gauge.let_go("portal 1")
                portals[0].kill()
                killed = gone
                time.sleep(DOWN)
                portals[0].again()
                gauge.follow("portal 1", portals[0].child.pid)
            gauge.sample(gone)
            time.sleep(EVERY)
        after = dict(gauge.used())
        out, _ = child.communicate(timeout=120)
    finally:
        child.kill()
    used = {name: (after[name] - before[name]) / gone for name in after}
    seen: dict[str, Any] = json.loads(out.splitlines()[-1])
    return {**seen, "used": {**used, "the desks": seen["cpu"] / gone}, "killed": killed, "seconds": gone}


def _lost(data: Path, database: str, acts: dict[str, list[Any]]) -> int:
    """How many acknowledged acts the portal does not have, with their verdict or their effect; the log must verify."""
    portal = open_up(data, database)
    ops, lost, last = list(acts), 0, dict[str, tuple[int, str]]()
    with portal.store.reading() as reading:
        for at in range(0, len(ops), 1000):
            found = reading.judged(ops[at : at + 1000])
            lost += sum(op not in found or found[op].seq != acts[op][1] for op in ops[at : at + 1000])
        for identity, seq, title in acts.values():
            last[identity] = max((seq, title), last.get(identity, (0, "")))
        for identity, (seq, title) in last.items():
            matter = reading.matter("item", identity)
            lost += (
                matter is None or (matter.version == seq and matter.fields["title"] != title) or matter.version < seq
            )
        if reading.audit().wrong:
            raise RuntimeError(f"the log does not verify: {reading.audit()}")
    portal.close()
    return lost


def _rows(load: Load, seen: dict[str, Any], gauge: Gauge, lost: int, said: str) -> list[Row]:
    rounds, killed = [each for each in seen["rounds"] if each[0] > seen["seconds"] / 4], seen["killed"]
    quiet = [taken for at, taken, _ in rounds if not killed - 1 < at < killed + DOWN + 5]
    where = f"{load.portals} portals behind nginx on PostgreSQL" if load.portals > 1 else "one portal on SQLite"
    rows = [Row(f"{load.desks:,} desks, {where}, {load.rate:g} acts/s, {load.minutes:g} min: sync p95",
                percentile(quiet, 0.95), "ms", 150,
                note=f"median {percentile(quiet, 0.5):.0f}, p99 {percentile(quiet, 0.99):.0f} ms")]  # fmt: skip
    for kind in ("still", "rows", "act"):
        some = [taken for _, taken, what in rounds if what == kind]
        if some:
            rows.append(Row(f"… of them {kind}: p95", percentile(some, 0.95), "ms",
                            note=f"{len(some) / (seen['seconds'] * 0.75):.0f} a second"))  # fmt: skip
    counts = seen["counts"]
    rows.append(Row("faults seen by desks", counts.get("faults", 0), "", 0, note="; ".join(seen["faults"])[:300]))
    rows.append(Row("acknowledged acts lost", lost, "", 0, note=f"of {len(seen['acts']):,}; the log verifies"))
    longest = max((taken for _, taken in seen["delays"]), default=0.0)
    note = f"{len(seen['delays'])} rounds were tried again, {counts.get('on the way at the end', 0)} unfinished"
    rows.append(Row("one portal killed: the longest that a desk was delayed", longest, "s", note=note))
    for name in gauge.groups:
        held, more = growth(gauge.samples, name)
        target = 25 if name.startswith("portal") else None
        rows.append(Row(f"memory of {name}, and growth from the second to the last quarter", more, "MB", target,
                        note=f"{held:.0f} MB"))  # fmt: skip
    for name, share in seen["used"].items():
        rows.append(Row(f"processor: {name}", share * 100, "% of one"))
    _say(json.dumps(counts) + "\n" + said[-1500:])
    return rows


def _server_of(database: str) -> int:
    """The process of the server that listens at this URL's port."""
    port = int(database.rpartition(":")[2].partition("/")[0])
    with socket.create_connection(("127.0.0.1", port)):
        pass
    found = subprocess.run(["pgrep", "-o", "-f", f"postgres.*-p {port}"], capture_output=True, text=True, check=False)
    return int(found.stdout.split()[0])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
