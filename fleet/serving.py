"""What the portal answers to a request on the line, as its routes do over HTTP, without a socket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from fleet.listings import compared, piece
from models.problems import Refused
from portal import tus
from portal.api import status_of
from sync.codec import encode_line, known_doc, refusal_doc, request_of
from sync.protocol import End, Line, nothing_new_at
from sync.reading import Reader, dumps, parse
from sync.server.service import House, Service

SNAPSHOT = "/v1/snapshot/"


@dataclass(frozen=True)
class Asked:
    """A request on the line."""

    method: str
    path: str
    token: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """An answer on the line; `broken` when it ends before it should."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    broken: bool = False


def refusal(no: Refused, status: int = 0) -> Reply:
    """A refusal as the portal says it."""
    return Reply(status or status_of(no), json.dumps(refusal_doc(no)).encode(), {"Content-Type": "application/json"})


def serve(house: House, asked: Asked) -> Reply:
    """What the portal answers."""
    service, where = Service(house, asked.token), urlsplit(asked.path)
    try:
        if where.path == "/v1/sync":
            return _sync(service, asked.body)
        if where.path == "/v1/ops/known":
            ops = Reader(parse(asked.body), "known").texts("ops")
            return Reply(200, dumps(known_doc(service.known(ops))).encode())
        if where.path == "/v1/digest":
            return Reply(200, compared(service, asked.body))
        if where.path.startswith(SNAPSHOT):
            return Reply(*piece(service, unquote(where.path.removeprefix(SNAPSHOT)), asked.headers))
        return _file(service, asked, where.path.rpartition("/")[2])
    except Refused as no:
        return refusal(no)


def _file(service: Service, asked: Asked, name: str) -> Reply:
    """What the portal's own routes of files do, without a socket."""
    told = {name.lower(): value for name, value in asked.headers.items()}
    if asked.method == "POST":
        sha256, called = tus.described(told)
        one = service.begin_upload(sha256, tus.number(told, "upload-length"), called)
        return Reply(201, b"", {**tus.told(one), "location": f"/v1/uploads/{one.id}"})
    if asked.method == "PATCH":
        tus.check(told, asked.body)
        offset = service.add_to_upload(name, tus.number(told, "upload-offset"), asked.body)
        return Reply(204, b"", {**tus.RESUMABLE, "upload-offset": str(offset)})
    start, _, last = told["range"].removeprefix("bytes=").partition("-")
    piece = service.get_piece(name, int(start), int(last) - int(start) + 1)
    end = int(start) + len(piece.data) - 1
    return Reply(206, piece.data, {"content-range": f"bytes {start}-{end}/{piece.size}"})


def _sync(service: Service, body: bytes) -> Reply:
    asked = request_of(parse(body))
    lines = list[Line]()
    try:
        lines.extend(service.sync(asked))
    except Refused:
        if not any(isinstance(line, End) for line in lines):
            raise
        return Reply(200, b"".join(map(encode_line, lines)), broken=True)
    if asked.brief and (now := nothing_new_at(asked, lines)):
        return Reply(204, b"", {"epoch": asked.epoch, "now": now})
    return Reply(200, b"".join(map(encode_line, lines)))
