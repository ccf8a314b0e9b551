"""The doors over the line."""

from typing import Any

import pyotp

from models.people import Post
from portal.accounts import Newcomer
from tests.portal.line import Line
from tests.portal.town import Town


def _in(line: Line, login: str, password: str, **more: str) -> dict[str, Any]:
    asked = {"account": login, "password": password, "device": f"d-{login}", **more}
    answer = line.post("/v1/session", json=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _bearer(session: dict[str, Any]) -> dict[str, Any]:
    return {"headers": {"authorization": f"Bearer {session['token']}"}}


def _administrator(town: Town, line: Line, role: str) -> dict[str, Any]:
    """The headers of one who has a second factor."""
    one = Newcomer(role, f"p_{role}", "某", frozenset({Post("digital", role)}))
    password = town.portal.accounts.add([one], must_change=False)[role]
    known = _in(line, role, password)
    assert known["must_enrol"]
    assert line.post("/v1/sync", json={}, **_bearer(known)).json()["code"] in ("factor_must_enrol", "malformed")
    assert line.get("/v1/sessions", **_bearer(known)).json()["code"] == "factor_must_enrol"
    uri = line.post("/v1/factor", json={"password": password}, **_bearer(known)).json()["uri"]
    phone = pyotp.parse_uri(uri)
    assert isinstance(phone, pyotp.TOTP)
    done = line.post("/v1/factor/confirm", json={"code": phone.at(town.clock())}, **_bearer(known))
    assert len(done.json()["recovery"]) == 10
    return _bearer(known)


def test_a_person_lists_their_sessions_and_ends_another(village: Town, line: Line) -> None:
    here = _in(line, "lin", village.passwords["lin"], label="王台-3号机")
    there = _in(line, "lin", village.passwords["lin"], device="laptop")
    found = {one["device"]: one for one in line.get("/v1/sessions", **_bearer(here)).json()["sessions"]}
    assert (found["d-lin"]["this"], found["d-lin"]["label"], found["laptop"]["this"]) == (True, "王台-3号机", False)
    path = f"/v1/sessions/{found['laptop']['session']}"
    zhou = _in(line, "zhou", village.passwords["zhou"])
    assert line.request("DELETE", path, **_bearer(zhou)).status_code == 404
    assert line.request("DELETE", path, **_bearer(here)).status_code == 204
    assert line.get("/v1/sessions", **_bearer(there)).status_code == 401


def test_a_factor_is_begun_with_the_password_counts_with_its_first_code_and_is_given_up_with_both(
    village: Town, line: Line
) -> None:
    known = _in(line, "lin", village.passwords["lin"])
    mine = _bearer(known)
    assert line.post("/v1/factor", json={"password": "guess"}, **mine).json()["code"] == "password_wrong"
    uri = line.post("/v1/factor", json={"password": village.passwords["lin"]}, **mine).json()["uri"]
    phone = pyotp.parse_uri(uri)
    assert isinstance(phone, pyotp.TOTP)
    assert line.post("/v1/factor/confirm", json={"code": "1"}, **mine).json()["code"] == "first_code_wrong"
    paper = line.post("/v1/factor/confirm", json={"code": phone.at(village.clock())}, **mine).json()["recovery"]
    state = line.get("/v1/factor", **mine).json()
    assert (state["on"], state["demanded"], state["left"]) == (True, False, 10)
    asked = {"account": "lin", "password": village.passwords["lin"], "device": "d-lin"}
    assert line.post("/v1/session", json=asked).json()["code"] == "code_needed"
    again = _in(line, "lin", village.passwords["lin"], code=paper[0])
    gone = {"password": village.passwords["lin"], "code": paper[1]}
    assert line.post("/v1/factor/remove", json=gone, **_bearer(again)).status_code == 204
    assert not line.get("/v1/factor", **_bearer(again)).json()["on"]


def test_a_new_password_answers_with_the_token_that_goes_on(village: Town, line: Line) -> None:
    known = _in(line, "lin", village.passwords["lin"])
    asked = {"old": village.passwords["lin"], "new": "Wangtai-spring-2026"}
    fresh = line.post("/v1/password", json=asked, **_bearer(known)).json()
    assert line.get("/v1/sessions", **_bearer(known)).status_code == 401
    assert line.get("/v1/sessions", **_bearer(fresh)).status_code == 200


def test_each_administrator_does_their_part_and_no_other(village: Town, line: Line) -> None:
    lost = _in(line, "lin", village.passwords["lin"])
    roles = {role: _administrator(village, line, role) for role in ("sysadmin", "secadmin", "auditor")}
    roles["clerk"] = _bearer(_in(line, "zhou", village.passwords["zhou"]))
    desk = line.get("/v1/admin/sessions?search=lin", **roles["secadmin"]).json()["sessions"][0]
    doing = {
        ("GET", "/v1/admin/sessions", ""): "secadmin",
        ("GET", "/v1/admin/accounts", ""): "sysadmin",
        ("DELETE", f"/v1/admin/sessions/{desk['session']}", ""): "secadmin",
        ("POST", "/v1/admin/devices/revoke", "device"): "secadmin",
        ("POST", "/v1/admin/accounts", "account"): "sysadmin",
    }
    bodies = {"device": {"account": "lin", "device": "d-lin"}, "account": {"account": "lin", "does": "disable"}, "": {}}
    for (method, path, body), role in doing.items():
        for other in roles.keys() - {role}:
            answer = line.request(method, path, json=bodies[body], **roles[other])
            assert (answer.status_code, answer.json()["code"]) == (403, "not_yours"), (path, other)
    for (method, path, body), role in doing.items():
        assert line.request(method, path, json=bodies[body], **roles[role]).status_code in (200, 204)
    assert line.get("/v1/sessions", **_bearer(lost)).status_code == 401
    strange = line.post("/v1/admin/accounts", json={"account": "lin", "does": "promote"}, **roles["sysadmin"])
    assert strange.json()["code"] == "malformed"
    assert line.post("/v1/admin/accounts", json={"account": "lin", "does": "enable"}, **roles["sysadmin"]).ok


def test_a_revoked_desk_is_told_so_at_the_sign_in_and_by_everything_after_it(village: Town, line: Line) -> None:
    known = _in(line, "lin", village.passwords["lin"])
    village.portal.sessions.revoke("lin", "d-lin", "p_sec")
    for path in ("/v1/sessions", "/v1/factor", "/v1/wait?head=0"):
        answer = line.get(path, **_bearer(known))
        assert (answer.status_code, answer.json()["code"]) == (403, "device_revoked")
    assert _in(line, "lin", village.passwords["lin"])["revoked"]
