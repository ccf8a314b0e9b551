"""Asks an application of ours in this process: what a server would hand it, byte by byte, without a server."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode

from fastapi import FastAPI


@dataclass(frozen=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.json()["code"])

    def json(self) -> Any:
        return json.loads(self.content)


class Inside:
    """One application on a loop of its own; its lifespan, and with it every rhythm, is not begun."""

    def __init__(self, app: FastAPI) -> None:
        self._app, self._loop = app, asyncio.new_event_loop()

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def ask(
        self, method: str, path: str, *, body: bytes = b"", doc: object = None, query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None, chunks: Iterable[bytes] = (),
    ) -> Answer:  # fmt: skip
        """One question. `doc` is a body in JSON, `chunks` one that comes in pieces."""
        whole = json.dumps(doc).encode() if doc is not None else body
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": unquote(path), "raw_path": quote(path).encode(), "root_path": "", "client": ("10.0.0.9", 5000),
            "query_string": urlencode(query or {}).encode(), "server": ("portal", 80),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in (headers or {}).items()],
        }  # fmt: skip
        return self._loop.run_until_complete(self._answer(scope, list(chunks) or [whole]))

    async def _answer(self, scope: dict[str, Any], parts: list[bytes]) -> Answer:
        waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        waiting[-1]["more_body"] = False
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            """Who has asked stays on the line until all is answered."""
            return waiting.pop(0) if waiting else await self._loop.create_future()

        async def send(message: Any) -> None:
            sent.append(dict(message))

        try:
            await self._app(scope, receive, send)
        except Exception:  # what Starlette raises again for the server's log, after it has answered
            if not sent:
                raise
        start, *rest = sent
        headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        return Answer(int(start["status"]), headers, b"".join(each.get("body", b"") for each in rest))
