"""The line between a desk and the portal, byte for byte as over HTTP, and everything that can happen on it."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import zstandard
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ReadTimeout
from urllib3 import HTTPResponse

from fleet.serving import Asked as Asked
from fleet.serving import Reply as Reply
from fleet.serving import refusal as refusal
from fleet.serving import serve as serve
from models.problems import Refused

MOST_REQUESTS = 150
"""More than any round of so small a district can need."""
LOGIN = b"<!DOCTYPE html><html><title>Wi-Fi</title><body>Please sign in to this network.</body></html>"


class Endless(AssertionError):
    """A round that does not end."""


_PASSING = (0, 0, 0, 0, 1, 1, 2, 3)
"""Messages that pass before the one that something happens to."""
Carry = Callable[[Asked], Reply]
Happening = Callable[["Line", Asked, Random], Reply]


@dataclass
class Ahead:
    """What lies ahead on a line, behind so many messages that still pass."""

    name: str
    happening: Happening
    chance: Random
    passing: int


class Line(HTTPAdapter):
    """One desk's line. What was put `ahead` happens to its next requests, one each."""

    def __init__(self, carry: Carry) -> None:
        super().__init__()
        self.carry = carry
        self.ahead: list[Ahead] = []
        self.late: list[Asked] = []
        self.met: list[str] = []
        self.requests = 0

    def lay(self, name: str, happening: Happening, chance: Random) -> str:
        """Something will happen to one of the next messages."""
        self.ahead.append(Ahead(name, happening, Random(chance.random()), chance.choice(_PASSING)))
        return f"lies ahead, {self.ahead[-1].passing} messages off"

    def send(self, request: PreparedRequest, *_args: Any, **_more: Any) -> Response:
        """One request and its answer."""
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            raise Endless("a round made too many requests")
        body = request.body or b""
        data = body.encode() if isinstance(body, str) else bytes(body)
        if request.headers.get("Content-Encoding") == "zstd":
            data = zstandard.ZstdDecompressor().decompress(data)
        token = str(request.headers.get("Authorization", "")).partition(" ")[2]
        asked = Asked(str(request.method), str(request.path_url), token, data, dict(request.headers))
        return self._answer(request, self._happens(asked))

    def _happens(self, asked: Asked) -> Reply:
        blob = asked.path.startswith(("/v1/blobs", "/v1/uploads"))
        found = next((one for one in self.ahead if one.name.startswith(("upload", "blob")) == blob), None)
        if found is None or found.passing:
            if found is not None:
                found.passing -= 1
            return self.carry(asked)
        self.ahead.remove(found)
        self.met.append(found.name)
        return found.happening(self, asked, found.chance)

    def _answer(self, request: PreparedRequest, reply: Reply) -> Response:
        stream = _Broken(reply.body) if reply.broken else io.BytesIO(reply.body)
        raw = HTTPResponse(stream, reply.headers, reply.status, preload_content=False, decode_content=False)
        return self.build_response(request, raw)


class _Broken(io.BytesIO):
    """A body after whose last byte the connection is reset."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data:
            raise ConnectionResetError
        return data


def request_lost(_line: Line, _asked: Asked, _chance: Random) -> Reply:
    """The request never arrives."""
    raise NoConnection("no line")


def response_lost(line: Line, asked: Asked, _chance: Random) -> Reply:
    """The portal has done it, and its answer never arrives."""
    line.carry(asked)
    raise ReadTimeout("slow")


def doubled(line: Line, asked: Asked, chance: Random) -> Reply:
    """The request arrives twice; one of the two answers is read."""
    both = line.carry(asked), line.carry(asked)
    return both[chance.random() < 0.5]


def late(line: Line, asked: Asked, _chance: Random) -> Reply:
    """The request arrives only after others that were made later; nobody reads its answer any more."""
    line.late.append(asked)
    raise ReadTimeout("slow")


def cut_lines(line: Line, asked: Asked, chance: Random) -> Reply:
    """The answer ends after some whole lines."""
    reply = line.carry(asked)
    lines = reply.body.splitlines(keepends=True)
    return replace(reply, body=b"".join(lines[: chance.randrange(len(lines) + 1)]), broken=chance.random() < 0.5)


def cut_bytes(line: Line, asked: Asked, chance: Random) -> Reply:
    """The answer ends in the middle of a line."""
    reply = line.carry(asked)
    return replace(reply, body=reply.body[: chance.randrange(len(reply.body) + 1)], broken=chance.random() < 0.5)


def garbled_answer(line: Line, asked: Asked, chance: Random) -> Reply:
    """Some bytes of the answer are noise."""
    reply = line.carry(asked)
    at = chance.randrange(len(reply.body) + 1)
    return replace(reply, body=reply.body[:at] + b"\xff\xfe\x00\xff" * 3 + reply.body[at + 12 :])


def garbled_request(line: Line, asked: Asked, chance: Random) -> Reply:
    """Some bytes of the request are noise."""
    at = chance.randrange(len(asked.body) + 1)
    return line.carry(replace(asked, body=asked.body[:at] + b"\xff\xfe\x00\xff" * 3 + asked.body[at + 12 :]))


def captive_page(_line: Line, _asked: Asked, _chance: Random) -> Reply:
    """Another network's door answers 200 with a page."""
    return Reply(200, LOGIN, {"Content-Type": "text/html"})


def captive_redirect(_line: Line, _asked: Asked, _chance: Random) -> Reply:
    """Another network's door sends elsewhere."""
    return Reply(302, b"", {"Location": "http://login.example/"})


def captive_empty(_line: Line, _asked: Asked, _chance: Random) -> Reply:
    """Another network's door answers 204 as if all were well."""
    return Reply(204)


def small_page(line: Line, asked: Asked, _chance: Random) -> Reply:
    """The portal answers in a small page, and what else is new comes with the next request."""
    doc = json.loads(asked.body) if asked.path == "/v1/sync" else {}
    body = json.dumps({**doc, "max_bytes": 300}, ensure_ascii=False).encode() if doc else asked.body
    return line.carry(replace(asked, body=body))


def upload_cut(line: Line, asked: Asked, chance: Random) -> Reply:
    """A file's bytes stop on the way up."""
    if chance.random() < 0.5:
        raise NoConnection("cut")
    return line.carry(replace(asked, body=asked.body[: len(asked.body) * 95 // 100]))


def blob_damaged(line: Line, asked: Asked, chance: Random) -> Reply:
    """A file's bytes change on the way."""
    at = chance.randrange(max(1, len(asked.body)))
    return line.carry(replace(asked, body=asked.body[:at] + b"#" + asked.body[at + 1 :]))


_SAYS = {
    401: Refused("signed_out"), 409: Refused("device_wrong"), 413: Refused("too_large", most=1),
    429: Refused("throttled", retry_after=5), 500: Refused("portal_fault"),
}  # fmt: skip


def said(status: int) -> Reply:
    """An answer with this status: the portal's own words, or the page of the proxy before it."""
    return refusal(_SAYS[status], status) if status in _SAYS else Reply(status, b"<html>Bad Gateway</html>")


def before(status: int) -> Happening:
    """The portal is not even asked."""
    return lambda _line, _asked, _chance: said(status)


def after(status: int) -> Happening:
    """The portal has done it, and yet the answer has this status."""

    def happening(line: Line, asked: Asked, _chance: Random) -> Reply:
        line.carry(asked)
        return said(status)

    return happening


STATUSES = (401, 409, 413, 429, 500, 502, 504)
HAPPENINGS: dict[str, Happening] = {
    each.__name__: each
    for each in (
        request_lost, response_lost, doubled, late, cut_lines, cut_bytes, garbled_answer, garbled_request,
        captive_page, captive_redirect, captive_empty, small_page, upload_cut, blob_damaged,
    )
}  # fmt: skip
HAPPENINGS |= {f"status_{status}_before": before(status) for status in STATUSES}
HAPPENINGS |= {f"status_{status}_after": after(status) for status in STATUSES}
