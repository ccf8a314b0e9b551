"""The routes: every one described, every refusal with its status, and no request that makes the portal fail."""

import gzip
import json
import threading
import time
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.problems import BrokenPolicy, Refused, StoreFault
from portal.api import status_of
from sync.client.remote import Remote
from sync.codec import decode_line, request_doc
from sync.protocol import End, Head, RowPut, SyncRequest, Verdict
from tests.models.office import FIELDS, LIN, ZHOU
from tests.portal.line import Line
from tests.portal.town import Town

ROUTES = [
    ("DELETE", "/v1/session"), ("POST", "/v1/hello"), ("POST", "/v1/sync"), ("GET", "/v1/wait?head=0"),
    ("POST", "/v1/uploads"), ("PATCH", "/v1/uploads/{id}"), ("GET", "/v1/blobs/" + "a" * 64),
    ("GET", "/v1/blobs/" + "a" * 64 + "/small"), ("POST", "/v1/ops/known"),
    ("POST", "/v1/password"), ("POST", "/v1/presence"), ("GET", "/v1/sessions"), ("DELETE", "/v1/sessions/{id}"),
    ("GET", "/v1/factor"), ("POST", "/v1/factor"), ("POST", "/v1/factor/confirm"), ("POST", "/v1/factor/remove"),
    ("GET", "/v1/admin/sessions"), ("DELETE", "/v1/admin/sessions/{id}"), ("POST", "/v1/admin/devices/revoke"),
    ("GET", "/v1/admin/accounts"), ("POST", "/v1/admin/accounts"), ("GET", "/v1/snapshot/pub"),
    ("POST", "/v1/digest"), ("POST", "/v1/left"), ("POST", "/v1/emptied"), ("POST", "/v1/bundles/keys"),
    ("POST", "/v1/store-key"),
]  # fmt: skip


SCOPES = ("me:p_lin", "pub", "u:wangtai", "u:wangtai/archive")


@pytest.fixture
def bearer(village: Town, line: Line) -> dict[str, str]:
    token = line.post("/v1/session", json=_door(village)).json()["token"]
    return {"authorization": f"Bearer {token}"}


def _door(town: Town, device: str = LIN.device) -> dict[str, str]:
    return {"account": "lin", "password": town.passwords["lin"], "device": device}


def _ask(*ops: Any, **more: Any) -> dict[str, Any]:
    return request_doc(SyncRequest(LIN.device, ops=ops, **more))


def test_signing_in_tells_who_one_is_and_what_one_may(village: Town, line: Line) -> None:
    told = line.post("/v1/session", json=_door(village)).json()
    assert (told["person"], told["posts"]) == ("p_lin", [{"unit": "wangtai", "role": "clerk"}])
    assert len(told["token"]) >= 40


def test_a_round_over_http_is_the_round_in_process(village: Town, line: Line, bearer: dict[str, str]) -> None:
    item = village.id()
    ask = _ask(village.intent("create", item, {"fields": FIELDS}), cursor={"u:wangtai": 0})
    answer = line.post("/v1/sync", json=ask, headers=bearer)
    lines = [decode_line(line + b"\n") for line in answer.content.splitlines()]
    assert [type(line) for line in lines] == [Head, Verdict, RowPut, End]
    assert answer.headers["content-type"] == "application/x-ndjson"


def test_nothing_new_is_said_without_a_word_to_who_wants_it_brief(
    village: Town, line: Line, bearer: dict[str, str]
) -> None:
    first = line.post("/v1/sync", json=_ask(cursor=dict.fromkeys(SCOPES, 0)), headers=bearer)
    head, *_, end = (decode_line(line) for line in first.content.splitlines())
    assert isinstance(head, Head)
    assert isinstance(end, End)
    known = {"epoch": head.epoch, "cursor": end.cursor}
    said = line.post("/v1/sync", json=_ask(**known), headers=bearer)
    assert (said.status_code, len(said.content.splitlines())) == (200, 2)
    brief = line.post("/v1/sync", json=_ask(**known, brief=True), headers=bearer)
    assert (brief.status_code, brief.content, brief.headers["epoch"]) == (204, b"", head.epoch)
    assert brief.headers["now"] >= head.now


@pytest.mark.parametrize(
    "other",
    [{"epoch": "elsewhere"}, {"cursor": {"pub": 0}}, {"cursor": {"pub": 1, "u:chengguan": 1}}, {"epoch": ""}],
)
def test_whatever_is_new_is_said_even_to_who_wants_it_brief(
    line: Line, bearer: dict[str, str], other: dict[str, Any]
) -> None:
    first = line.post("/v1/sync", json=_ask(cursor=dict.fromkeys(SCOPES, 0)), headers=bearer)
    head, *_, end = (decode_line(line) for line in first.content.splitlines())
    assert isinstance(head, Head)
    assert isinstance(end, End)
    ask = _ask(**{"epoch": head.epoch, "cursor": end.cursor, "brief": True, **other})
    assert line.post("/v1/sync", json=ask, headers=bearer).status_code == 200


def test_a_token_is_never_packed_beside_words_that_somebody_chose(
    village: Town, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its length would tell how much of it those words guessed (BREACH)."""
    monkeypatch.setattr("portal.carriage.SMALL", 1)
    asked = {"account": "lin", "password": village.passwords["lin"], "device": "desk-1"}
    accepting = {"accept-encoding": "zstd, gzip"}
    answer = line.post("/v1/session", json=asked, headers=accepting)
    assert (answer.status_code, answer.headers.get("content-encoding")) == (200, None)
    bearer = {"authorization": f"Bearer {answer.json()['token']}", **accepting}
    assert line.post("/v1/hello", json={}, headers=bearer).headers["content-encoding"] == "zstd"


@pytest.mark.parametrize("packing", ["zstd", "gzip", "identity"])
def test_bodies_may_be_packed_both_ways(village: Town, line: Line, bearer: dict[str, str], packing: str) -> None:
    pack = {"zstd": zstandard.ZstdCompressor().compress, "gzip": gzip.compress, "identity": bytes}[packing]
    data = pack(json.dumps(_ask(cursor={"pub": 0})).encode())
    headers = {**bearer, "content-encoding": packing, "accept-encoding": packing}
    answer = line.post("/v1/sync", content=data, headers=headers, stream=True)
    raw = answer.raw.read(decode_content=False)
    assert answer.headers.get("content-encoding", "identity") == packing
    unpack = {
        "zstd": zstandard.ZstdDecompressor().decompressobj().decompress, "gzip": gzip.decompress, "identity": bytes,
    }[packing]  # fmt: skip
    assert b'"t":"end"' in unpack(raw)


def test_nothing_new_is_less_than_a_kilobyte_both_ways(village: Town, line: Line, bearer: dict[str, str]) -> None:
    scopes = line.post("/v1/hello", headers=bearer).json()
    ask = _ask(cursor=dict.fromkeys(scopes["scopes"], scopes["head"]), epoch=scopes["epoch"])
    answer = line.post("/v1/sync", json=ask, headers=bearer)
    sent = len(answer.request.body or b"") + sum(len(k) + len(v) + 4 for k, v in answer.request.headers.items())
    got = len(answer.content) + sum(len(k) + len(v) + 4 for k, v in answer.headers.items())
    assert sent + got < 1024


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_route_but_the_door_answers_a_stranger(line: Line, method: str, path: str) -> None:
    for token in ("", "Bearer x", "Basic YTpi"):
        answer = line.request(method, path, headers={"authorization": token})
        if (method, path) == ("DELETE", "/v1/session"):
            assert answer.status_code == 204
        else:
            assert (answer.status_code, answer.json()["code"]) in ((401, "signed_out"), (400, "malformed"))


def test_a_session_ends_with_its_sign_out(line: Line, bearer: dict[str, str]) -> None:
    assert line.request("DELETE", "/v1/session", headers=bearer).status_code == 204
    assert line.post("/v1/hello", headers=bearer).json()["code"] == "signed_out"


def test_a_wrong_password_tells_how_many_tries_are_left(village: Town, line: Line) -> None:
    answer = line.post("/v1/session", json={**_door(village), "password": "guess"})
    assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (
        401,
        "password_wrong",
        {"tries_left": 4},
    )


def test_too_many_guesses_are_told_when_to_come_again(village: Town, line: Line) -> None:
    answers = [line.post("/v1/session", json={**_door(village), "password": "guess"}) for _ in range(6)]
    assert (answers[-1].status_code, answers[-1].headers["retry-after"]) == (429, "900")


NO_MESSAGE = [b"", b"{", b"[]", b"null", b'{"account":1,"ops":1,"old":1}', b"\xff", b"[" * 60_000, b'"\\ud800"']


@pytest.mark.parametrize("body", NO_MESSAGE)
@pytest.mark.parametrize("path", ["/v1/session", "/v1/sync", "/v1/ops/known", "/v1/password"])
def test_what_is_no_message_is_told_so(line: Line, bearer: dict[str, str], path: str, body: bytes) -> None:
    answer = line.post(path, content=body, headers=bearer)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
OPS = st.fixed_dictionaries(
    {},
    optional={
        "op": st.sampled_from(["op-000001", "op-000002"]) | JSON,
        "kind": st.sampled_from(["item.create", "item.edit", "item.sign_off", "item.revise", "x"]) | JSON,
        "id": st.just("item-0001") | JSON,
        "base": JSON,
        "args": st.fixed_dictionaries({}, optional={"fields": JSON, "set": JSON, "unit": JSON, "draft": JSON}) | JSON,
        "expect": JSON,
        "blobs": JSON,
        "line": JSON,
    },
)
BODIES = st.fixed_dictionaries(
    {"device": st.just(LIN.device) | JSON},
    optional={"ops": st.lists(OPS, max_size=3) | JSON, "cursor": JSON, "max_bytes": JSON, "epoch": JSON},
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES | JSON, path=st.sampled_from(["/v1/sync", "/v1/session", "/v1/ops/known", "/v1/password"]))
def test_whatever_is_sent_the_portal_never_fails(line: Line, bearer: dict[str, str], body: Any, path: str) -> None:
    answer = line.post(path, content=json.dumps(body).encode(), headers=bearer)
    assert answer.status_code < 500
    assert b"retry" not in answer.content
    if answer.status_code >= 400:
        assert set(answer.json()) == {"code", "facts", "article"}


def test_more_than_fits_is_refused_packed_or_not(line: Line, bearer: dict[str, str]) -> None:
    bomb = gzip.compress(bytes(9_000_000))
    for data, packing in (
        (bytes(8_000_001), "identity"),
        (bomb, "gzip"),
        (zstandard.compress(bytes(9_000_000)), "zstd"),
    ):
        answer = line.post("/v1/sync", content=data, headers={**bearer, "content-encoding": packing})
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert line.post("/v1/session", content=bytes(70_000)).status_code == 413


def test_what_is_not_there_and_what_is_not_allowed_have_codes_too(line: Line, bearer: dict[str, str]) -> None:
    assert line.get("/v1/nothing").json()["code"] == "not_found"
    assert line.request("PUT", "/v1/sync").json()["code"] == "method_not_allowed"
    assert line.get("/v1/wait?head=-1", headers=bearer).json()["code"] == "malformed"
    assert line.get("/v1/blobs/..%2f..%2fetc", headers=bearer).status_code == 404


def test_waiting_ends_when_something_of_ones_own_changed(village: Town, line: Line, bearer: dict[str, str]) -> None:
    head = line.post("/v1/hello", headers=bearer).json()["head"]
    later = threading.Timer(0.3, village.draft)
    later.start()
    began = time.monotonic()
    answer = line.get(f"/v1/wait?head={head}", headers=bearer).json()
    later.join()
    assert answer["head"] > head
    assert time.monotonic() - began < 10


def test_a_first_password_must_be_changed_before_anything_else(village: Town, line: Line) -> None:
    fresh = village.portal.accounts.reset("zhou")
    told = line.post("/v1/session", json={"account": "zhou", "password": fresh, "device": ZHOU.device}).json()
    headers = {"authorization": f"Bearer {told['token']}"}
    ask = {**_ask(), "device": ZHOU.device}
    assert told["must_change"]
    assert line.post("/v1/sync", json=ask, headers=headers).json()["code"] == "password_must_change"
    new = {"old": fresh, "new": "Wangtai-spring-2026"}
    headers = {"authorization": f"Bearer {line.post('/v1/password', json=new, headers=headers).json()['token']}"}
    assert line.post("/v1/sync", json=ask, headers=headers).status_code == 200


def test_every_route_is_described_with_its_body_its_answer_and_its_refusals(line: Line) -> None:
    doc = line.get("/v1/openapi.json").json()
    described = {(method.upper(), path) for path, methods in doc["paths"].items() for method in methods}
    asked = {
        (method, path.partition("?")[0].replace("a" * 64, "{sha256}").replace("/pub", "/{scope}"))
        for method, path in ROUTES
    }
    public = {each for each in described if each[1].startswith("/v1/public/")}
    open_ = {("POST", "/v1/session"), ("OPTIONS", "/v1/uploads"), *public}
    assert described == {*asked, ("HEAD", "/v1/uploads/{id}"), *open_}
    for path, methods in doc["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], path
            assert "503" in operation["responses"], path
            assert (method.upper(), path) in open_ or operation["security"] == [{"bearer": []}]
    assert doc["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_the_portals_own_trouble_is_told_as_such() -> None:
    assert status_of(StoreFault("store_full", path="x")) == 503
    assert status_of(BrokenPolicy("columns.toml", 3, "broken")) == 503
    assert status_of(Refused("never heard of")) == 400


def test_who_else_has_it_open_comes_over_http(village: Town, line: Line) -> None:
    item = village.draft()
    village.seat(ZHOU).service.presence([item])
    token = line.post("/v1/session", json=_door(village)).json()["token"]
    headers = {"authorization": f"Bearer {token}"}
    told = line.post("/v1/presence", json={"open": [item]}, headers=headers).json()
    assert [each["name"] for each in told["others"][item]] == ["zhou"]
    assert line.post("/v1/presence", json={"open": ["x"]}, headers=headers).status_code == 400
    remote = Remote(line.url, token)
    assert [each.name for each in remote.presence([item])[item]] == ["zhou"]
    remote.close()
