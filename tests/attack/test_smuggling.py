"""Two messages in one, floods and dribbles, said to a portal that is its own process: never two answers, never two
readings of where a message ends, and no line held for long."""

import time

import pytest

from portal.patience import Patient
from tests.attack.process import Process, heard, statuses

INNER = b"GET /v1/openapi.json HTTP/1.1\r\nHost: portal\r\n\r\n"
"""What is smuggled: it would be answered with the description."""
MARK = b'"openapi"'
SIZE = str(len(INNER)).encode()
CHUNKED = b"0\r\n\r\n" + INNER


def post(headers: bytes, body: bytes = INNER) -> bytes:
    """A request to a door that is open to anybody."""
    return b"POST /v1/session HTTP/1.1\r\nHost: portal\r\n" + headers + b"\r\n" + body


def test_the_marked_answer_is_what_the_smuggled_question_would_get(served: Process) -> None:
    answer = served.raw(INNER)
    assert statuses(answer) == [200]
    assert MARK in answer


AMBIGUOUS = {
    "two lengths": b"Content-Length: 0\r\nContent-Length: " + SIZE + b"\r\n",
    "two lengths, the larger first": b"Content-Length: " + SIZE + b"\r\nContent-Length: 0\r\n",
    "a list of lengths": b"Content-Length: 0, " + SIZE + b"\r\n",
    "a length with a sign": b"Content-Length: +0\r\n",
    "a length below nothing": b"Content-Length: -1\r\n",
    "a length in hexadecimal": b"Content-Length: 0x0\r\n",
    "a length with a line in it": b"Content-Length: 0\r\n 0\r\n",
    "a length with a sign of NUL": b"Content-Length: 0\x00\r\n",
    "a length that is a word": b"Content-Length: none\r\n",
    "a length without end": b"Content-Length: " + b"9" * 5000 + b"\r\n",
    "an empty length": b"Content-Length:\r\n",
    "a space before the colon": b"Content-Length : 0\r\nContent-Length: " + SIZE + b"\r\n",
    "a name with a space": b"Content Length: 0\r\nContent-Length: " + SIZE + b"\r\n",
    "another coding": b"Transfer-Encoding: gzip\r\n",
    "coding by identity": b"Transfer-Encoding: identity\r\n",
    "chunked and more": b"Transfer-Encoding: chunked, identity\r\n",
    "more and chunked": b"Transfer-Encoding: identity, chunked\r\n",
    "chunked twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "nearly chunked": b"Transfer-Encoding: xchunked\r\n",
    "chunked in quotes": b'Transfer-Encoding: "chunked"\r\n',
    "chunked behind a vertical tab": b"Transfer-Encoding: \x0bchunked\r\n",
    "a coding with a space before the colon": b"Transfer-Encoding : chunked\r\nContent-Length: " + SIZE + b"\r\n",
    "a colon alone": b": chunked\r\n",
    "a return within a value": b"X: a\rTransfer-Encoding: chunked\r\n",
}
"""Heads of which two readers could make two things."""


@pytest.mark.parametrize("headers", AMBIGUOUS.values(), ids=AMBIGUOUS)
@pytest.mark.parametrize("body", [INNER, CHUNKED], ids=["plain", "chunked"])
def test_a_head_that_can_be_read_in_two_ways_is_refused_and_the_line_is_shut(
    served: Process, headers: bytes, body: bytes
) -> None:
    answer = served.raw(post(headers, body))
    assert statuses(answer) in ([400], [501])
    assert MARK not in answer
    assert b"connection: close" in answer.lower()


CODED = {
    "length first": b"Content-Length: " + str(len(CHUNKED)).encode() + b"\r\nTransfer-Encoding: chunked\r\n",
    "coding first": b"Transfer-Encoding: chunked\r\nContent-Length: " + str(len(CHUNKED)).encode() + b"\r\n",
    "a length of nothing": b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
    "coding alone": b"Transfer-Encoding: chunked\r\n",
}
PIECES = {
    "one that ends": CHUNKED,
    "a size with a sign": b"-1\r\n",
    "a size in front of which stands 0x": b"0x0\r\n\r\n",
    "a size without end": b"f" * 30 + b"\r\n",
    "no end behind the bytes": b"1\r\naX" + INNER,
    "bytes behind the size": b"1\r\nab\r\n0\r\n\r\n",
    "an extension with a return in it": b"0;a\rb\r\n\r\n",
    "a trailer that says another length": b"0\r\nContent-Length: 5\r\n\r\n",
}


@pytest.mark.parametrize("headers", CODED.values(), ids=CODED)
@pytest.mark.parametrize("body", PIECES.values(), ids=PIECES)
def test_a_body_in_pieces_is_none_whatever_stands_beside_its_coding(
    served: Process, headers: bytes, body: bytes
) -> None:
    answer = served.raw(post(headers, body + INNER))
    assert statuses(answer) == [400]
    assert MARK not in answer
    assert b"connection: close" in answer.lower()


def test_two_requests_that_nobody_can_mistake_are_answered_one_after_the_other(served: Process) -> None:
    answer = served.raw(INNER, post(b"Content-Length: 2\r\n", b"{}"), INNER)
    assert statuses(answer) == [200, 400, 200]


FIRST = {
    "no version": b"GET /v1/openapi.json\r\n\r\n",
    "a version that is none": b"GET /v1/openapi.json HTTP/x\r\nHost: portal\r\n\r\n",
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no host": b"GET /v1/openapi.json HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "two spaces": b"GET  /v1/openapi.json HTTP/1.1\r\nHost: portal\r\n\r\n",
    "a space in the path": b"GET /v1/openapi.json x HTTP/1.1\r\nHost: portal\r\n\r\n",
    "a method with a sign": b"G(T /v1/openapi.json HTTP/1.1\r\nHost: portal\r\n\r\n",
    "bytes of TLS": b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n",
}


@pytest.mark.parametrize("said", FIRST.values(), ids=FIRST)
def test_a_first_line_that_is_none_is_refused(served: Process, said: bytes) -> None:
    answer = served.raw(said)
    assert statuses(answer)[:1] in ([], [400], [404])
    assert MARK not in answer


FLOODS = {
    "many small ones": b"".join(b"X-%d: 1\r\n" % number for number in range(20_000)),
    "a large one": b"X: " + b"a" * 200_000 + b"\r\n",
    "one that never ends": b"X: " + b"a" * 200_000,
    "a long path": b"X: 1\r\n",
}


@pytest.mark.parametrize("which", FLOODS)
def test_a_flood_of_headers_is_cut_off_and_others_are_served_meanwhile(served: Process, which: str) -> None:
    path = b"/v1/openapi.json" + (b"?" + b"a" * 100_000 if which == "a long path" else b"")
    with served.line() as line:
        answer = heard(line, b"GET " + path + b" HTTP/1.1\r\nHost: portal\r\n", FLOODS[which], b"\r\n")
    assert statuses(answer) in ([], [400])
    assert MARK not in answer
    assert served.ask("GET", "/v1/openapi.json")[0] == 200


def test_a_head_that_dribbles_and_a_line_that_says_nothing_are_shut_in_time(served: Process) -> None:
    with served.line() as slow, served.line() as silent:
        slow.sendall(b"GET /v1/openapi.json HTTP/1.1\r\n")
        begun, shut = time.monotonic(), dict[str, bytes]()
        while len(shut) < 2 and time.monotonic() - begun < Patient.head + 5:
            for name, line in (("slow", slow), ("silent", silent)):
                line.settimeout(0.2)
                if name not in shut:
                    try:
                        shut[name] = line.recv(1000)
                    except TimeoutError:
                        line.sendall(b"X: 1\r\n" if name == "slow" else b"")
        assert time.monotonic() - begun >= Patient.head - 1
    assert {name: statuses(answer) for name, answer in shut.items()} == {"slow": [408], "silent": [408]}
