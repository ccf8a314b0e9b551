"""The two requests that nearly all of a day is made of, answered without the framework's search for who should."""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

Answer = Callable[[Request], Awaitable[Response]]
Told = Callable[[Request, Exception], Awaitable[Response]]


class Api(FastAPI):
    """An application in which some routes, by method and path, are answered at once; `failed` tells what they raise.

    They are routes of the framework as well, which describes them and finds them under any other spelling."""

    direct: Mapping[tuple[str, str], Answer]
    failed: Told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        answer = self.direct.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        if answer is None:
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await answer(request)
        except Exception as fault:  # noqa: BLE001 - the last door: whatever it is becomes an answer, and is logged
            response = await self.failed(request, fault)
        await response(scope, receive, send)
