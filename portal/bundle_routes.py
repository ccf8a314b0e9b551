"""The one route of what is carried by hand: desk and portal tell each other their keys while they have a line."""

from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from portal.app import Portal
from portal.asking import body_up_to, in_json, service_for
from portal.shapes import described
from sync.reading import Reader, parse
from sync.server.service import Service

LARGEST = 65_536


def serve_bundles(app: FastAPI, portal: Portal) -> None:
    """Adds it to the application."""
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(LARGEST))

    @app.post("/v1/bundles/keys", **described("bundle_keys"))
    def introduce(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        told = portal.bundles.introduce(desk.person(), Reader(parse(data), "keys").text("key", None))
        return in_json(request, told)
