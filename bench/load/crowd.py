"""The desks of a town in one process: each waits, syncs once a minute and when it is woken, and some of them write.

As docs/protocol.md asks of a client, an act goes up again, under its own name, until its verdict is final."""

import asyncio
import json
import pickle
import random
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.load.line import Cut, Line
from bench.load.town import Desk
from models.ids import new_id

MINUTE = 60.0
ONE_AFTER_ANOTHER = 1.0
"""Seconds over which desks that one commit has woken come with their rounds."""
PATIENCE, LONGEST_WAIT = 30.0, 60.0
BUSY = frozenset({429, 500, 502, 503, 504})
MOST_FAULTS = 20


@dataclass
class Tally:
    """What was seen. `rounds`: moment, milliseconds and kind of each; `acts`: what was acknowledged, by op."""

    begun: float
    rounds: list[tuple[float, float, str]] = field(default_factory=list)
    acts: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    delays: list[tuple[float, float]] = field(default_factory=list)

    def fault(self, what: str) -> None:
        """Something that must not be."""
        self.counts["faults"] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"{time.monotonic() - self.begun:.1f} s: {what}")


class Clerk:
    """One desk, alive."""

    def __init__(self, desk: Desk, port: int, tally: Tally) -> None:
        self._desk, self._tally, self._host = desk, tally, f"127.0.0.1:{port}"
        self._round_line, self._wait_line = Line(port), Line(port)
        self._due, self._synced = asyncio.Event(), asyncio.Event()
        self.act: dict[str, Any] | None = None

    async def live(self, first: float) -> None:
        """From the first round, after so many seconds, on."""
        await asyncio.sleep(first)
        await self._round()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._wait())
            group.create_task(self._sync())

    def write(self) -> None:
        """Changes the title of one of the drafts, and brings that up at once."""
        now = int(time.time() * 1000)
        identity = random.choice(list(self._desk.drafts))
        base = self._desk.drafts[identity]
        op = new_id(now, random.getrandbits(82))
        self.act = {
            "op": op, "kind": "item.edit", "id": identity, "base": base, "line": op,
            "args": {"set": {"title": f"关于第{base}次修改的通知（{op[-6:]}）"}},
        }  # fmt: skip
        self._due.set()

    @property
    def idle(self) -> bool:
        """Whether nothing of this desk's is on its way."""
        return self.act is None and not self._due.is_set()

    async def _wait(self) -> None:
        while True:
            head = max(self._desk.cursor.values())
            request = self._request("GET", f"/v1/wait?head={head}", b"")
            try:
                status, _, body = await self._wait_line.ask(request, LONGEST_WAIT)
            except Cut:
                status, body = 0, b""
            self._tally.counts[f"wait {status}"] += 1
            if status != 200:
                await asyncio.sleep(random.uniform(1, 3))
                continue
            newest = json.loads(body)["head"]
            if newest > max(self._desk.cursor.values()):
                await asyncio.sleep(random.uniform(0, ONE_AFTER_ANOTHER))
            if newest > max(self._desk.cursor.values()):
                self._synced.clear()
                self._due.set()
                await self._synced.wait()

    async def _sync(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            timer = loop.call_later(MINUTE, self._due.set)
            await self._due.wait()
            timer.cancel()
            self._due.clear()
            await self._round()
            self._synced.set()

    async def _round(self) -> None:
        """Until it succeeds; the pause between tries grows from 2 s, half of it by chance."""
        first, pause = time.monotonic(), 2.0
        while not await self._try():
            self._tally.counts["tried again"] += 1
            await asyncio.sleep(pause / 2 + random.uniform(0, pause / 2))
            pause = min(pause * 2, 300.0)
        if pause > 2.0:
            self._tally.delays.append((first - self._tally.begun, time.monotonic() - first))

    async def _try(self) -> bool:
        desk, act = self._desk, self.act
        asked = {"device": desk.device, "epoch": desk.epoch, "cursor": desk.cursor, "brief": True}
        body = json.dumps({**asked, "ops": [act]} if act else asked, ensure_ascii=False).encode()
        start = time.monotonic()
        try:
            status, _, answer = await self._round_line.ask(self._request("POST", "/v1/sync", body), PATIENCE)
        except Cut as cut:
            self._tally.counts[f"cut: {cut}"] += 1
            return False
        taken, lines = time.monotonic() - start, answer.splitlines()
        self._tally.counts[f"sync {status}"] += 1
        if status in BUSY:
            return False
        if status not in (200, 204):
            self._tally.fault(f"sync answered {status} {answer[:200]!r}")
            return True
        kind = "act" if act else "still" if len(lines) <= 2 else "rows"
        self._tally.rounds.append((start - self._tally.begun, taken * 1000, kind))
        return self._take(lines, act)

    def _take(self, lines: list[bytes], act: dict[str, Any] | None) -> bool:
        for line in lines[1:-1]:
            if line.startswith(b'{"t":"verdict"'):
                self._judged(json.loads(line))
        if not lines:
            return True
        end = json.loads(lines[-1])
        if end.get("t") != "end":
            self._tally.fault("an answer without its end")
            return False
        self._desk.cursor |= end["cursor"]
        if end["more"]:
            self._due.set()
        return act is None or self.act is not act

    def _judged(self, verdict: dict[str, Any]) -> None:
        act = self.act
        if act is None or verdict["op"] != act["op"]:
            self._tally.fault(f"a verdict on what was not asked: {verdict}")
        elif verdict["result"] == "ok":
            self._desk.drafts[act["id"]] = verdict["seq"]
            self._tally.acts[act["op"]] = act["id"], verdict["seq"], act["args"]["set"]["title"]
            self.act = None
        elif verdict["result"] != "retry":
            self._tally.fault(f"refused: {verdict}")
            self.act = None

    def _request(self, verb: str, path: str, body: bytes) -> bytes:
        size = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        head = f"{verb} {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: zstd\r\n{size}"
        return f"{head}Authorization: Bearer {self._desk.token}\r\n\r\n".encode() + body


async def play(desks: list[Desk], port: int, seconds: float, rate: float, tally: Tally) -> None:
    """All of them for so many seconds, with `rate` acts a second once the last of them has come."""
    clerks = [Clerk(desk, port, tally) for desk in desks]
    spread = min(MINUTE, seconds / 4)
    living = [asyncio.create_task(clerk.live(random.uniform(0, spread))) for clerk in clerks]
    loop = asyncio.get_running_loop()
    await asyncio.sleep(spread)
    begun, made = loop.time(), 0
    while (gone := loop.time() - begun) < seconds - spread:
        for _ in range(int(gone * rate) - made):
            made += 1
            clerk = random.choice(clerks)
            if clerk.idle:
                clerk.write()
            else:
                tally.counts["busy, not asked"] += 1
        await asyncio.sleep(1 / rate)
    await asyncio.sleep(2)
    for task in living:
        task.cancel()
    ends = await asyncio.gather(*living, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            tally.fault(repr(end))
    tally.counts["on the way at the end"] = sum(clerk.act is not None for clerk in clerks)


def main() -> None:
    """`python -m bench.load.crowd TOWN PORT SECONDS RATE SEED`: writes what was seen as one line of JSON."""
    town, port, seconds, rate, seed = sys.argv[1:]
    random.seed(int(seed))
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    desks = pickle.loads(Path(town).read_bytes())
    tally = Tally(time.monotonic())
    print("begun", flush=True)
    asyncio.run(play(desks, int(port), float(seconds), float(rate), tally))
    print(json.dumps({
        "rounds": tally.rounds, "acts": tally.acts, "counts": tally.counts, "faults": tally.faults,
        "delays": tally.delays, "cpu": time.process_time(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
