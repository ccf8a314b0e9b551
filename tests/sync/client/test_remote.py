"""Whatever answers in the portal's place gets one clear code, and nothing of it is taken for rows."""

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import zstandard

from models.problems import Refused, Unreachable
from sync.client.remote import Remote
from sync.protocol import End, Head, SyncRequest

LINES = b'{"t":"head","epoch":"e","now":"n"}\n{"t":"end","cursor":{"pub":3},"more":false}\n'


class Answers(BaseHTTPRequestHandler):
    """Answers with what the test laid ready."""

    protocol_version = "HTTP/1.1"
    status, body, headers_out = 200, b"", dict[str, str]()
    cut = 0

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


def test_bytes_are_counted_both_ways(answers: type[Answers]) -> None:
    answers.body = json.dumps({"epoch": "e", "protocol": [1, 1], "schema": [1, 1]}).encode()
    remote = Remote(answers.address, "t")  # type: ignore[attr-defined]  # the fake server carries what it shall answer
    assert remote.hello().epoch == "e"
    assert (remote.meter.requests, remote.meter.up > 50, remote.meter.down > len(answers.body)) == (1, True, True)
    remote.close()
