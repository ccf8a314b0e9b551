"""The routes of the doors: signing in and out, the second factor, one's own sessions, and the administrators' care."""

from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import Response

from models.people import Actor
from models.problems import Refused
from portal.administration import allow
from portal.app import Portal
from portal.asking import body_up_to, in_json, in_secret, service_for
from portal.leaving import MOST
from portal.shapes import described
from portal.standing import account_docs, desk_docs, factor_doc
from sync.codec import session_doc
from sync.reading import Reader, parse
from sync.server.service import Service

BODY = 65_536


def serve_doors(app: FastAPI, portal: Portal) -> None:
    """Adds them."""
    _entrance(app, portal)
    _own(app, portal)
    _emptying(app, portal)
    _factor(app, portal)
    _desks(app, portal)
    _accounts(app, portal)


def _entrance(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(BODY, known=False))

    @app.post("/v1/session", **described("session"))
    def sign_in(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        read = Reader(parse(data), "session")
        names = read.text("account", None), read.text("password", None, 1000), read.text("device", None, 80)
        more = read.text("code", "", 40), read.text("label", "", 80)
        return in_secret(session_doc(desk.session(*names, *more)))

    @app.delete("/v1/session", status_code=204, **described("sign_out"))
    def sign_out(desk: Annotated[Service, service]) -> Response:
        desk.sign_out()
        return Response(status_code=204)

    @app.post("/v1/password", **described("password"))
    def change_password(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        desk.person(may_be_due=True)
        read = Reader(parse(data), "password")
        fresh = desk.change_password(read.text("old", None, 1000), read.text("new", None, 1000))
        return in_secret({"token": fresh})


def _own(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(BODY))

    @app.get("/v1/sessions", **described("sessions"))
    def sessions(request: Request, desk: Annotated[Service, service]) -> Response:
        known = desk.person()
        this = portal.sessions.id_of(known.token)
        found = portal.sessions.listed(person=known.person)
        return in_json(request, {"sessions": desk_docs(found, this)})

    @app.post("/v1/store-key", **described("store_key"))
    def store_key(desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        known, read = desk.person(), Reader(parse(data), "store_key")
        return in_secret({"key": portal.escrow.exchange(known.person, known.device, read.text("key", "", 64))})

    @app.delete("/v1/sessions/{id}", status_code=204, **described("end_session"))
    def end_session(desk: Annotated[Service, service], id: str) -> Response:
        portal.sessions.end(id, desk.person().person)
        return Response(status_code=204)


def _emptying(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(portal.house.max_body))

    @app.post("/v1/left", status_code=204, **described("left"))
    def left(desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        known = desk.emptying()
        portal.leaving.keep(known, Reader(parse(data), "left").several("texts", MOST))
        return Response(status_code=204)

    @app.post("/v1/emptied", status_code=204, **described("emptied"))
    def emptied(desk: Annotated[Service, service]) -> Response:
        portal.sessions.emptied(desk.emptying().token)
        return Response(status_code=204)


def _factor(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(BODY))
    factors, doors = portal.sessions.factors, portal.sessions

    @app.get("/v1/factor", **described("factor"))
    def factor(request: Request, desk: Annotated[Service, service]) -> Response:
        return in_json(request, factor_doc(factors.state(desk.person(may_be_due=True).actor)))

    @app.post("/v1/factor", **described("begin_factor"))
    def begin(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        known = desk.person(may_be_due=True)
        account = doors.confirm(known, Reader(parse(data), "factor").text("password", None, 1000))
        return in_secret({"uri": factors.begin(account.person, account.login)})

    @app.post("/v1/factor/confirm", **described("confirm_factor"))
    def confirm(request: Request, desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        known, read = desk.person(may_be_due=True), Reader(parse(data), "factor")
        return in_secret({"recovery": list(doors.enrol(known, read.text("code", None, 40)))})

    @app.post("/v1/factor/remove", status_code=204, **described("remove_factor"))
    def remove(desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        known, read = desk.person(), Reader(parse(data), "factor")
        password, code = read.text("password", None, 1000), read.text("code", None, 40)
        doors.confirm(known, password)
        factors.give_up(known.actor, code)
        return Response(status_code=204)


def _actor(desk: Service, right: str) -> Actor:
    found = desk.person().actor
    allow(found, right)
    return found


def _desks(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(BODY))

    @app.get("/v1/admin/sessions", **described("all_sessions"))
    def sessions(
        request: Request, desk: Annotated[Service, service], search: Annotated[str, Query(max_length=80)] = ""
    ) -> Response:
        _actor(desk, "session.list")
        return in_json(request, {"sessions": desk_docs(portal.sessions.listed(search=search.strip()))})

    @app.delete("/v1/admin/sessions/{id}", status_code=204, **described("end_any_session"))
    def end(desk: Annotated[Service, service], id: str) -> Response:
        portal.sessions.end(id, by=_actor(desk, "session.end").person)
        return Response(status_code=204)

    @app.post("/v1/admin/devices/revoke", status_code=204, **described("revoke"))
    def revoke(desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        by, read = _actor(desk, "device.revoke"), Reader(parse(data), "device")
        portal.sessions.revoke(read.text("account", None, 64), read.text("device", None, 80), by.person)
        return Response(status_code=204)


def _accounts(app: FastAPI, portal: Portal) -> None:
    service, body = Depends(service_for(portal.house)), Depends(body_up_to(BODY))

    @app.get("/v1/admin/accounts", **described("accounts"))
    def accounts(request: Request, desk: Annotated[Service, service]) -> Response:
        _actor(desk, "account.list")
        return in_json(request, {"accounts": account_docs(portal.accounts.listed())})

    @app.post("/v1/admin/accounts", status_code=204, **described("set_account"))
    def set_account(desk: Annotated[Service, service], data: Annotated[bytes, body]) -> Response:
        known, read = desk.person().actor, Reader(parse(data), "account")
        doing = {"disable": portal.accounts.disable, "enable": portal.accounts.enable}
        account, does = read.text("account", None, 64), read.text("does", None, 20)
        if does not in doing:
            raise Refused("malformed", where="account.does")
        allow(known, f"account.{does}")
        doing[does](account, known.person)
        return Response(status_code=204)
