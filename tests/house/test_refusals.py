"""Keeps every no understandable: each code that the program can say has its sentence in both languages."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import called, literals, sources, texts

FAULTS = {"Refused", "Conflict", "BrokenPolicy", "StoreFault", "Unreachable"}


def _kinds() -> set[str]:
    """`Refused` and all that descends from it, by name."""
    kinds, before = set(FAULTS), 0
    while len(kinds) > before:
        before = len(kinds)
        for source in sources():
            for node in source.nodes:
                if isinstance(node, ast.ClassDef) and {ast.unparse(base).split(".")[-1] for base in node.bases} & kinds:
                    kinds.add(node.name)
    return kinds


def _codes() -> Iterator[tuple[str, str]]:
    """(code, where) of every refusal made with a written-out code."""
    kinds = _kinds()
    for source in sources():
        for call in source.calls:
            if called(call) in kinds and call.args:
                for code in literals(call.args[0]):
                    yield code, source.at(call)
    yield from (("conflict", "models/problems.py"), ("broken_policy", "models/problems.py"), ("unknown", "ui/text.py"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_has_its_sentence(language: str) -> None:
    known = texts(language)
    dumb = sorted({f"{code}  ({where})" for code, where in _codes() if f"refusals.{code}" not in known})
    assert not dumb, "\n".join(dumb)
