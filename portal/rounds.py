"""The two routes by which desks keep in step: nearly all of what a portal hears in a day."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from models.problems import Refused
from models.scopes import granted
from portal.app import Portal
from portal.asking import body_up_to, in_json, in_packing, in_parts, service_for
from portal.direct import Answer
from portal.shapes import described
from sync.codec import encode_line, request_of
from sync.protocol import End, Line, SyncRequest, nothing_new_at
from sync.reading import parse
from sync.server.service import Service, Turn
from sync.server.steps import goes_in_steps

NDJSON = "application/x-ndjson"
log = logging.getLogger(__name__)
SHORT, FEW = 16_384, 20
"""A round of so few bytes that brings nothing, from a desk so few steps behind, is answered by the loop itself where
the database is a file: sooner than a thread would take it up, which then had to fight with the loop for each question.
"""
AT_ONCE = 3
"""Threads that read for rounds at the same time. The interpreter runs one of them: with forty, whoever comes
back from the database with what a commit needs waits for all the others, and those who wait for the commit with it."""


def serve_rounds(app: FastAPI, portal: Portal) -> dict[tuple[str, str], Answer]:
    """Adds them, and gives what answers them directly."""
    heard, read, turn = service_for(portal.house), body_up_to(portal.house.max_body), BoundedSemaphore(AT_ONCE)
    coming = asyncio.Semaphore(1)
    service, body = Depends(heard), Depends(read)

    @app.post("/v1/sync", **described("sync"))
    def sync(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        return _answered(portal, request, desk, request_of(parse(data)), turn)

    @app.get("/v1/wait", **described("wait"))
    async def wait(
        request: Request, desk: Annotated[Service, service], head: Annotated[int, Query(ge=0, lt=2**63)]
    ) -> Response:
        return in_json(request, {"head": await _changed(portal, desk, head, coming)})

    async def sync_now(request: Request) -> Response:
        desk, data = await heard(request), await read(request)
        if len(data) > SHORT:
            return await run_in_threadpool(sync, request, desk, data)
        asked = request_of(parse(data))
        if _is_quick(portal, asked):
            return _answered(portal, request, desk, asked, nullcontext())
        return await run_in_threadpool(_answered, portal, request, desk, asked, turn)

    async def wait_now(request: Request) -> Response:
        return await wait(request, await heard(request), _head_in(request))

    return {("POST", "/v1/sync"): sync_now, ("GET", "/v1/wait"): wait_now}


def _answered(portal: Portal, request: Request, desk: Service, asked: SyncRequest, turn: Turn) -> Response:
    if goes_in_steps(asked, portal.house.step):
        return in_parts(request, _parts(desk.sync(asked, turn)), NDJSON)
    lines = tuple(desk.sync(asked, turn))
    if asked.brief and (now := nothing_new_at(asked, lines)):
        return Response(status_code=204, headers={"epoch": asked.epoch, "now": now})
    return in_packing(request, b"".join(map(encode_line, lines)), NDJSON)


def _parts(lines: Iterable[Line]) -> Iterator[bytes]:
    """The bytes of each part. An answer that ends without its last line was cut, and so it ends where something fails
    once a part has gone out."""
    part, begun = list[bytes](), False
    try:
        for line in lines:
            part.append(encode_line(line))
            if isinstance(line, End):
                yield b"".join(part)
                part, begun = [], True
    except Refused as no:
        if not begun:
            raise
        log.warning("an answer was cut: %s", no.code)


def _is_quick(portal: Portal, asked: SyncRequest) -> bool:
    return portal.store.is_file and not asked.ops and portal.house.watch.near(asked.cursor, FEW)


def _head_in(request: Request) -> int:
    text = request.query_params.get("head", "")
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) < 2**63):
        raise Refused("malformed", where="query.head")
    return int(text)


async def _changed(portal: Portal, desk: Service, head: int, coming: asyncio.Semaphore) -> int:
    """Waits on the loop alone: no thread and no connection is held while nothing happens. Who comes to wait has time:
    where a thousand do, because another portal went, rounds go on between them."""
    watch, loop, woken = portal.house.watch, asyncio.get_running_loop(), asyncio.Event()

    def mine() -> tuple[str, ...]:
        return watch.meet(granted(desk.person().actor))

    async with coming:
        scopes = mine() if portal.store.is_file else await run_in_threadpool(mine)
    with suppress(TimeoutError), watch.waking(scopes, lambda: loop.call_soon_threadsafe(woken.set)):
        async with asyncio.timeout(portal.house.patience):
            while watch.newest(scopes) <= head and not watch.ended:
                woken.clear()
                await woken.wait()
    return watch.newest(scopes)
