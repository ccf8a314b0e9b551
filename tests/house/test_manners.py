"""Keeps the code's manners: a sentence to open each file, plain names, no swallowed fault, no trace of a machine."""

import ast
import re

import pytest

from tests.house.tree import PACKAGES, ROOT, Source, everything, sources

# Background work, the portal's API and the crash handler: past these a fault would reach nobody. Of what several ask
# together a fault reaches each of them.
DOORS = {"ui/work.py", "portal/direct.py", "desktop/crash.py", "sync/server/together.py"}
BROAD = {"Exception", "BaseException"}
EMPTY_NAMES = re.compile(r"(?i)(^|_)(utils?|misc|common|helpers?|managers?)($|_)|(Manager|Helper|Utils?)$")
EXCUSE = re.compile(r"# (?:noqa|type: ignore|pragma: no cover)(?:: ?[A-Za-z0-9, ]+|\[[a-z, -]+\])?")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b|raise NotImplemented" + "Error")
MACHINE = re.compile(
    r"(?<![\w}.>/])/(?:home|root|work|Users)/\w|(?i:py" + r"pi\.|pythonho" + r"sted|--(?:extra-)?index-" + "url )"
)
SPOKEN = ("*.md", "*.toml", "*.lock", "*.py", "*.sh", "*.css", "*.qss", "*.html", "*.txt", "Makefile", ".ci/run")


def test_every_file_opens_with_one_sentence_saying_why_it_exists() -> None:
    silent = [source.path for source in everything() if not (ast.get_docstring(source.tree) or "").strip()]
    assert not silent, "\n".join(silent)


def test_names_are_the_offices_words() -> None:
    wrong = [source.path for source in sources() if EMPTY_NAMES.search(source.name.rpartition(".")[2])]
    wrong += [
        f"{source.at(node)} {node.name}"
        for source in sources()
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and EMPTY_NAMES.search(node.name)
    ]
    assert not wrong, "\n".join(wrong)


def _broad(source: Source) -> list[ast.ExceptHandler]:
    handlers = [node for node in source.nodes if isinstance(node, ast.ExceptHandler)]
    return [
        each
        for each in handlers
        if each.type is None or {n.id for n in ast.walk(each.type) if isinstance(n, ast.Name)} & BROAD
    ]


def test_faults_of_every_kind_are_caught_at_few_doors_only() -> None:
    wrong = [source.at(node) for source in sources() if source.path not in DOORS for node in _broad(source)]
    assert not wrong, "\n".join(wrong)


def test_no_fault_is_swallowed_in_silence() -> None:
    wrong = [
        source.at(node)
        for source in sources()
        for node in source.nodes
        if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
    ]
    assert not wrong, "\n".join(wrong)


def test_an_exemption_has_its_reason_beside_it() -> None:
    wrong = [
        f"{source.path}:{number} {line.strip()}"
        for source in everything()
        for number, line in enumerate(source.text.splitlines(), 1)
        if (found := EXCUSE.search(line)) and not line[found.end() :].strip(" -#")
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_for_later_in_the_code() -> None:
    wrong = [
        f"{source.path}:{number} {line.strip()}"
        for source in everything()
        for number, line in enumerate(source.text.splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_printed_where_a_logger_or_a_person_is_meant() -> None:
    """A `print` in the packages belongs to the two command lines, whose answers are their output."""
    wrong = [
        source.at(call)
        for source in sources()
        for call in source.calls
        if isinstance(call.func, ast.Name) and call.func.id == "print" and not _is_command_line(source)
    ]
    assert not wrong, "\n".join(wrong)


def _is_command_line(source: Source) -> bool:
    return any(part in source.name for part in ("cli", "__main__", "tour", "commands"))


@pytest.mark.parametrize("top", [*PACKAGES, "tests", "bench", "fleet", "docs", "resources", "."])
def test_nothing_names_a_machine_of_ours(top: str) -> None:
    found = []
    folder = ROOT / top
    for pattern in SPOKEN:
        for path in sorted(folder.glob(pattern) if top == "." else folder.rglob(pattern)):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if MACHINE.search(line) and path.name != "test_manners.py":
                    found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:100]}")
    assert not found, "\n".join(found)
