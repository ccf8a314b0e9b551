"""The routes under /v1/public: no account, small limits, and every refusal with its code."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response

from models.problems import Refused
from portal.carriage import read_body
from portal.public.desk import Counter, Taken
from portal.shapes import described
from sync.reading import Reader, dumps, parse, sound

Doc = dict[str, Any]


def serve_public(app: FastAPI, counter: Counter, most: int) -> None:
    """Adds the public's routes."""
    body = Depends(_document(most))

    def bring(kind: str) -> Callable[..., Response]:
        def brought(request: Request, doc: Annotated[Doc, body]) -> Response:
            return _taken(counter.bring(kind, doc, _address(request)))

        return brought

    for kind in ("letter", "request", "service"):
        app.post(f"/v1/public/{kind}s", status_code=201, **described(f"public_{kind}"))(bring(kind))

    @app.post("/v1/public/errors", status_code=201, **described("public_error"))
    def report(request: Request, doc: Annotated[Doc, body]) -> Response:
        return _taken(counter.report(doc, _address(request)))

    @app.post("/v1/public/status", **described("public_status"))
    def status(request: Request, doc: Annotated[Doc, body]) -> Response:
        return _json(counter.status(_code(doc), _address(request)))

    _own_steps(app, counter, body)


def _own_steps(app: FastAPI, counter: Counter, body: Any) -> None:
    def step(verb: str, names: tuple[str, ...]) -> Callable[..., Response]:
        def taken(request: Request, doc: Annotated[Doc, body]) -> Response:
            args = {name: doc[name] for name in names if name in doc}
            return _json(counter.answer(_code(doc), verb, args, _address(request)))

        return taken

    for path, verb, names in (
        ("rating", "rate", ("score", "words")),
        ("correction", "correct", ("text",)),
        ("materials", "materials_arrived", ("materials",)),
    ):
        app.post(f"/v1/public/{path}", **described(f"public_{path}"))(step(verb, names))


def _document(most: int) -> Callable[[Request], Any]:
    async def document(request: Request) -> Doc:
        data = await read_body(request.stream(), request.headers.get("content-encoding", ""), most)
        doc = parse(data)
        if not isinstance(doc, dict) or not sound(doc):
            raise Refused("malformed", where="body")
        return doc

    return document


def _code(doc: Doc) -> str:
    return Reader(doc, "status").text("code", None, 40)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _taken(taken: Taken) -> Response:
    return _json({"number": taken.number, "code": taken.code, "due": taken.due}, 201)


def _json(doc: object, status: int = 200) -> Response:
    return Response(dumps(doc), status, {"cache-control": "no-store"}, media_type="application/json")
