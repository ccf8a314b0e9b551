"""Whatever answers in the portal's place gets one clear code, and nothing of it is taken for rows."""

import gzip
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from models.problems import Refused, Unreachable
from sync.client import transport
from sync.client.remote import Remote
from sync.protocol import End, Head, SyncRequest

LINES = b'{"t":"head","epoch":"e","now":"n"}\n{"t":"end","cursor":{"pub":3},"more":false}\n'


class Answers(BaseHTTPRequestHandler):
    """Answers with what the test laid ready."""

    protocol_version = "HTTP/1.1"
    status, body, headers_out = 200, b"", dict[str, str]()
    cut, lines = 0, 0

    def setup(self) -> None:
        """Somebody connects."""
        super().setup()
        type(self).lines += 1

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        for name, value in self.headers_out.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.body) + self.cut))
        self.end_headers()
        self.wfile.write(self.body)
        self.close_connection = bool(self.cut)

    do_GET = do_DELETE = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def answers() -> Iterator[type[Answers]]:
    """A server whose answers the test decides."""

    class Fresh(Answers):
        """One test's answers."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Fresh)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    Fresh.headers_out = {}
    Fresh.address = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    yield Fresh
    server.shutdown()
    thread.join()
    server.server_close()


def _round(answers: type[Answers], request: SyncRequest = SyncRequest("device")) -> list[object]:  # noqa: B008 - frozen
    remote = Remote(answers.address, "token")  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    try:
        return list(remote.sync(request))
    finally:
        remote.close()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("", bytes), ("gzip", gzip.compress), ("zstd", zstandard.ZstdCompressor().compress)],
)
def test_an_answer_reads_the_same_however_it_is_packed(answers: type[Answers], coding: str, pack: object) -> None:
    answers.body = pack(LINES)  # type: ignore[operator]  # the fake server carries what it shall answer
    answers.headers_out = {"Content-Encoding": coding} if coding else {}
    assert _round(answers) == [Head("e", "n"), End({"pub": 3})]


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, b"<html>please log in to the wifi</html>\n", "portal_foreign"),
        (302, b"", "portal_foreign"),
        (404, b"not here", "portal_foreign"),
        (500, b"oops", "portal_fault"),
        (503, b'{"code":"store_locked"}', "portal_busy"),
        (401, b'{"code":"signed_out","facts":{},"article":[]}', "signed_out"),
        (400, b'{"code":"malformed","facts":{"where":"ops[0]"},"article":[]}', "malformed"),
        (429, b'{"code":"too_many","facts":{"minutes":3},"article":[]}', "too_many"),
    ],
)
def test_each_answer_that_is_none_has_its_code(answers: type[Answers], status: int, body: bytes, code: str) -> None:
    answers.status, answers.body = status, body
    with pytest.raises(Refused) as caught:
        _round(answers)
    assert caught.value.code == code


def test_an_answer_that_stops_midway_is_never_a_short_answer(answers: type[Answers]) -> None:
    answers.body, answers.cut = LINES[:-20], 20
    with pytest.raises(Unreachable, match="unreachable"):
        _round(answers)


def test_an_empty_answer_of_the_same_portal_says_that_nothing_is_new(answers: type[Answers]) -> None:
    answers.status, answers.headers_out = 204, {"epoch": "e1", "now": "2026-05-01T08:00:00+08:00"}
    request = SyncRequest("device", "e1", {"pub": 7, "me:p": 7}, brief=True)
    assert _round(answers, request) == [
        Head("e1", answers.headers_out["now"], scopes=("me:p", "pub")),
        End({"pub": 7, "me:p": 7}),
    ]


@pytest.mark.parametrize(
    ("told", "request_"),
    [({}, SyncRequest("device", "e1", brief=True)), ({"epoch": "e2"}, SyncRequest("device", "e1", brief=True)),
     ({"epoch": ""}, SyncRequest("device", "", brief=True)), ({"epoch": "e1"}, SyncRequest("device", "e1"))],
)  # fmt: skip
def test_an_empty_answer_of_anybody_else_is_no_answer(
    answers: type[Answers], told: dict[str, str], request_: SyncRequest
) -> None:
    answers.status, answers.headers_out = 204, told
    with pytest.raises(Unreachable) as refused:
        _round(answers, request_)
    assert refused.value.code == "portal_foreign"


def test_garbled_packing_is_unreachable(answers: type[Answers]) -> None:
    for coding in ("zstd", "gzip"):
        answers.body, answers.headers_out = b"\x00garbage", {"Content-Encoding": coding}
        with pytest.raises(Unreachable):
            _round(answers)


def test_nobody_at_the_address_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="unreachable"):
        Remote("http://127.0.0.1:1").hello()


@pytest.mark.parametrize("body", [b"<html>log in</html>", b'{"welcome": "to the hotel"}', b"[]", b""])
def test_what_is_no_portal_lets_nobody_in_and_is_named(answers: type[Answers], body: bytes) -> None:
    answers.body = body
    remote = Remote(answers.address)  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    with pytest.raises(Unreachable, match="portal_foreign"):
        remote.session("linxm", "secret", "device")
    remote.close()


@pytest.mark.parametrize("address", ["portal.example.cn", "https://", "ftp://portal", "http://[1"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(Unreachable, match="portal_address"):
        Remote(address).hello()


def test_a_portal_whose_certificate_nobody_vouches_for_hears_nothing(tmp_path: Path) -> None:
    """Not even the password's length: the line is given up before a request goes out."""
    heard: list[bytes] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_greet, args=(server, context, heard))
        thread.start()
        with pytest.raises(Unreachable, match="certificate_issuer"):
            Remote(f"https://127.0.0.1:{server.getsockname()[1]}").session("linxm", "secret", "device")
        thread.join()
    assert heard == []


def _greet(server: socket.socket, context: ssl.SSLContext, heard: list[bytes]) -> None:
    line, _address = server.accept()
    try:
        with context.wrap_socket(line, server_side=True) as safe:
            heard.append(safe.recv(1000))
    except ssl.SSLError:
        line.close()


def self_signed(folder: Path) -> Path:
    """A certificate that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now.replace(year=2046))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = folder / "portal.pem"
    file.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem))
    return file


@pytest.mark.parametrize(("status", "body"), [(204, b""), (200, LINES)])
def test_a_desk_keeps_its_connection_from_one_round_to_the_next(
    answers: type[Answers], status: int, body: bytes
) -> None:
    """On a township's line each new one costs two ways there and back, and a handshake of TLS on top."""
    answers.status, answers.body, answers.headers_out = status, body, {"epoch": "e", "now": "n"}
    remote = Remote(answers.address, "token")  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    for _ in range(3):
        for line in remote.sync(SyncRequest("device", "e", {"pub": 3}, brief=True)):
            if isinstance(line, End):
                break
    remote.close()
    assert answers.lines == 1


def test_a_connection_that_rested_is_opened_anew(answers: type[Answers], monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal lets go of one that rests, maybe just when the next request is on its way."""
    answers.body = LINES
    remote = Remote(answers.address, "token")  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    list(remote.sync(SyncRequest("device")))
    monkeypatch.setattr(transport, "RESTED", -1.0)
    list(remote.sync(SyncRequest("device")))
    remote.close()
    assert answers.lines == 2


def test_bytes_are_counted_both_ways(answers: type[Answers]) -> None:
    answers.body = json.dumps({"epoch": "e", "protocol": [1, 1], "schema": [1, 1]}).encode()
    remote = Remote(answers.address, "t")  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    assert remote.hello().epoch == "e"
    assert (remote.meter.requests, remote.meter.up > 50, remote.meter.down > len(answers.body)) == (1, True, True)
    remote.close()
