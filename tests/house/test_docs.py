"""Keeps the documents true: the endpoints, commands, steps, codes, screens and sentences they name are the code's."""

import argparse
import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard

import pytest
from fastapi.routing import APIRoute

import do
from desktop import cli
from desktop.actions import rail_keys
from models.items import FIELDS, TICKS, fingerprint
from models.records import digest
from portal import __main__ as portal_commands
from portal.api import STATUS, api
from portal.app import open_up
from sync.codec import decode_line, intent_of, request_of
from sync.snapshot import parts
from tests.house.test_refusals import _codes
from tests.house.tree import PACKAGES, ROOT, sources, texts
from ui.places import PLACES

READMES = ("README.md", "README.zh.md")
PAGES = (*READMES, "CHANGELOG.md", *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LARGEST_PICTURE = 60_000
OF_THE_PORTAL = ("models/guards", "models/effects", "models/workflow", "models/steps", "models/items", "sync/server")
AT_THE_DOOR = (
    *("portal/api", "portal/accounts", "portal/sessions", "portal/factors", "models/passwords", "portal/carriage"),
    *("portal/administration", "portal/doors", "sync/reading", "sync/codec"),
)
NOT_ON_THE_LINE = {"account_exists", "role_unknown", "duties_apart", "own_posts", "not_administrator"}
BY_HAND = ("sync/bundle", "sync/client/bundle", "sync/client/receipt", "sync/server/bundles", "portal/bundle")


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def rows(text: str) -> Iterator[list[str]]:
    """The cells of all table rows; a bar in a cell is written as `\\|`."""
    for line in text.splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def fences(page: str, kind: str) -> list[str]:
    return [body for named, body in FENCE.findall(read(page)) if named == kind]


def first_code(cell: str) -> str:
    found = re.match(r"`([^`]+)`", cell)
    return found[1] if found else ""


# Commands.


def commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, set[str]]]:
    """Every verb of a command line with its options."""
    deeper = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in deeper:
        for verb, inner in action.choices.items():
            yield from commands(inner, f"{name} {verb}")
    if not deeper:
        yield name, {option for action in parser._actions for option in action.option_strings}


def all_commands() -> Mapping[str, set[str]]:
    return dict((*commands(portal_commands._parser(), "portal"), *commands(cli._parser(), "desk")))


def told_commands(page: str) -> Mapping[str, str]:
    return {first_code(cells[0]): cells[1] for cells in rows(read(page)) if first_code(cells[0])}


@pytest.mark.parametrize("page", READMES)
def test_the_verbs_told_are_those_of_do_py(page: str) -> None:
    told = {name.removeprefix("python3 do.py ") for name in told_commands(page) if name.startswith("python3 do.py ")}
    assert told == {verb.__name__.removeprefix("do_") for verb in do.VERBS}


@pytest.mark.parametrize("page", READMES)
def test_the_commands_told_of_portal_and_desk_are_theirs(page: str) -> None:
    told = {name for name in told_commands(page) if name.startswith(("portal ", "desk "))}
    assert told == set(all_commands())


@pytest.mark.parametrize("page", READMES)
def test_every_option_told_of_a_command_exists(page: str) -> None:
    known = all_commands()
    wrong = [
        f"{name} {option}"
        for name, does in told_commands(page).items()
        for option in re.findall(r"--[a-z-]+", does)
        if name in known and option not in known[name]
    ]
    assert not wrong, "\n".join(wrong)


# The protocol.


def test_the_endpoints_told_are_those_of_the_portal(tmp_path: Path) -> None:
    portal = open_up(tmp_path)
    app = api(portal)
    portal.close()
    served = {
        f"{method} {route.path.replace(':path', '')}"
        for route in app.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    told = {first_code(cells[0]) for cells in rows(read("docs/protocol.md"))}
    told = {each for each in told if re.match(r"[A-Z]+ /v1/", each)}
    assert told == served | {f"GET {app.openapi_url}"}


@pytest.mark.parametrize("kind", ["letter", "request", "service"])
def test_the_steps_that_citizens_matters_take_are_told(kind: str) -> None:
    table = tomllib.loads(read(f"resources/policy/workflows/{kind}.toml"))["step"]
    page = re.search(rf"## A[^\n]*{kind}.*?(?=\n## )", read("docs/matters.md"), re.DOTALL)
    assert page is not None
    lines = [cells for cells in rows(page[0]) if len(cells) == 6 and first_code(cells[0])]
    told = {(first_code(cells[0]), cells[1].partition(" → ")[0], cells[2]) for cells in lines}
    assert told == {(step["verb"], ", ".join(step["from"]) or "–", ", ".join(step["by"])) for step in table}


def test_the_steps_told_are_those_of_the_table() -> None:
    table = tomllib.loads(read("resources/policy/workflows/item.toml"))["step"]
    told = {first_code(cells[0]): cells for cells in rows(read("docs/protocol.md")) if len(cells) == 5}
    wrong = []
    for step in table:
        _, way, by, args, bound = told.pop(step["verb"], [""] * 5)
        starts = {part.partition("→")[0].strip() for part in way.split(";")}
        if not {state for start in starts for state in start.split(", ")} >= set(step["from"]):
            wrong.append(f"{step['verb']}: from {way}")
        if not all(f"`{name}`" in args for name in step.get("args", {})):
            wrong.append(f"{step['verb']}: args {args}")
        if ("text_seen" in step.get("asks", [])) != (bound == "yes") or not by:
            wrong.append(f"{step['verb']}: expect {bound}, by {by}")
    assert not wrong, "\n".join(wrong)
    assert not told.keys() - {"verb"} - {""}, told.keys()


def test_every_code_on_the_line_is_told_with_its_status() -> None:
    page = read("docs/protocol.md")
    told = set(re.findall(r"`([a-z]+(?:_[a-z0-9]+)+|malformed|conflict|incomplete)`", page))
    online = [(code, where) for code, where in _codes() if not where.startswith(BY_HAND)]
    said = {code for code, where in online if where.startswith((*OF_THE_PORTAL, *AT_THE_DOOR))}
    assert not sorted(said - told - NOT_ON_THE_LINE)
    statuses = {cells[0]: cells[1] for cells in rows(page) if cells[0].isdigit()}
    lines = [(cells[0], cells[1]) for cells in rows(page) if cells[0].isdigit()]
    assert statuses
    wrong = [
        code for code, status in STATUS.items() if not any(n == str(status) and f"`{code}`" in c for n, c in lines)
    ]
    assert not wrong


def test_every_code_of_what_is_carried_by_hand_is_told() -> None:
    told = set(re.findall(r"`([a-z_]+)`", read("docs/bundles.md")))
    said = {code for code, where in _codes() if where.startswith(BY_HAND)}
    assert "bundle_cut" in said
    assert not sorted(said - told - {"malformed", "signed_out", "portal_fault"})


def test_every_example_is_json_and_messages_are_messages() -> None:
    for body in fences("docs/protocol.md", "json"):
        if body.startswith('{"t":"snapshot"'):
            assert len(list(parts(body))) == len(body.strip().splitlines())
            continue
        if body.startswith('{"t":'):
            for line in body.splitlines():
                assert decode_line(line.encode()), line
            continue
        doc: dict[str, Any] = json.loads(body)
        if "cursor" in doc:
            assert request_of(doc).ops == tuple(map(intent_of, doc["ops"]))


def test_the_vector_of_the_digest_is_true() -> None:
    fields = next(doc for body in fences("docs/protocol.md", "json") if "title" in (doc := _object(body)))
    hashed, told = (body.strip() for body in fences("docs/protocol.md", "text"))
    assert digest(fields) == told
    assert json.loads(hashed) == {name: value for name, value in fields.items() if value}
    assert f"{len(hashed.encode())} bytes" in read("docs/protocol.md")
    assert fingerprint(told) in read("docs/protocol.md")


def _object(body: str) -> dict[str, Any]:
    found = {} if body.startswith('{"t":') else json.loads(body)
    return found if isinstance(found, dict) else {}


@pytest.mark.parametrize("names", [FIELDS, TICKS], ids=["fields", "ticks"])
def test_every_field_and_tick_is_told(names: tuple[str, ...] | Mapping[str, object]) -> None:
    page = read("docs/protocol.md")
    assert not [name for name in names if f"`{name}`" not in page]


# The guide.


def said_by_the_program(language: str) -> set[str]:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "resources/policy/workflows").glob("*.toml")]
    rows_of_tables = (row[language] for table in tables for kind in ("state", "step") for row in table[kind])
    return {*texts(language).values(), *rows_of_tables}


def test_every_screen_has_its_chapter_in_the_guide() -> None:
    headings = [line for line in read("docs/guide.md").splitlines() if line.startswith("#")]
    words = [texts("zh")[f"shell.rail_{place.id}"] for place in PLACES]
    assert not [word for word in words if not any(word in heading for heading in headings)]


def test_every_word_of_the_screen_that_the_guide_quotes_is_there() -> None:
    """「…」 quotes what stands on the screen, whole; `…` inside stands for what differs. So does “…” in English."""
    for page, quote, language in (("docs/guide.md", r"「([^」]+)」", "zh"), ("docs/guide.en.md", r"“([^”]+)”", "en")):
        said = [re.sub(r"\{[^}]*\}", "…", sentence) for sentence in said_by_the_program(language)]
        quoted = set(re.findall(quote, read(page).replace("“Quoted”", "")))
        assert not sorted(quoted - set(said)), page


def test_every_key_that_the_guide_names_is_bound() -> None:
    bound = {node.value for source in sources("ui", "desktop") for node in source.nodes if _is_text(node)}
    bound |= {*rail_keys().values(), "Ctrl+V", "Alt+↓", "Alt+←"}
    spoken = {re.sub(r"\+(?=.)", " ", key).replace("PgDown", "PgDn") for key in bound}
    pages = read("docs/guide.md") + read("docs/guide.en.md")
    named = set(re.findall(r"`((?:Ctrl |Alt |Shift |F\d)[^`]*)`", pages))
    assert not sorted(named - spoken)


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


# All pages.


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lstrip("# ").strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    wrong = []
    for link in LINK.findall(read(page)):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        path = (ROOT / page).parent / target if target else ROOT / page
        headings = path.read_text("utf-8").splitlines() if path.suffix == ".md" and path.exists() else []
        if not path.exists() or (anchor and anchor not in {slug(line) for line in headings if line.startswith("#")}):
            wrong.append(link)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_of_ours_that_is_named_exists(page: str) -> None:
    ours = "|".join((*PACKAGES, "docs", "tests", "resources", "bench", "fleet"))
    named = re.findall(rf"`((?:{ours})/[^`\s<>*:…]*)", read(page))
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_speaks_of_the_machine_it_was_written_on(page: str) -> None:
    assert not re.findall(r"/(?:work|tmp|root|home)/\S+", read(page))


def test_pictures_are_small_and_all_are_shown() -> None:
    shown = {Path(link).name for page in PAGES for link in LINK.findall(read(page)) if "pictures/" in link}
    files = list((ROOT / "docs" / "pictures").iterdir())
    assert not [file.name for file in files if file.stat().st_size > LARGEST_PICTURE or file.name not in shown]
