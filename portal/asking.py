"""What every route needs to hear a request and to answer it: whose it is, its body, and how an answer is packed."""

from collections.abc import Awaitable, Callable, Iterator
from itertools import chain
from typing import Any

from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from starlette.requests import ClientDisconnect

from models.problems import Refused
from portal.carriage import packed, packer, read_body
from sync.reading import dumps
from sync.server.service import House, Service


def token_of(request: Request) -> str:
    """The token that a request carries; empty where it carries none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def service_for(house: House) -> Callable[[Request], Awaitable[Service]]:
    """A dependency: the portal as whoever asks is heard by it."""

    async def service(request: Request) -> Service:
        """Only looks at the request: as a plain function it would be handed to a thread and back."""
        address = request.client.host if request.client else ""
        return Service(house, token_of(request), address)

    return service


def body_up_to(most: int, known: bool = True) -> Callable[[Request], Any]:
    """A dependency: the body of a request, unpacked. `known`: nothing is read of one that carries no token.

    Refused: signed_out, too_large, malformed."""

    async def body(request: Request) -> bytes:
        if known and not token_of(request):
            raise Refused("signed_out")
        try:
            return await read_body(request.stream(), request.headers.get("content-encoding", ""), most)
        except ClientDisconnect as gone:
            # a line that was cut is no fault of ours, and nobody hears the answer
            raise Refused("malformed", where="body") from gone

    return body


def in_json(request: Request, doc: object, status: int = 200) -> Response:
    """An answer in JSON."""
    return in_packing(request, dumps(doc).encode(), "application/json", status)


def in_secret(doc: object) -> Response:
    """An answer that holds a token or a key beside words that somebody else may choose: never packed, or its length
    would tell (BREACH)."""
    return Response(dumps(doc), headers={"cache-control": "no-store"}, media_type="application/json")


def in_parts(request: Request, parts: Iterator[bytes], kind: str) -> Response:
    """An answer that goes out a part at a time, each as soon as it is made. What the first is refused, the answer is;
    after that a fault cuts it off."""
    first, (pack, packing) = next(parts), packer(request.headers.get("accept-encoding", ""))
    headers = {"cache-control": "no-store", **({"content-encoding": packing} if packing else {})}
    return StreamingResponse(pack(chain([first], parts)), headers=headers, media_type=kind)


def in_packing(request: Request, data: bytes, kind: str, status: int = 200) -> Response:
    """An answer, packed as the other side accepts it; nobody on the way keeps it."""
    body, packing = packed(data, request.headers.get("accept-encoding", ""))
    headers = {"cache-control": "no-store", **({"content-encoding": packing} if packing else {})}
    return Response(body, status, headers, media_type=kind)
