"""What every route needs: whose a request is, and its body within bounds."""

import pytest
from fastapi import Request

from models.problems import Refused
from portal.asking import body_up_to, token_of


def _request(headers: dict[str, str], body: bytes = b"") -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": pairs}, receive)


@pytest.mark.parametrize(
    ("header", "token"), [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", ""), ("", "")]
)
def test_a_request_is_whose_token_it_carries(header: str, token: str) -> None:
    assert token_of(_request({"authorization": header})) == token


@pytest.mark.parametrize(
    ("headers", "body", "code"),
    [({}, b"x", "signed_out"), ({"authorization": "Bearer t"}, bytes(11), "too_large")],
)
def test_nothing_is_read_of_a_stranger_and_never_more_than_allowed(
    headers: dict[str, str], body: bytes, code: str
) -> None:
    reading = body_up_to(10)(_request(headers, body))
    with pytest.raises(Refused, match=code):
        reading.send(None)


def test_a_line_that_is_cut_in_the_middle_of_a_body_is_no_fault_of_the_portals() -> None:
    request = _request({"authorization": "Bearer t"})

    async def gone() -> dict[str, object]:
        return {"type": "http.disconnect"}

    request._receive = gone
    with pytest.raises(Refused, match="malformed"):
        body_up_to(10)(request).send(None)
