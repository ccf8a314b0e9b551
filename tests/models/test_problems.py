"""Refusals carry a code, facts and articles, also across processes and threads."""

import pickle

import pytest

from models.problems import BrokenPolicy, Conflict, Refused, StoreFault


@pytest.mark.parametrize(
    "problem",
    [
        Refused("own_draft", (6,)),
        Conflict(["title"]),
        BrokenPolicy("a.toml", 3, "no"),
        StoreFault("store_full", path="x"),
    ],
)
def test_a_refusal_survives_a_journey_to_another_process(problem: Refused) -> None:
    back = pickle.loads(pickle.dumps(problem))
    assert (type(back), back.code, back.article, back.facts) == (
        type(problem), problem.code, problem.article, problem.facts,
    )  # fmt: skip


def test_a_conflict_names_the_fields() -> None:
    assert Conflict(["title", "body"]).facts["fields"] == ("title", "body")
