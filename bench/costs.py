"""What one request costs a portal: its processor time and memory, from which docs/performance.md computes how far it
goes. Counted by the system at the portal's process, so that a busy machine changes them little."""

import http.client
import json
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from bench.load import town
from bench.process import started
from bench.row import Row

DESKS = 20


class Asker:
    """One desk on one connection that stays open."""

    def __init__(self, port: int, desk: town.Desk) -> None:
        self.desk, self._line = desk, http.client.HTTPConnection("127.0.0.1", port)
        self._headers = {"Authorization": f"Bearer {desk.token}", "Accept-Encoding": "identity"}

    def ask(self, verb: str, path: str, doc: dict[str, Any] | None = None) -> bytes:
        """The body of the answer."""
        self._line.request(verb, path, json.dumps(doc).encode() if doc else None, self._headers)
        answer = self._line.getresponse()
        data = answer.read()
        if answer.status not in (200, 204):
            raise RuntimeError(f"{path} answered {answer.status}: {data[:200]!r}")
        return data

    def sync(self, *ops: dict[str, Any]) -> None:
        """One round."""
        desk = self.desk
        asked = {"device": desk.device, "epoch": desk.epoch, "cursor": desk.cursor, "brief": True, "ops": list(ops)}
        lines = [json.loads(line) for line in self.ask("POST", "/v1/sync", asked).splitlines()]
        for line in lines:
            if line["t"] == "verdict" and line["result"] != "ok":
                raise RuntimeError(str(line))
            if line["t"] == "verdict":
                desk.drafts[next(op["id"] for op in ops if op["op"] == line["op"])] = line["seq"]
            if line["t"] == "end":
                desk.cursor |= line["cursor"]

    def wait(self) -> None:
        """A wait that ends at once, since the desk says that it holds nothing."""
        self.ask("GET", "/v1/wait?head=0")

    def act(self, number: int, at: int = 0) -> dict[str, Any]:
        """An edit of one of its drafts."""
        identity = list(self.desk.drafts)[at]
        op = f"01c{self.desk.number:08}{at:03}{number:012}"
        fields = {"title": f"关于第{number}次修改的通知"}
        base = self.desk.drafts[identity]
        return {"op": op, "kind": "item.edit", "id": identity, "base": base, "line": op, "args": {"set": fields}}


def measure(quick: bool) -> list[Row]:
    times = 50 if quick else 400
    with tempfile.TemporaryDirectory() as name:
        data = Path(name, "portal")
        desks = town.settle(data, "", town.Plan(DESKS, together=2, drafts=50))
        with started(["-m", "portal", "serve", "--data", str(data), "--port", "0"]) as (child, _):
            assert child.stdout is not None
            port = int(json.loads(child.stdout.readline())["url"].rpartition(":")[2])
            process = psutil.Process(child.pid)
            return [
                *_requests(process, Asker(port, desks[0]), Asker(port, desks[1]), times),
                _waiting(process, port, desks),
            ]


def _requests(process: psutil.Process, one: Asker, other: Asker, times: int) -> list[Row]:
    def both(number: int) -> None:
        one.sync(one.act(10_000 + number))
        other.sync()

    still = _each(process, times, lambda _: one.sync())
    waits = _each(process, times, lambda _: one.wait())
    acts = _each(process, times, lambda number: one.sync(one.act(number)))
    pulls = _each(process, times, both) - acts
    batch = [_each(process, 4, lambda n: one.sync(*(one.act(n + 1, at) for at in range(1, 50)))) / 49]
    return [
        Row("the machine itself: 20,000 squares in Python", _squares(), "ms", note="1.0 where it is otherwise idle"),
        Row("portal's processor for a round without news", still, "ms"),
        Row("… for a wait begun and ended", waits, "ms"),
        Row("… for an act that comes alone, with its rows", acts, "ms"),
        Row("… for an act among many", batch[0], "ms"),
        Row("… for a round that brings what somebody else did", pulls, "ms"),
    ]


def _each(process: psutil.Process, times: int, job: Callable[[int], None]) -> float:
    """Milliseconds of processor time for one of `times` calls, after the first."""
    job(-1)
    before = sum(process.cpu_times()[:2])
    for number in range(times):
        job(number)
    return float(sum(process.cpu_times()[:2]) - before) / times * 1000


def _squares() -> float:
    """Milliseconds of processor time for a fixed piece of work: what costs above are to be divided by."""
    before = time.process_time()
    for _ in range(100):
        sum(number * number for number in range(20_000))
    return (time.process_time() - before) * 10


def _waiting(process: psutil.Process, port: int, desks: list[town.Desk]) -> Row:
    """Kilobytes that a waiting desk holds."""
    count, before = 400, process.memory_info().rss
    lines = []
    for number in range(count):
        line = socket.create_connection(("127.0.0.1", port))
        token = desks[number % len(desks)].token
        line.sendall(f"GET /v1/wait?head={2**62} HTTP/1.1\r\nHost: p\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        lines.append(line)
    Asker(port, desks[0]).sync()
    held = process.memory_info().rss - before
    for line in lines:
        line.close()
    return Row("memory of the portal for a desk that waits", held / count / 1000, "KB")
