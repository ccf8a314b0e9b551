"""Asks every route whatever its description allows and forbids: no fault of ours, no answer that is not described."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.api import api
from portal.app import Portal
from portal.lines import LINES
from sync.codec import intent_doc
from sync.server.service import Service
from tests.attack.inside import Inside
from tests.attack.rule import ENDPOINTS
from tests.models.office import CHEN, INSPECTOR, LIN, OPERATOR
from tests.portal.town import Town

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
EXAMPLES = 200
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
PEOPLE = (LIN, CHEN, OPERATOR, INSPECTOR)


def _patient(town: Town) -> Portal:
    """The town's portal, which lets nobody wait and hears the public as often as it comes."""
    often = dict.fromkeys(("an_hour", "a_day", "same_a_day", "lookups_an_hour"), 10**6)
    limits = {**town.portal.limits, "public": {**town.portal.limits["public"], **often}}
    house = replace(town.portal.house, patience=0.0)
    return replace(town.portal, house=house, limits=limits)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(tmp_path_factory.mktemp("described"))
    for state in ("draft", "in_review", "published"):
        made.in_state(state)
    yield made
    made.close()


@pytest.fixture(scope="module")
def portal(town: Town) -> Portal:
    return _patient(town)


@asynccontextmanager
async def _still(_app: object) -> AsyncIterator[None]:
    """No rhythm goes on behind the questions."""
    yield


@pytest.fixture(scope="module")
def schema(portal: Portal) -> Any:
    app = api(portal)
    app.router.lifespan_context = _still
    return schemathesis.openapi.from_asgi("/v1/openapi.json", app)


def _token(town: Town, portal: Portal, who: int) -> dict[str, str]:
    if who == len(PEOPLE):
        return {}
    if who > len(PEOPLE):
        return {"authorization": "Bearer nobody"}
    actor = PEOPLE[who]
    town.clock.pass_(minutes=20)  # so many sign-ins at once are a guesser's
    service = Service(portal.house)
    service.session(actor.name, town.passwords[actor.name], actor.device)
    return {"authorization": f"Bearer {service._token}"}


@pytest.mark.parametrize("route", list(ENDPOINTS))
def test_no_question_is_answered_by_a_fault_or_by_what_is_not_described(
    town: Town, portal: Portal, schema: Any, route: str
) -> None:
    method, path = route.split(" ")
    tokens = [_token(town, portal, who) for who in range(len(PEOPLE) + 2)]

    @settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy(), who=st.sampled_from(range(len(tokens))), at_home=st.booleans())
    def ask(case: Any, who: int, at_home: bool) -> None:
        if at_home and who < len(PEOPLE) and isinstance(case.body, dict) and "device" in case.body:
            case.body["device"] = PEOPLE[who].device  # no chance would find it
        answer = case.call(headers=tokens[who])
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code == 200 and route == "POST /v1/sync":
            _lines_are_described(answer.content)

    ask()


def _lines_are_described(body: bytes) -> None:
    shapes = {get_args(each.model_fields["t"].annotation)[0]: each for each in LINES}
    kinds = []
    for line in body.splitlines():
        doc = json.loads(line)
        shape = shapes[doc["t"]].model_validate(doc, extra="forbid")
        kinds.append(shape.model_dump()["t"])
    assert kinds[0] == "head"
    assert kinds[-1] == "end"


def test_a_whole_listing_is_lines_as_they_are_described(tmp_path: Path) -> None:
    """Rows and a removal, verdicts, and the short answer where nothing is new."""
    town = Town(tmp_path)
    portal, seat, item = town.portal, town.seat(LIN), town.draft()
    seat.ok("discard", item)
    desk = Inside(api(portal))
    headers = {"authorization": f"Bearer {seat.service._token}", "accept-encoding": "identity"}
    ops = [intent_doc(town.intent("edit", one)) for one in (item, town.id())]
    ask = {"device": LIN.device, "ops": ops, "cursor": dict.fromkeys(seat.service.hello().scopes, 0)}
    answer = desk.ask("POST", "/v1/sync", doc=ask, headers=headers)
    _lines_are_described(answer.content)
    assert {json.loads(line)["t"] for line in answer.content.splitlines()} == {
        "head",
        "verdict",
        "put",
        "remove",
        "end",
    }
    end = json.loads(answer.content.splitlines()[-1])
    known = {"device": LIN.device, "cursor": end["cursor"], "epoch": portal.store.epoch, "brief": True}
    brief = desk.ask("POST", "/v1/sync", doc=known, headers=headers)
    assert (brief.status, brief.content) == (204, b"")
    assert {"epoch", "now"} <= set(brief.headers)
    desk.close()
    town.close()


def test_the_description_refers_to_nothing_that_it_does_not_hold(portal: Portal) -> None:
    doc = api(portal).openapi()
    named = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(doc)))
    assert named <= {f"#/components/schemas/{name}" for name in doc["components"]["schemas"]}
    assert set(doc["paths"]["/v1/sync"]["post"]["responses"]["200"]["content"]) == {"application/x-ndjson"}
