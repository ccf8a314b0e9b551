"""A hundred megabytes through a line that is cut twenty times each way, with a portal that is a process of its own."""

import itertools
import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.ids import new_id
from models.people import Actor
from models.problems import Unreachable
from models.store.desk import open_desk
from portal.__main__ import main
from portal.accounts import Newcomer
from portal.app import open_up
from sync.client.desk import Desk
from sync.client.engine import Engine
from sync.client.remote import Remote
from sync.protocol import MAX_CHUNK
from sync.server.policies import now_here
from tests.house.tree import ROOT
from tests.models.office import LIN, ZHOU
from tests.stories.relay import Relay
from tests.sync.fleet import RULES, TEXT

SIZE = 100_000_000
CUTS = 20
MEMORY = 120_000_000
"""Bytes by which a process may grow over what it had before the file came."""


@dataclass
class Served:
    """A portal in a process of its own, and what its people sign in with."""

    process: subprocess.Popen[str]
    url: str
    passwords: dict[str, str]

    def highest(self) -> int:
        """The most memory that the process ever held, in bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A portal with two clerks of one unit."""
    assert main(["init", "--data", str(tmp_path / "data")]) == 0
    portal = open_up(tmp_path / "data")
    people = [Newcomer(one.name, one.person, one.name, one.posts) for one in (LIN, ZHOU)]
    passwords = dict(portal.accounts.add(people, must_change=False))
    portal.close()
    command = [sys.executable, "-m", "portal", "serve", "--data", str(tmp_path / "data"), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Served(process, json.loads(process.stdout.readline())["url"], passwords)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


class _At:
    """A person's desk at the end of a line."""

    def __init__(self, served: Served, line: Relay, actor: Actor, folder: Path) -> None:
        self.remote = Remote(line.url)
        self.remote.session(actor.name, served.passwords[actor.name], actor.device)
        count = itertools.count(random.Random(actor.person).getrandbits(60))

        def ids() -> str:
            return new_id(int(now_here().timestamp() * 1000), next(count))

        self.desk = Desk(open_desk(folder), actor, RULES, now_here, ids)
        self.engine = Engine(self.desk, self.remote, actor.device)

    def until(self, done: Callable[[], object]) -> None:
        for _ in range(400):
            try:
                self.engine.round()
            except Unreachable:
                continue
            if done():
                return
        raise AssertionError("the rounds do not come to an end")

    def close(self) -> None:
        self.desk.store.close()
        self.remote.close()


def test_a_hundred_megabytes_come_through_twenty_cuts_each_way_and_hardly_a_byte_twice(
    served: Served, tmp_path: Path
) -> None:
    chance = random.Random(7)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + chance.randbytes(SIZE - 12))
    cuts = [chance.randrange(1_000_000, SIZE) for _ in range(CUTS)]
    line = Relay(served.url, cuts, [])
    lin = _At(served, line, LIN, tmp_path / "lin")
    lin.until(lambda: True)
    before = served.highest()
    with film.open("rb") as source:
        sha, size = lin.desk.put_file(source, "宣传片.mp4")
    item = lin.desk.new_id()
    listed = [{"sha256": sha, "name": "宣传片.mp4", "size": size}]
    lin.desk.do("item.create", item, {"fields": {**TEXT, "title": "有片子的", "attachments": listed}})
    other = lin.desk.new_id()
    lin.desk.do("item.create", other, {"fields": {**TEXT, "title": "没有片子的"}})
    lin.until(lambda: [act.id for act in lin.desk.outbox()] == [item])
    assert lin.desk.travelling()[0].moved < SIZE
    lin.until(lambda: not lin.desk.outbox())
    assert line.cut >= CUTS * 3 // 4  # two that lie within one reading are one
    assert SIZE <= line.up <= SIZE + line.cut * MAX_CHUNK + SIZE // 50
    assert served.highest() - before < MEMORY
    print(f"up: {line.up:,} bytes for {SIZE:,} with {line.cut} cuts; portal +{served.highest() - before:,}")
    line.close()
    lin.close()

    back = Relay(served.url, [], [chance.randrange(2_000_000, SIZE) for _ in range(CUTS)])
    zhou = _At(served, back, ZHOU, tmp_path / "zhou")
    zhou.until(lambda: zhou.desk.seen(item).matter.version)
    assert zhou.desk.blob(sha) is None
    down = back.down
    zhou.until(lambda: zhou.desk.blobs.size(sha))
    assert zhou.desk.blobs.is_sound(sha)
    assert back.down - down <= SIZE + back.cut * MAX_CHUNK + SIZE // 50
    print(f"down: {back.down - down:,} bytes with {back.cut} cuts; portal +{served.highest() - before:,}")
    assert served.highest() - before < MEMORY
    back.close()
    zhou.close()
