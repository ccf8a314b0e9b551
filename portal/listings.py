"""The routes by which a desk takes a large scope in as one file, and compares what it holds with what it should."""

import asyncio
import re
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, Response

from models.problems import Refused
from portal.asking import body_up_to, in_json, service_for
from portal.shapes import described
from sync.digest import digest_doc
from sync.reading import Reader, parse
from sync.server.service import House, Service
from sync.snapshot import KIND

PATIENCE = 20
"""Seconds that a desk waits for its snapshot to be made: less than after which it takes the line for dead."""


def serve_listings(app: FastAPI, house: House) -> None:
    """Adds them to the application."""
    service, body = Depends(service_for(house)), Depends(body_up_to(4_000))

    @app.get("/v1/snapshot/{scope:path}", **described("snapshot"))
    async def snapshot(request: Request, desk: Annotated[Service, service], scope: str) -> Response:
        """No thread waits while the file is made; who would have to wait for long is asked to come again."""
        wanted, begun = request.headers.get("range", ""), request.headers.get("if-range", "")
        making = asyncio.wrap_future(await run_in_threadpool(desk.made, scope, begun.strip('"')))
        await asyncio.wait([making], timeout=PATIENCE)
        if not making.done():
            raise Refused("snapshot_underway", retry_after=PATIENCE)
        made = making.result()
        etag, size = f'"{made.etag}"', made.path.stat().st_size
        if wanted and begun in ("", etag) and not _is_range(wanted, size):
            raise Refused("range_wrong", size=size)
        headers = {"etag": etag, "cache-control": "private, no-store"}
        return FileResponse(made.path, headers=headers, media_type=KIND)

    @app.post("/v1/digest", **described("digest"))
    def digest(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        read = Reader(parse(data), "digest")
        after = read.texts("after", 2)
        if len(after) == 1:
            raise Refused("malformed", where="digest.after")
        place = (after[0], after[1]) if after else None
        return in_json(request, digest_doc(desk.digest(read.text("scope", None, 80), read.number("seq", None), place)))


def _is_range(wanted: str, size: int) -> bool:
    """Whether it is one range of bytes that the file has (RFC 9110, 14.1)."""
    found = re.fullmatch(r"bytes=(\d{1,18})-(\d{0,18})", wanted.strip())
    return bool(found and int(found[1]) < size and (not found[2] or int(found[2]) >= int(found[1])))
