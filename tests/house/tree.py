"""The project's own files, read and parsed once for all house rules."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("models", "sync", "portal", "ui", "desktop")
AROUND = ("tests", "bench", "fleet")


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the root, its dotted name, its text and its syntax tree."""

    path: str
    name: str
    text: str

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")

    @property
    def package(self) -> str:
        """The dotted name that a relative import starts from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[Any, ...]:
        """Everything in the tree, walked once for all rules."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
        return tuple(n for n in self.nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        return tuple(node for node in self.nodes if isinstance(node, ast.Call))

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files of these top folders, of the five packages when none is named."""
    return tuple(source for folder in folders or PACKAGES for source in _in_folder(folder))


@cache
def _in_folder(folder: str) -> tuple[Source, ...]:
    found = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        relative = path.relative_to(ROOT)
        parts = relative.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Source(relative.as_posix(), name, path.read_text("utf-8")))
    return tuple(found)


@cache
def everything() -> tuple[Source, ...]:
    """All Python of the project, its tests, benchmarks and `do.py` too."""
    return (*sources(), *sources(*AROUND), Source("do.py", "do", (ROOT / "do.py").read_text("utf-8")))


@cache
def modules() -> Mapping[str, Source]:
    return {source.name: source for source in sources()}


def imports(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """Every module that a file imports, wherever the import stands: typing blocks and function bodies too."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom):
            yield from _imported_from(source, node)


def _imported_from(source: Source, node: ast.ImportFrom) -> Iterator[tuple[str, ast.AST]]:
    base = node.module or ""
    if node.level:
        above = source.package.split(".")
        base = ".".join([*above[: len(above) - node.level + 1], *filter(None, [base])])
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        yield (whole if whole in modules() else base), node


def called(call: ast.Call) -> str:
    """The last name of what is called: `load` of `late.load(…)`."""
    what = call.func
    return what.attr if isinstance(what, ast.Attribute) else what.id if isinstance(what, ast.Name) else ""


def late_loads(source: Source) -> Iterator[tuple[str | None, ast.Call]]:
    """The modules that a file asks `models.late` for: written out, in a name of the file's own, or by a table below a
    package (then `package.`); None where nobody can read it."""
    if "models.late" not in {node.module for node in source.nodes if isinstance(node, ast.ImportFrom)}:
        return
    for call in source.calls:
        if isinstance(call.func, ast.Name) and call.func.id == "load":
            yield _readable(source, call.args[0]), call


def _readable(source: Source, asked: ast.expr) -> str | None:
    if isinstance(asked, ast.JoinedStr):
        asked = asked.values[0]
    if isinstance(asked, ast.Name):
        named = (n for n in source.tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == asked.id)
        asked = next((node.value for node in named), asked)
    return str(asked.value) if isinstance(asked, ast.Constant) else None


def literals(node: ast.AST | None) -> Iterator[str]:
    """The strings that an expression may be: a constant, or either arm of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


@cache
def texts(language: str) -> Mapping[str, str]:
    """All sentences of a language by their dotted key, `file.key.key`."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "resources" / "text" / language).glob("*.toml")):
        found |= _flat(tomllib.loads(path.read_text("utf-8")), path.stem)
    return found


def _flat(tree: Mapping[str, Any], under: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= _flat(value, f"{under}.{key}") if isinstance(value, dict) else {f"{under}.{key}": str(value)}
    return found
