"""The cable: what goes in at one end comes out at the other, until it is pulled."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from desktop.tour.network import HOST, Cable


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of a server that sends back what it hears."""
    server = socket.create_server((HOST, 0))

    def serve() -> None:
        while True:
            try:
                line, _address = server.accept()
            except OSError:
                return
            with line:
                while piece := line.recv(1000):
                    line.sendall(piece)

    thread = Thread(target=serve)
    thread.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


@pytest.fixture
def cable(echo: int) -> Iterator[Cable]:
    made = Cable(echo)
    yield made
    made.end()


def _said(cable: Cable, words: bytes) -> bytes:
    with socket.create_connection((HOST, cable.port), 5) as line:
        line.sendall(words)
        return line.recv(1000)


def test_a_plugged_cable_carries_both_ways(cable: Cable) -> None:
    cable.plug()
    assert _said(cable, b"one") == b"one"
    assert _said(cable, b"two") == b"two"


def test_before_it_is_plugged_nobody_answers(cable: Cable) -> None:
    with pytest.raises(ConnectionRefusedError):
        _said(cable, b"anyone")


def test_pulled_it_breaks_off_what_is_under_way_and_answers_nobody(cable: Cable) -> None:
    cable.plug()
    with socket.create_connection((HOST, cable.port), 5) as line:
        line.sendall(b"one")
        assert line.recv(1000) == b"one"
        cable.pull()
        assert line.recv(1000) == b""
    with pytest.raises(ConnectionRefusedError):
        _said(cable, b"two")


def test_plugged_again_it_carries_on_at_the_same_address(cable: Cable) -> None:
    url = cable.url
    cable.plug()
    cable.pull()
    cable.plug()
    assert cable.url == url
    assert _said(cable, b"again") == b"again"
