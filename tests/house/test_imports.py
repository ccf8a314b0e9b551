"""Keeps the house's shape: imports point left, nothing goes round in a circle, and each library stays in its room."""

import ast
from collections.abc import Iterator

from models import late
from tests.house.tree import Source, imports, late_loads, modules, sources

# Who may know whom: a package sees itself and what stands here. Only the desk's trial starts a portal.
SEES = {
    "models": set(),
    "sync": {"models"},
    "portal": {"models", "sync"},
    "ui": {"models", "sync"},
    "desktop": {"models", "sync", "portal", "ui"},
}
ROOMS = {
    "PySide6": ("ui.", "desktop."),
    "shiboken6": ("ui.", "desktop."),
    "qtawesome": ("ui.", "desktop."),
    "sqlalchemy": ("models.store.",),
    "alembic": ("models.store.",),
    "requests": ("sync.client.",),
    "keyring": ("desktop.",),
    "fastapi": ("portal.",),
    "starlette": ("portal.",),
    "uvicorn": ("portal.",),
}


def _needed() -> Iterator[tuple[Source, str, ast.AST]]:
    """Who needs what, late loads counted like imports."""
    for source in sources():
        for name, node in imports(source):
            yield source, name, node
        for late_name, call in late_loads(source):
            if late_name is not None:
                yield source, late_name, call


def _top(name: str) -> str:
    return name.partition(".")[0]


def test_imports_point_left_only() -> None:
    wrong = [
        f"{source.at(node)} imports {name}"
        for source, name, node in _needed()
        if _top(name) in SEES and _top(name) not in SEES[_top(source.name)] | {_top(source.name)}
    ]
    assert not wrong, "\n".join(wrong)


def test_each_library_stays_in_its_room() -> None:
    wrong = [
        f"{source.at(node)} imports {name}"
        for source, name, node in _needed()
        if _top(name) in ROOMS and not f"{source.name}.".startswith(ROOMS[_top(name)])
    ]
    assert not wrong, "\n".join(wrong)


def test_presenters_know_no_qt() -> None:
    wrong = [
        f"{source.at(node)} imports {name}"
        for source, name, node in _needed()
        if source.name.startswith("ui.presenters") and _top(name) in {"PySide6", "qtawesome"}
    ]
    assert not wrong, "\n".join(wrong)


def test_the_two_ends_of_the_protocol_meet_only_in_it() -> None:
    wrong = [
        f"{source.at(node)} imports {name}"
        for source, name, node in _needed()
        for here, there in (("sync.client", "sync.server"), ("sync.server", "sync.client"))
        if source.name.startswith(here) and name.startswith(there)
    ]
    assert not wrong, "\n".join(wrong)


def test_imports_stand_at_the_top_of_their_file() -> None:
    wrong = [
        f"{source.at(node)} imports {name} inside {'a function or class' if node.col_offset else 'a block'}"
        for source in sources()
        for name, node in imports(source)
        if node not in source.tree.body and not _by_platform(source, node)
    ]
    assert not wrong, "\n".join(wrong)


def _by_platform(source: Source, node: ast.AST) -> bool:
    """Some modules exist on one system only; they may stand behind `sys.platform` at the top of a file."""
    return any(
        isinstance(block, ast.If) and "sys.platform" in ast.unparse(block.test) and node in [*block.body, *block.orelse]
        for block in source.tree.body
    )


def test_no_import_is_for_typing_only() -> None:
    wrong = [source.path for source in sources() if "TYPE_" + "CHECKING" in source.text]
    assert not wrong, "\n".join(wrong)


def test_no_modules_import_in_a_circle() -> None:
    edges = {
        source.name: {name for name, _ in imports(source) if name in modules() and name != source.name}
        for source in sources()
    }
    assert not _circle(edges)


def _circle(edges: dict[str, set[str]]) -> list[str]:
    """One circle as the way around it, or nothing. Leaves are taken away until only circles stand."""
    left = {name: set(targets) for name, targets in edges.items()}
    while leaves := [name for name, targets in left.items() if not targets & left.keys()]:
        for leaf in leaves:
            del left[leaf]
    if not left:
        return []
    way = [min(left)]
    while way[-1] not in way[:-1]:
        way.append(min(left[way[-1]] & left.keys()))
    return way[way.index(way[-1]) :]


def test_a_circle_would_be_found() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["b", "c", "b"]
    assert _circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_late_loads_are_written_out_and_listed_with_a_reason() -> None:
    wrong = [
        f"{source.at(call)} loads {name or 'a name nobody can read here'}"
        for source in sources()
        for name, call in late_loads(source)
        if not any(one == name or (name and name.endswith(".") and one.startswith(name)) for one in late.REASONS)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_module_listed_as_late_exists_and_is_never_imported_at_start() -> None:
    missing = [name for name in late.REASONS if name not in modules()]
    early = [
        f"{source.at(node)} imports {name}"
        for source in sources()
        for name, node in imports(source)
        if name in late.REASONS and source.name not in late.REASONS
    ]
    assert not missing + early, "\n".join(missing + early)
