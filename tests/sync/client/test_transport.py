"""Over a line that is not what it should be nothing goes, and each reason has a word of its own."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.problems import Refused, Unreachable
from sync.client import transport
from sync.client.remote import Remote
from sync.client.transport import Pace, is_open
from tests.sync.client.district import District


@contextmanager
def portal(certificate: Path, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> Iterator[tuple[str, list[bytes]]]:
    """Its address, and what it heard."""
    heard: list[bytes] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_greet, args=(server, context, heard))
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}", heard
        thread.join()


def _greet(server: socket.socket, context: ssl.SSLContext, heard: list[bytes]) -> None:
    line, _address = server.accept()
    try:
        with context.wrap_socket(line, server_side=True) as safe:
            heard.append(safe.recv(1000))
    except (ssl.SSLError, ConnectionError):
        line.close()


def _word(address: str, authority: Path | None) -> str:
    with pytest.raises(Refused) as no:
        Remote(address, authority=authority).session("linxm", "secret", "device")
    return no.value.code


def test_another_authoritys_certificate_is_not_believed(tmp_path: Path) -> None:
    ours, theirs = District(tmp_path), District(tmp_path, "theirs")
    with portal(theirs.vouches()) as (address, heard):
        assert _word(address, ours.file) == "certificate_issuer"
    assert heard == []


def test_another_hosts_certificate_is_not_believed(tmp_path: Path) -> None:
    ours = District(tmp_path)
    with portal(ours.vouches("portal.example.cn")) as (address, heard):
        assert _word(address, ours.file) == "certificate_host"
    assert heard == []


def test_a_certificate_whose_time_is_over_is_not_believed(tmp_path: Path) -> None:
    ours = District(tmp_path)
    with portal(ours.vouches(ends_in=timedelta(days=-1))) as (address, heard):
        assert _word(address, ours.file) == "certificate_expired"
    assert heard == []


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")  # an old server is just what is wanted here
def test_an_outdated_protocol_is_refused(tmp_path: Path) -> None:
    ours = District(tmp_path)
    with portal(ours.vouches(), ssl.TLSVersion.TLSv1_1) as (address, heard):
        assert _word(address, ours.file) == "tls_old"
    assert heard == []


def test_a_file_that_is_no_authority_is_named(tmp_path: Path) -> None:
    spoilt = tmp_path / "ca.pem"
    spoilt.write_text("no certificate")
    for file in (spoilt, tmp_path / "none.pem"):
        assert _word("https://127.0.0.1:1", file) == "authority_wrong"


@pytest.mark.parametrize("address", ["http://portal.example.cn", "http://10.0.0.5:8420", "http://[fe80::1]", "http://"])
def test_nothing_goes_in_the_clear_to_another_computer(address: str) -> None:
    assert is_open(address)
    with pytest.raises(Unreachable, match="plain_http"):
        Remote(address).session("linxm", "secret", "device")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8420", "http://localhost:1", "http://[::1]:1", "https://portal.example.cn", "x"]
)
def test_this_computer_itself_and_https_are_no_open_lines(address: str) -> None:
    assert not is_open(address)


def test_a_line_is_slow_by_what_came_and_how_long_it_was_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(transport, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def read(size: int, seconds: float) -> bytes:
        now[0] += seconds
        return bytes(size)

    pace = Pace()
    pace.of(lambda: read(50_000, 1.0))
    assert not pace.is_slow, "a few bytes say nothing yet"
    pace.of(lambda: read(60_000, 0.3))
    assert pace.is_slow
    for _ in range(60):
        now[0] += 5.0  # the desk's own work
        assert len(pace.of(lambda: read(65_536, 0.01))) == 65_536
    assert not pace.is_slow, "another line by now"
