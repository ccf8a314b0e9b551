"""Every rule that can speak has its words in both languages, with facts that it really tells."""

import ast
import string
import tomllib
from pathlib import Path

import pytest

from models.checks import read_lists
from models.policy import shipped

ROOT = Path(__file__).resolve().parents[3]
UNREAD = (
    *("pending", "empty", "too_large", "old_office", "renamed_old_office", "encrypted", "damaged"),
    *("image_only", "image_pages", "picture", "archive", "embedded", "unknown"),
)


def told(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "resources" / "text" / language / "checks.toml").read_text("utf-8"))


def rules_in_code() -> set[str]:
    """The first argument of every finding(…) and Finding(…), and the names of link rules."""
    found: set[str] = set()
    for path in (ROOT / "models" / "checks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("link_"):
                found.add(node.value)
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("finding", "Finding") and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    lists = read_lists(shipped())
    found |= {entry.rule for bucket in lists.words.values() for entry in bucket}
    found |= {f"unread_{code}" for code in UNREAD} | {"zero_width", "bidi_mark"}
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_has_its_words(language: str) -> None:
    words = told(language)
    assert {rule for rule in rules_in_code() if set(words.get(rule, {})) != {"title", "rule", "what"}} == set()


def test_both_languages_fill_the_same_facts() -> None:
    zh, en = told("zh"), told("en")
    assert zh.keys() == en.keys()
    for rule in rules_in_code():
        for part in ("title", "rule", "what"):
            facts = [
                {name for _, name, _, _ in string.Formatter().parse(words[rule][part]) if name} for words in (zh, en)
            ]
            assert facts[0] == facts[1], (rule, part)


def test_what_the_machine_says_always_ends_in_its_limit() -> None:
    assert told("zh")["always"] == "检查只是辅助，不代替保密审查。"
