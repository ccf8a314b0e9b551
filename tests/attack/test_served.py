"""A sample of the rule, held against a portal that is its own process, over the loopback as any desk asks it."""

import json

import pytest

from models.people import Actor
from tests.attack import rule
from tests.attack.asking import act, bearer
from tests.attack.city import PEOPLE, SECRET, City
from tests.attack.process import Process

SAMPLE = (
    ("item", "draft"), ("item", "in_review"), ("item", "countersign"), ("item", "published"), ("letter", "with_leader"),
    ("letter", "assigned"), ("letter", "in_hand, by the leader, to two"), ("request", "in_hand"), ("service", "told"),
)  # fmt: skip
"""Matters that no rhythm of the portal moves on by itself."""
STEPS = {"item": "withdraw", "letter": "urge", "request": "accept", "service": "note"}
ABSENT = "ab" * 32


@pytest.mark.parametrize(("standing", "actor"), [(name, some[-1]) for name, some in PEOPLE.items()], ids=list(PEOPLE))
def test_the_portal_that_is_served_keeps_the_rule(served: Process, city: City, standing: str, actor: Actor) -> None:
    headers = bearer(city, actor)
    asked = [act(city, kind, STEPS[kind], city.matters[kind, case]) for kind, case in SAMPLE]
    status, answer = served.ask("POST", "/v1/sync", {"device": actor.device, "ops": asked, "cursor": {}}, headers)
    lines = [json.loads(line) for line in answer.splitlines()]
    verdicts = {line["op"]: line["code"] for line in lines if line["t"] == "verdict"}
    for (kind, case), one in zip(SAMPLE, asked, strict=True):
        right = rule.answer(kind, case, STEPS[kind], standing, author=False)
        assert verdicts[one["op"]] == ("state_changed" if right == "may" else right), (case, standing)
    assert (status, SECRET.encode() in answer) == (200, False)
    absent = served.ask("GET", f"/v1/blobs/{ABSENT}", headers=headers)
    for kind, case in SAMPLE:
        file = city.files[kind, case]
        part = served.ask("GET", f"/v1/blobs/{file}", headers={**headers, "range": "bytes=0-14"})
        small = served.ask("GET", f"/v1/blobs/{file}/small", headers=headers)
        if standing in rule.SEES[kind, case].reads:
            assert (part, small) == ((206, SECRET.encode()), (200, SECRET.encode())), case
        else:
            told = absent[0], absent[1].replace(ABSENT.encode(), file.encode())
            assert part == small == told, case


def test_nobody_hears_anything_without_a_session(served: Process, city: City) -> None:
    answers = {served.ask("GET", f"/v1/blobs/{name}") for name in (*city.files.values(), ABSENT)}
    assert {status for status, _ in answers} == {401}
    assert len(answers) == 1
