"""The routes of attachments: up by tus 1.0, down by ranges."""

import os
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from portal import ranges, tus
from portal.asking import body_up_to, service_for
from portal.shapes import described
from sync.server.service import House, Service

OCTETS = "application/octet-stream"


def serve_files(app: FastAPI, house: House) -> None:
    """Adds them to the application."""
    _up(app, house)
    _down(app, house)


def _up(app: FastAPI, house: House) -> None:
    service, body = Depends(service_for(house)), Depends(body_up_to(house.max_chunk))

    async def allowed(desk: Annotated[Service, service]) -> None:
        """Whose session is none hears that before anything of their request is judged."""
        await run_in_threadpool(desk.person)

    @app.options("/v1/uploads", status_code=204, **described("upload_options"))
    def options() -> Response:
        return Response(status_code=204, headers=tus.offered(house.max_blob))

    @app.post("/v1/uploads", status_code=201, dependencies=[Depends(allowed)], **described("begin_upload"))
    def begin(request: Request, desk: Annotated[Service, service]) -> Response:
        tus.spoken(request.headers)
        sha256, name = tus.described(request.headers)
        one = desk.begin_upload(sha256, tus.number(request.headers, "upload-length"), name)
        return Response(status_code=201, headers={**tus.told(one), "location": f"/v1/uploads/{one.id}"})

    @app.head("/v1/uploads/{id}", dependencies=[Depends(allowed)], **described("look_at_upload"))
    def look(request: Request, desk: Annotated[Service, service], id: str) -> Response:
        tus.spoken(request.headers)
        one = desk.look_at_upload(id)
        return Response(headers={**tus.told(one), "upload-length": str(one.size)})

    @app.patch("/v1/uploads/{id}", status_code=204, dependencies=[Depends(allowed)], **described("add_to_upload"))
    def add(request: Request, desk: Annotated[Service, service], id: str, data: Annotated[bytes, body]) -> Response:
        tus.spoken(request.headers)
        offset = tus.number(request.headers, "upload-offset")
        tus.check(request.headers, data)
        return Response(
            status_code=204, headers={**tus.RESUMABLE, "upload-offset": str(desk.add_to_upload(id, offset, data))}
        )


def _down(app: FastAPI, house: House) -> None:
    service = Depends(service_for(house))

    @app.get("/v1/blobs/{sha256}", **described("get_blob"))
    def get_blob(request: Request, desk: Annotated[Service, service], sha256: str) -> Response:
        file = desk.open_blob(sha256)
        return ranges.answer(request.headers, file, file.seek(0, os.SEEK_END), f'"{sha256}"', OCTETS)

    @app.get("/v1/blobs/{sha256}/small", **described("get_small"))
    def get_small(desk: Annotated[Service, service], sha256: str) -> Response:
        return Response(desk.get_small(sha256), headers=ranges.SHUT, media_type="image/jpeg")
