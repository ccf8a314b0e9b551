"""Keeps the tables of work honest: each step has its words, icon, article or reason, and a test that names it."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.house.tree import ROOT, sources

TABLES = sorted((ROOT / "resources" / "policy" / "workflows").glob("*.toml"))


def _rows(table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in TABLES:
        for row in tomllib.loads(path.read_text("utf-8")).get(table, []):
            yield f"{path.stem}.{row.get('verb', row.get('id', '?'))}", row


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize("table", ["step", "state"])
def test_every_step_and_state_has_words_in_both_languages_and_an_icon(table: str) -> None:
    wrong = [name for name, row in _rows(table) if not all(row.get(key) for key in ("zh", "en", "icon"))]
    assert not wrong, "\n".join(wrong)


def test_every_step_stands_on_an_article_or_says_why_not() -> None:
    wrong = [name for name, row in _rows("step") if not (row.get("article") or row.get("why"))]
    assert not wrong, "\n".join(wrong)


def test_articles_are_those_of_the_regulation() -> None:
    wrong = [
        f"{name} {row['article']}" for name, row in _rows("step") if not set(row.get("article", [])) <= {*range(1, 47)}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_step_has_a_test_that_names_it() -> None:
    names = [node.name for source in sources("tests") for node in source.functions]
    wrong = [name for name, row in _rows("step") if not any(row["verb"] in each for each in names)]
    assert not wrong, "\n".join(wrong)
