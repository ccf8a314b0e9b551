"""Keeps files and functions small enough to be read in one sitting; complexity is ruff's to judge (pyproject)."""

import tomllib

from tests.house.tree import ROOT, everything

LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def test_no_file_passes_300_lines() -> None:
    long = {source.path: n for source in everything() if (n := source.text.count("\n")) > LONGEST_FILE}
    assert not long, "\n".join(f"{n} {path}" for path, n in long.items())


def test_no_function_passes_40_lines() -> None:
    long = [
        f"{node.end_lineno - node.lineno + 1} {source.at(node)} {node.name}"
        for source in everything()
        for node in source.functions
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_ruff_still_judges_complexity_at_eight() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "C90" in lint["select"]
    assert lint["mccabe"]["max-complexity"] == 8
