"""A line that brings a request too slowly is shut; one that is slow but steady, and one that waits for us, is not."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
import uvicorn

from portal.patience import Patient

HEAD = b"POST / HTTP/1.1\r\nHost: portal\r\nContent-Length: 4000\r\n\r\n"
NOTHING = b"read: 0\r\n\r\n"
WAITED = 2.5


class Hasty(Patient):
    """The same, in a second."""

    head: ClassVar[float] = 1.0
    span: ClassVar[float] = 1.0
    least: ClassVar[int] = 400


async def count(scope: Any, receive: Any, send: Any) -> None:
    """Says how long the body was; one that asks for it is kept waiting first, as by a long poll."""
    if scope["type"] != "http":
        return
    size, more = 0, True
    while more:
        told = await receive()
        if told["type"] == "http.disconnect":
            return
        size, more = size + len(told.get("body", b"")), told.get("more_body", False)
    if scope["path"] == "/wait":
        await asyncio.sleep(WAITED)
    headers = [(b"content-length", b"0"), (b"read", b"%d" % size)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(count, http=Hasty, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield int(listening.getsockname()[1])
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def line(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as made:
        yield made


def _dribbled(line: socket.socket, data: bytes, size: int, every: float = 0.1) -> bytes:
    """What came back to bytes that were said so many at a time."""
    found = b""
    line.settimeout(every)
    for at in range(0, len(data), size):
        try:
            line.sendall(data[at : at + size])
            found += line.recv(1000)
        except TimeoutError:
            continue
        except ConnectionError:
            return found
        return found
    line.settimeout(5)
    return found + line.recv(1000)


def test_a_head_that_comes_byte_by_byte_is_not_waited_for(line: socket.socket) -> None:
    begun = time.monotonic()
    assert _dribbled(line, HEAD, 1).startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - begun < 5


def test_nor_is_the_head_of_a_later_request(line: socket.socket) -> None:
    line.sendall(b"GET / HTTP/1.1\r\nHost: portal\r\n\r\n")
    assert line.recv(1000).endswith(NOTHING)
    assert _dribbled(line, HEAD, 1).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_stops_or_dribbles_is_not_waited_for(line: socket.socket, port: int) -> None:
    line.sendall(HEAD)
    assert line.recv(1000) == b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as other:
        other.sendall(HEAD)
        assert _dribbled(other, bytes(4000), 10) == b""


def test_a_body_that_is_slow_and_steady_is_taken(line: socket.socket) -> None:
    line.sendall(HEAD)
    begun = time.monotonic()
    assert _dribbled(line, bytes(4000), 200).endswith(b"read: 4000\r\n\r\n")
    assert time.monotonic() - begun > 1.5 * Hasty.span


def test_who_waits_for_us_is_not_shut_out(line: socket.socket) -> None:
    line.sendall(b"GET /wait HTTP/1.1\r\nHost: portal\r\n\r\n")
    assert line.recv(1000).endswith(NOTHING)
    assert Hasty.head + Hasty.span < WAITED


def test_a_head_is_bounded_however_it_comes(line: socket.socket) -> None:
    line.sendall(b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: portal\r\n\r\n")
    assert line.recv(1000).startswith(b"HTTP/1.1 400 ")
