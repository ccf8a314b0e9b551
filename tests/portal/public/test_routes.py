"""The public's routes on a real port: no account, a code for every refusal, and nothing that leads to a fault."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.public.shapes import PUBLIC_ANSWERS
from portal.shapes import described
from tests.portal.line import Line
from tests.portal.public.test_desk import LETTER
from tests.portal.town import Town

PATHS = ("letters", "requests", "services", "errors", "status", "rating", "correction", "materials")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def line(town: Town) -> Iterator[Line]:
    made = Line(town.portal)
    yield made
    made.close()


def test_a_letter_and_its_state_go_over_the_line_without_an_account(line: Line) -> None:
    taken = line.post("/v1/public/letters", json=LETTER)
    assert taken.status_code == 201
    told = line.post("/v1/public/status", json={"code": taken.json()["code"]})
    assert (told.status_code, told.json()["state"]) == (200, "assigned")
    assert line.post("/v1/public/status", json={"code": "AAAA"}).json()["code"] == "not_found"


def test_what_is_refused_has_its_status(line: Line) -> None:
    assert line.post("/v1/public/letters", json={**LETTER, "body": "x" * 20_001}).status_code == 413
    assert line.post("/v1/public/letters", content=b"<html>").status_code == 400
    assert line.request("GET", "/v1/public/letters").status_code == 405


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), doc=JSON, over=st.dictionaries(st.sampled_from(sorted(LETTER)), JSON, max_size=3))
def test_nothing_that_anybody_sends_is_a_fault(line: Line, path: str, doc: Any, over: dict[str, Any]) -> None:
    for body in (doc, {**LETTER, "code": "AAAA-AAAA-AAAA", "item": "x", **over}):
        answer = line.post(f"/v1/public/{path}", json=body)
        assert answer.status_code < 500, (body, answer.text)
        assert answer.status_code == 201 or "code" in answer.json() or answer.status_code == 200


def test_every_public_route_is_described_without_a_token() -> None:
    for name in PUBLIC_ANSWERS:
        assert "security" not in described(name)["openapi_extra"]
