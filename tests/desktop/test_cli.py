"""Everything the window can do to an item, a script can do with JSON lines, and no Qt is loaded for it."""

import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main, now
from desktop.seat import device_of, open_seat
from models.people import Actor, Post
from models.store.desk import row_values
from models.store.received import Gone, Put, receive
from models.store.withheld import GUARD, settle

TICKS = [
    "accurate", "complete", "timely", "authoritative", "no_secret",
    "art10_1", "art10_2", "art10_3", "art10_4", "art10_5",
]  # fmt: skip
FIELDS = {"title": "防汛通知", "column": "0703", "disclosure": "proactive", "body": "<p>请做好准备。</p>"}


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile in which a clerk has signed in once."""
    session = {
        "token": "t", "person": "p_linxm", "name": "林晓梅", "device": "device0001", "portal": "http://127.0.0.1:1",
        "posts": [{"unit": "wangtai", "role": "clerk"}], "account": "linxm",
    }  # fmt: skip
    (tmp_path / "session.json").write_text(json.dumps(session), encoding="utf-8")
    return tmp_path


def _run(profile: Path, verb: str, *given: str, lines: list[Any] | None = None) -> tuple[int, list[dict[str, Any]]]:
    source = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines or [])
    target = io.StringIO()
    code = main([verb, "--profile", str(profile), *given], io.StringIO(source), target)
    return code, [json.loads(line) for line in target.getvalue().splitlines()]


def test_a_script_writes_reviews_and_submits_an_item(profile: Path) -> None:
    create = {"kind": "item.create", "id": "cli0000001", "args": {"fields": FIELDS}}
    code, (made,) = _run(profile, "do", lines=[create])
    assert (code, made["ok"], made["state"]) == (0, True, "draft")
    assert {step["verb"] for step in made["steps"]} >= {"edit", "self_review"}
    seen = {"content": made["content"]}
    review = {"kind": "item.self_review", "id": "cli0000001", "args": {"ticks": TICKS}, "expect": seen}
    code, answers = _run(profile, "do", lines=[review, {"kind": "item.submit", "id": "cli0000001", "expect": seen}])
    assert (code, [one["state"] for one in answers]) == (0, ["self_reviewed", "in_review"])
    _, (shown,) = _run(profile, "show", "--type", "item", "--id", "cli0000001")
    assert (shown["fields"]["title"], len(shown["waiting"]), shown["version"]) == ("防汛通知", 3, 0)


def test_a_refusal_has_its_code_and_article_and_the_next_line_goes_on(profile: Path) -> None:
    lines = [
        {"kind": "item.create", "id": "cli0000002", "args": {"fields": {**FIELDS, "index_no": "1"}}},
        "this is no JSON",
        {"kind": "item.create", "args": {"fields": FIELDS}},
    ]
    code, answers = _run(profile, "do", lines=lines)
    assert code == 1
    assert [one["ok"] for one in answers] == [False, False, True]
    assert (answers[0]["code"], answers[0]["article"]) == ("not_settable", [7])
    assert (answers[1]["code"], answers[1]["facts"]) == ("malformed", {"where": "line 2"})


def test_items_are_shown_by_state_and_by_words(profile: Path) -> None:
    for n, title in enumerate(("森林防火", "森林抚育")):
        _run(
            profile, "do", lines=[{"kind": "item.create", "id": f"cli000001{n}", "args": {"fields": {"title": title}}}]
        )
    _run(profile, "do", lines=[{"kind": "item.discard", "id": "cli0000011"}])
    assert [one["id"] for one in _run(profile, "show", "--search", "防火")[1]] == ["cli0000010"]
    assert [one["id"] for one in _run(profile, "show", "--state", "discarded")[1]] == ["cli0000011"]
    assert _run(profile, "show", "--id", "nothere001")[1][0]["code"] == "not_found"


def test_files_named_in_a_line_become_attachments(profile: Path) -> None:
    (profile / "名单.txt").write_text("名单", encoding="utf-8")
    line = {"kind": "item.create", "id": "cli0000020", "args": {"fields": FIELDS}, "files": [str(profile / "名单.txt")]}
    _run(profile, "do", lines=[line])
    _, (shown,) = _run(profile, "show", "--id", "cli0000020")
    assert [one["name"] for one in shown["fields"]["attachments"]] == ["名单.txt"]
    missing = {"kind": "item.create", "args": {"fields": FIELDS}, "files": ["/nowhere/x"]}
    assert _run(profile, "do", lines=[missing])[1][0]["code"] == "file_unreadable"


def test_without_a_network_nothing_is_lost_and_the_reason_is_said(profile: Path) -> None:
    _run(profile, "do", lines=[{"kind": "item.create", "id": "cli0000030", "args": {"fields": FIELDS}}])
    code, (answer,) = _run(profile, "sync")
    assert (code, answer["ok"], answer["code"], answer["waiting"]) == (1, False, "unreachable", 1)
    assert _run(profile, "undelivered") == (0, [])
    assert _run(profile, "drafts") == (0, [])


def test_without_a_sign_in_every_verb_says_so(tmp_path: Path) -> None:
    for verb in ("do", "sync", "show", "undelivered", "drafts"):
        assert _run(tmp_path, verb) == (1, [{"ok": False, "code": "no_account", "facts": {}, "article": []}])


def test_a_profile_keeps_one_name_towards_the_portal(tmp_path: Path) -> None:
    assert device_of(tmp_path, now) == device_of(tmp_path, now)


def test_the_command_line_loads_no_qt(profile: Path) -> None:
    asked = (
        "import sys; from desktop.__main__ import main; "
        f"main(['drafts', '--profile', {str(profile)!r}]); print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_too_long_without_the_portal_every_verb_says_so_and_erases_nothing(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(profile, "do", lines=[{"kind": "item.create", "id": "cli0000040", "args": {"fields": FIELDS}}])
    later = now() + timedelta(days=31)
    with monkeypatch.context() as patch:
        patch.setattr("desktop.cli.now", lambda: later)
        for verb in ("do", "sync", "show", "undelivered", "drafts"):
            assert _run(profile, verb) == (
                1, [{"ok": False, "code": "lease_ended", "facts": {"days": 30}, "article": []}]
            )  # fmt: skip
    assert _run(profile, "show")[1][0]["code"] == "lease_ended", "a clock set back opened the store"
    open_seat(profile, Actor("p_linxm", "林晓梅", frozenset(), "device0001"), now, lease=30).close()
    assert _run(profile, "show")[1][0]["id"] == "cli0000040"


def test_whoever_has_heard_enough_may_close_the_line(profile: Path) -> None:
    lines = [{"kind": "item.create", "id": f"cli00001{n:02}", "args": {"fields": FIELDS}} for n in range(40)]
    _run(profile, "do", lines=lines)
    command = f"{sys.executable} -m desktop show --profile {profile} | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["type"] == "item"
    assert done.stderr == ""


def test_what_was_taken_in_a_mass_is_listed_and_let_go(profile: Path) -> None:
    actor = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}), "device0001")
    seat = open_seat(profile, actor, now)
    doc = {"kind": "item", "unit": "wangtai", "state": "draft", "author": "p_a", "changed_at": "2026", "fields": {}}
    with seat.desk.store.writing() as connection:
        puts = [Put("u:wangtai", row_values("item", f"i{n}", 1, doc)) for n in range(60)]
        receive(connection, puts, [])
        receive(connection, [], [Gone("u:wangtai", "item", f"i{n}", sure=False) for n in range(55)])
        settle(connection, GUARD, (), "2026-04-28T09:00:00+08:00", last=True)
    seat.close()
    target = io.StringIO()
    assert main(["withheld", "list", "--profile", str(profile)], None, target) == 0
    told = json.loads(target.getvalue())
    assert (told["scope"], told["rows"], told["of"], told["matters"]) == ("u:wangtai", 55, 60, 55)
    target = io.StringIO()
    assert main(["withheld", "apply", "u:wangtai", "--profile", str(profile)], None, target) == 0
    assert json.loads(target.getvalue()) == {"ok": True, "scope": "u:wangtai", "gone": 55}
    target = io.StringIO()
    assert main(["withheld", "list", "--profile", str(profile)], None, target) == 0
    assert target.getvalue() == ""
