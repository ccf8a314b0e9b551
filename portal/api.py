"""The routes under /v1, and the one table from what was refused to the status that says so."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from models.problems import BrokenPolicy, Refused, StoreFault
from portal.app import Portal
from portal.asking import body_up_to, in_json, service_for
from portal.bundle_routes import serve_bundles
from portal.direct import Api
from portal.doors import serve_doors
from portal.files import serve_files
from portal.listings import serve_listings
from portal.public.desk import Counter
from portal.public.routes import serve_public
from portal.rounds import serve_rounds
from portal.shapes import definitions, described
from sync.codec import hello_doc, known_doc, others_doc, refusal_doc
from sync.reading import Reader, parse
from sync.server.presence import MOST_OPEN
from sync.server.service import Service

STATUS: Mapping[str, int] = {
    "signed_out": 401,
    "password_wrong": 401,
    "device_wrong": 401,
    "code_needed": 401,
    "code_wrong": 401,
    "first_code_wrong": 401,
    "password_must_change": 403,
    "factor_must_enrol": 403,
    "factor_demanded": 403,
    "account_disabled": 403,
    "device_revoked": 403,
    "not_yours": 403,
    "not_found": 404,
    "account_unknown": 404,
    "method_not_allowed": 405,
    "offset_wrong": 409,
    "upload_expired": 410,
    "tus_version": 412,
    "range_wrong": 416,
    "too_large": 413,
    "blob_type": 415,
    "chunk_type": 415,
    "blob_virus": 422,
    "blob_damaged": 422,
    "blob_name": 422,
    "password_used": 422,
    "password_weak": 422,
    "client_old": 426,
    "portal_old": 426,
    "too_many": 429,
    "upload_quota": 429,
    "same_words": 429,
    "text_too_long": 413,
    "too_many_files": 413,
    "snapshot_underway": 503,
    "chunk_damaged": 460,
}
OTHERWISE = 400
LOOK_EVERY = 2.0
DESCRIPTION = (
    "Intents go up, authorised rows come down; every refusal has a code, its facts and the articles behind it."
)
log = logging.getLogger(__name__)


def status_of(no: Refused) -> int:
    """The status of a refusal; what is the portal's own trouble is 503, and worth another try."""
    return 503 if isinstance(no, StoreFault | BrokenPolicy) else STATUS.get(no.code, OTHERWISE)


def api(portal: Portal) -> Api:
    """The application of one portal."""
    app = Api(
        title="延平门户 · portal", version="1", openapi_url="/v1/openapi.json", docs_url=None, redoc_url=None,
        lifespan=_lifespan(portal), description=DESCRIPTION,
    )  # fmt: skip
    app.direct, app.failed = serve_rounds(app, portal), _told
    serve_doors(app, portal)
    _work(app, portal)
    serve_files(app, portal.house)
    serve_listings(app, portal.house)
    serve_bundles(app, portal)
    public = portal.limits["public"]
    serve_public(app, Counter(portal.house, public), int(public["body_bytes"]))
    app.openapi = lambda: _with_security(app)  # type: ignore[method-assign]  # FastAPI's own way of adding to it
    app.add_exception_handler(Refused, _refuse)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _unknown)
    app.add_exception_handler(Exception, _fault)
    return app


def _with_security(app: FastAPI) -> dict[str, Any]:
    """The description, with the one way in which a request says whose it is."""
    if app.openapi_schema is None:
        doc = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        doc["components"]["schemas"] |= definitions()
        doc["components"]["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
        app.openapi_schema = doc
    return app.openapi_schema


def _lifespan(portal: Portal) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look(portal))
        rhythms = (portal.publishing, portal.tidying, portal.texting, portal.anchoring)
        for rhythm in rhythms:
            rhythm.start()
        yield
        looking.cancel()
        for rhythm in rhythms:
            await run_in_threadpool(rhythm.stop)

    return lifespan


async def _look(portal: Portal) -> None:
    """One look for all who wait: what other processes committed."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        try:
            await run_in_threadpool(portal.house.watch.look)
        except StoreFault as fault:
            log.warning("could not look for changes: %s", fault.code)


def _work(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(portal.house.max_body))

    @app.post("/v1/hello", **described("hello"))
    def hello(request: Request, desk: Annotated[Service, service]) -> Response:
        return in_json(request, hello_doc(desk.hello()))

    @app.post("/v1/ops/known", **described("known"))
    def known(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        ops = Reader(parse(data), "known").texts("ops")
        return in_json(request, known_doc(desk.known(ops)))

    @app.post("/v1/presence", **described("presence"))
    def presence(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        return in_json(request, others_doc(desk.presence(Reader(parse(data), "presence").texts("open", MOST_OPEN))))


def _refused(no: Refused, status: int) -> Response:
    wait = no.facts.get("retry_after")
    later = {"retry-after": str(wait)} if wait else {"retry-after": "5"} if status == 503 else {}
    return Response(json.dumps(refusal_doc(no)), status, {"cache-control": "no-store", **later}, "application/json")


async def _told(request: Request, fault: Exception) -> Response:
    return await (_refuse if isinstance(fault, Refused) else _fault)(request, fault)


async def _refuse(request: Request, no: Exception) -> Response:
    assert isinstance(no, Refused)
    return _refused(no, status_of(no))


async def _malformed(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    where = ".".join(str(part) for part in fault.errors()[0]["loc"])[:80] if fault.errors() else "request"
    return _refused(Refused("malformed", where=where), 400)


async def _unknown(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if fault.status_code == 404:
        return _refused(Refused("not_found", id=request.url.path[:80]), 404)
    if fault.status_code == 405:
        return _refused(Refused("method_not_allowed"), 405)
    return _refused(Refused("malformed", where="request"), fault.status_code)


async def _fault(request: Request, fault: Exception) -> Response:
    log.error("a fault of the portal's own on %s", request.url.path, exc_info=fault)
    return _refused(Refused("portal_fault"), 500)
