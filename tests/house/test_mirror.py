"""Keeps tests where one would look for them: at the mirrored path of what they judge."""

import pytest

from tests.house.tree import ROOT, sources

# Stories that several modules play together have no one module to mirror; each says so here.
STORIES = {
    "tests/test_do.py": "judges do.py",
    "tests/test_postgres.py": "judges tests/postgres.py",
    "tests/ui/views/editor/test_narrow.py": "judges head, counts and foot of the editor together in a narrow pane",
}
# Modules without a test of their own, each with the reason.
UNTESTED: dict[str, str] = {}


def test_every_test_file_mirrors_a_module() -> None:
    lost = []
    for source in sources("tests"):
        folder, _, name = source.path.removeprefix("tests/").rpartition("/")
        if (
            not name.startswith("test_")
            or folder in ("house", "attack")
            or source.path in STORIES
            or folder.startswith("stories")
        ):
            continue
        target = ROOT / folder / name.removeprefix("test_").removesuffix(".py")
        if not (target.with_suffix(".py").exists() or target.is_dir()):
            lost.append(f"{source.path} mirrors nothing")
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("package", ["models", "sync", "portal", "ui/presenters"])
def test_every_module_with_rules_has_its_test(package: str) -> None:
    there = {source.path for source in sources("tests")}
    bare = []
    for source in sources(package):
        if not source.functions or source.is_package or "migrations" in source.path or source.path in UNTESTED:
            continue
        folder, _, name = source.path.rpartition("/")
        # A module may be judged with its package: models/content/inline.py in tests/models/test_content.py.
        if not {f"tests/{folder}/test_{name}", _with_its_package(folder)} & there:
            bare.append(source.path)
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize("package", ["ui", "desktop"])
def test_every_folder_of_the_window_has_tests(package: str) -> None:
    """Widgets are judged by what a person sees of them together, so a folder is what must have its tests."""
    there = {source.path for source in sources("tests")}
    folders = {source.path.rpartition("/")[0] for source in sources(package) if source.functions}
    tested = {path.rpartition("/test_")[0].removeprefix("tests/") for path in there if "/test_" in path}
    bare = sorted(each for each in folders if each not in tested and _with_its_package(each) not in there)
    assert not bare, "\n".join(bare)


def _with_its_package(folder: str) -> str:
    above, _, last = folder.rpartition("/")
    return "/".join(filter(None, ["tests", above, f"test_{last}.py"]))
