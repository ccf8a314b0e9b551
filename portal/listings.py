"""The routes by which a desk takes a large scope in as one file, and compares what it holds with what it should."""

import asyncio
import re
import sys
from contextlib import suppress
from typing import Annotated, TypeGuard

from fastapi import Depends, FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, Response

from models.problems import Refused
from portal.asking import body_up_to, in_json, service_for
from portal.shapes import described
from sync.digest import digest_doc
from sync.reading import Reader, parse
from sync.server.service import House, Service
from sync.server.snapshots import Begun, Made
from sync.snapshot import PACKS, QUICK

PATIENCE = 20
"""Seconds that a desk waits for its snapshot to be made: less than after which it takes the line for dead."""


def serve_listings(app: FastAPI, house: House) -> None:
    """Adds them to the application."""
    service, body = Depends(service_for(house)), Depends(body_up_to(4_000))

    @app.get("/v1/snapshot/{scope:path}", **described("snapshot"))
    async def snapshot(
        request: Request,
        desk: Annotated[Service, service],
        scope: str,
        as_made: bool = False,
        pack: Annotated[str, Query(max_length=10)] = QUICK.name,
    ) -> Response:
        """No thread waits while the file is made; who would have to wait for long is asked to come again. Whether the
        person may have it, and whether it may be given, is looked at again after the waiting."""
        wanted, begun = request.headers.get("range", ""), request.headers.get("if-range", "").strip('"')
        span = _span(wanted) if as_made else None
        packed = next((one for one in PACKS if one.name == pack), QUICK)
        found = await run_in_threadpool(desk.file, scope, begun, packed)
        if not isinstance(found, Made) and not (span and _reaches(found, begun, span, span.stop)):
            making = await run_in_threadpool(desk.making, scope, packed)
            there = making.reaching(span.stop if span else sys.maxsize)
            await asyncio.wait([asyncio.wrap_future(there)], timeout=PATIENCE)
            if making.done.done():
                making.done.result()
            found = await run_in_threadpool(desk.file, scope, begun, packed)
        if isinstance(found, Made):
            return _whole(found, wanted, begun)
        if span and _reaches(found, begun, span, span.start + 1):
            with suppress(FileNotFoundError):  # given up in this moment
                return await run_in_threadpool(_part, found, begun, span)
        raise Refused("snapshot_underway", retry_after=PATIENCE if found else 1)

    @app.post("/v1/digest", **described("digest"))
    def digest(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        read = Reader(parse(data), "digest")
        after = read.texts("after", 2)
        if len(after) == 1:
            raise Refused("malformed", where="digest.after")
        place = (after[0], after[1]) if after else None
        return in_json(request, digest_doc(desk.digest(read.text("scope", None, 80), read.number("seq", None), place)))


def _whole(made: Made, wanted: str, begun: str) -> Response:
    size = made.path.stat().st_size
    if wanted and begun in ("", made.etag):
        span = _span(wanted)
        if span is None or span.start >= size:
            raise Refused("range_wrong", size=size)
    return FileResponse(made.path, headers=_headers(made), media_type=made.kind)


def _reaches(found: Begun | None, begun: str, span: range, size: int) -> TypeGuard[Begun]:
    """Whether there is enough of a file being made: of another than was begun, from its beginning."""
    if found is None:
        return False
    return found.size >= (size if begun in ("", found.etag) else size - span.start)


def _part(found: Begun, begun: str, span: range) -> Response:
    """How much the file will have nobody knows yet (RFC 9110, 14.4)."""
    start = span.start if begun in ("", found.etag) else 0
    data = found.read(start, len(span))
    told = {"content-range": f"bytes {start}-{start + len(data) - 1}/*"}
    return Response(data, 206, headers=_headers(found) | told, media_type=found.kind)


def _headers(found: Made | Begun) -> dict[str, str]:
    return {"etag": f'"{found.etag}"', "cache-control": "private, no-store"}


def _span(wanted: str) -> range | None:
    """The one range of bytes that is asked for (RFC 9110, 14.1); None for anything else."""
    found = re.fullmatch(r"bytes=(\d{1,18})-(\d{0,18})", wanted.strip())
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or sys.maxsize - 1)
    return range(first, last + 1) if first <= last else None
