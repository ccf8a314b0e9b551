"""`do.py`: it says what a machine lacks, and its locks install just what `pyproject.toml` asks for, from anywhere."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import do

ROOT = Path(do.__file__).parent
LOCKS = ("requirements.lock", "requirements-old-linux.lock")


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9_.-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _locked(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {_name(line): line for line in lines if line[:1].isalnum()}


def test_a_library_that_does_not_load_is_named_by_its_package() -> None:
    assert do.missing_libraries({"libnosuchthing.so.9": "libnosuchthing9"}) == ["libnosuchthing9"]
    assert do.missing_libraries({"libc.so.6": "libc6"}) == []


def test_without_root_the_exact_line_is_printed_and_what_is_needed_stops(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit):
        do.provide(["libegl1"], ["fonts-noto-cjk"])
    said = capsys.readouterr().err
    assert "apt-get update && apt-get install -y --no-install-recommends libegl1 fonts-noto-cjk" in said


def test_without_root_a_wish_is_said_and_work_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    do.provide([], ["postgresql"])
    assert "postgresql" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("display", "wayland", "seen"), [("", "", False), (":987", "", False), ("", "wayland-0", True), ("far:0", "", True)]
)
def test_a_display_is_believed_only_where_one_answers(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, seen: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert do.has_display() is seen


def test_a_new_lock_is_installed_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installs: list[Path] = []
    lock = tmp_path / "a.lock"
    lock.write_text("one", "utf-8")
    monkeypatch.setattr(do, "DONE", tmp_path / "done")
    monkeypatch.setattr(do, "lock_file", lambda: lock)
    monkeypatch.setattr(do, "install", installs.append)
    do.environment()
    do.environment()
    lock.write_text("two", "utf-8")
    do.environment()
    assert len(installs) == 2


def test_a_failed_install_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def failing(lock: Path) -> None:
        sys.exit(f"no network for {lock.name}")

    monkeypatch.setattr(do, "DONE", tmp_path / "done")
    monkeypatch.setattr(do, "install", failing)
    for _ in range(2):
        with pytest.raises(SystemExit):
            do.environment()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_every_dependency_with_hashes_and_no_addresses(lock: str) -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {_name(each) for each in wanted} <= _locked(lock).keys()
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert all(block.count("--hash=sha256:") for block in re.split(r"\n(?=\w)", text))


def test_the_lock_holds_the_tools_of_the_developers_too() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["dev"]
    assert {_name(each) for each in wanted} <= _locked("requirements.lock").keys()


def test_old_office_linux_gets_a_qt_that_it_can_load() -> None:
    text = (ROOT / "requirements-old-linux.lock").read_text("utf-8")
    assert set(re.findall(r"pyside6-essentials==([\d.]+)", text)) == {"6.9.3", "6.8.0.2"}


def test_without_a_verb_the_verbs_are_listed() -> None:
    shown = subprocess.run([sys.executable, str(ROOT / "do.py")], capture_output=True, text=True, check=False)
    assert shown.returncode == 2
    assert all(f"  {verb.__name__.removeprefix('do_')} " in shown.stdout for verb in do.VERBS)
