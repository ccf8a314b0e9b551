"""Routes that are answered at once; all that is asked otherwise goes the framework's way."""

from fastapi import Request
from fastapi.responses import Response

from portal.direct import Api
from tests.attack.inside import Inside


async def _failed(_request: Request, fault: Exception) -> Response:
    return Response(str(fault), 500)


async def _hello(_request: Request) -> Response:
    return Response("direct")


async def _breaks(_request: Request) -> Response:
    raise ValueError("broken")


def test_what_is_named_is_answered_and_whatever_it_raises_is_told() -> None:
    app = Api()
    app.direct, app.failed = {("GET", "/hello"): _hello, ("GET", "/breaks"): _breaks}, _failed
    app.get("/other")(lambda: "framework")
    desk = Inside(app)
    asked = [("GET", "/hello"), ("GET", "/breaks"), ("GET", "/other"), ("POST", "/hello")]
    assert [desk.ask(*each).status for each in asked] == [200, 500, 200, 404]
    assert desk.ask("GET", "/hello").text == "direct"
    desk.close()
