"""The routes of attachments."""

from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from portal.asking import body_up_to, in_json, service_for
from portal.shapes import described
from sync.server.service import House, Service


def serve_files(app: FastAPI, house: House) -> None:
    """Adds them to the application."""
    service, body = Depends(service_for(house)), Depends(body_up_to(house.max_blob))

    async def allowed(desk: Annotated[Service, service]) -> None:
        await run_in_threadpool(desk.person)

    @app.post("/v1/blobs", status_code=201, dependencies=[Depends(allowed)], **described("put_blob"))
    def put_blob(
        request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body], sha256: str, name: str
    ) -> Response:
        desk.put_blob(sha256, data, name)
        return in_json(request, {"sha256": sha256, "size": len(data)}, 201)

    @app.get("/v1/blobs/{sha256}", **described("get_blob"))
    def get_blob(desk: Annotated[Service, service], sha256: str) -> Response:
        headers = {"content-disposition": "attachment", "x-content-type-options": "nosniff"}
        return Response(desk.get_blob(sha256), media_type="application/octet-stream", headers=headers)
