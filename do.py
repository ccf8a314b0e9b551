#!/usr/bin/env python3
"""The one command for everything: sets up what a bare machine lacks, then runs, tests, checks or measures."""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

if sys.platform != "win32":
    import fcntl

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
OLD_LOCK = ROOT / "requirements-old-linux.lock"
DONE = VENV / ".installed"
HERE = "{}.{}".format(*sys.version_info[:2])
SUPPORTED = ("3.13", "3.12", "3.11")

# glibc 2.28 to 2.31 (Kylin V10, UOS 20) loads these at most.
OLD_LINUX = """\
PySide6-Essentials==6.9.3 ; platform_machine != "aarch64"
PySide6-Essentials==6.8.0.2 ; platform_machine == "aarch64"
"""

OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def say(text: str) -> None:
    """To the error stream: what a verb prints on the other may be read by a program."""
    print(text, file=sys.stderr, flush=True)


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """The Debian packages of those shared libraries that do not load here."""
    if not sys.platform.startswith("linux"):
        return []
    packages = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def missing_font(package: str) -> list[str]:
    """Without a Chinese font every character is a box."""
    if not sys.platform.startswith("linux"):
        return []
    if shutil.which("fc-list") is None:
        return ["fontconfig", package]
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    return [] if listed.strip() else [package]


def missing_venv() -> list[str]:
    """Debian splits `ensurepip` off into a package of its own."""
    return [] if importlib.util.find_spec("ensurepip") else [f"python{HERE}-venv"]


def missing_postgres() -> list[str]:
    """The tests bring up a PostgreSQL of their own, if there is a program to bring up."""
    there = shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return [] if there else ["postgresql"]


def provide(needed: Sequence[str], wished: Sequence[str] = ()) -> None:
    """Installs Debian packages as root, else prints the exact line; then what is `needed` stops, a wish does not."""
    packages = [*needed, *wished]
    if not packages:
        return
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        apt_get(apt, packages)
        return
    line = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)
    say(f"Missing on this machine: {', '.join(packages)}. As root run:\n    {line}")
    if needed:
        sys.exit(1)


def apt_get(apt: str, packages: Sequence[str]) -> None:
    say("Installing " + " ".join(packages) + " ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run([apt, *step], env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if done.returncode:
            say(f"apt-get {step[0]} failed; going on without.")


def right_python() -> None:
    """Goes on in a Python that the locks were made for; Debian 12's own is one."""
    if HERE in SUPPORTED:
        return
    for each in SUPPORTED:
        if other := shutil.which(f"python{each}"):
            os.execv(other, [other, str(Path(__file__).resolve()), *sys.argv[1:]])
    sys.exit(f"This needs Python 3.11, 3.12 or 3.13; here is {HERE}.")


def lock_file() -> Path:
    """The lock for this machine: an old C library cannot load the newest Qt."""
    version = os.confstr("CS_GNU_LIBC_VERSION") if sys.platform.startswith("linux") else None
    old = version is not None and tuple(int(part) for part in version.split()[-1].split(".")[:2]) < (2, 34)
    return OLD_LOCK if old else LOCK


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two of these commands started together must not install into one environment."""
    with Path(__file__).open("rb") as handle:
        if sys.platform != "win32":
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def environment() -> None:
    """Makes or renews the virtual environment; at once done while the lock it was made from is the same."""
    lock = lock_file()
    wanted = f"{HERE} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
    if installed() == wanted:
        return
    with one_at_a_time():
        if installed() != wanted:
            install(lock)
            DONE.write_text(wanted, "utf-8")


def installed() -> str:
    return DONE.read_text("utf-8") if DONE.exists() else ""


def series(python: Path) -> str:
    """The `3.11` of an interpreter; empty where it, or its pip, does not start."""
    question = [str(python), "-c", "import pip, sys; print(*sys.version_info[:2], sep='.')"]
    return subprocess.run(question, capture_output=True, text=True, check=False).stdout.strip()


def install(lock: Path) -> None:
    provide(missing_venv())
    say(f"Making the environment from {lock.name} (once, about half a minute) ...")
    if not PYTHON.exists() or series(PYTHON) != HERE:
        run(sys.executable, "-m", "venv", "--clear", VENV)
    run(PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-deps",
        "--require-hashes", "-r", lock)  # fmt: skip
    # Uncompiled, a first start's imports take three to five times as long. Files no one imports may fail to compile.
    subprocess.run([PYTHON, "-m", "compileall", "-qq", "-j", "0", VENV / "lib"], check=False)


def run(*command: object) -> None:
    """Runs one step of the set-up; its failure ends the command with its own words above."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        sys.exit(f"Stopped: {command[0]} ended with {done.returncode}.")


def hand_over(arguments: Sequence[str], *, offscreen: bool = False) -> int:
    """Becomes the environment's Python: signals and exit code are its own, paths stay as meant, sources compiled."""
    environment()
    extra = {"QT_QPA_PLATFORM": "offscreen"} if offscreen else {}
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "", **extra}
    command = [str(PYTHON), "-P", *arguments]
    if os.name == "posix":
        os.execve(PYTHON, command, environ)
    return subprocess.run(command, env=environ, check=False).returncode


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if (display := os.environ.get("DISPLAY", "")).startswith(":"):
        return Path("/tmp/.X11-unix", "X" + display[1:].partition(".")[0]).exists()
    return bool(display or os.environ.get("WAYLAND_DISPLAY"))


def do_run(arguments: list[str]) -> int:
    """open the desk on its own portal with sample data (--fresh begins anew); without a display, make the tour"""
    if not has_display():
        say("This machine has no display to open a window on, so the tour is made instead: pictures in build/tour.")
        return do_tour([])
    provide(missing_libraries({**OFFSCREEN, **ON_SCREEN}), missing_font("fonts-noto-cjk"))
    return hand_over(["-m", "desktop", "--trial", *arguments])


def do_tour(arguments: list[str]) -> int:
    """play the whole story offscreen and leave its pictures (--out DIR, else build/tour)"""
    provide(missing_libraries(OFFSCREEN), missing_font("fonts-noto-cjk"))
    return hand_over(["-m", "desktop.tour", *(arguments or ["--out", str(ROOT / "build/tour")])], offscreen=True)


def do_test(arguments: list[str]) -> int:
    """pass the tests on all cores, in random order, on SQLite and a PostgreSQL of their own; arguments go to pytest"""
    provide(missing_libraries(OFFSCREEN), [*missing_font("fonts-wqy-microhei"), *missing_postgres()])
    os.chdir(ROOT)
    return hand_over(["-m", "pytest", *(arguments or ["-n", "logical", "--dist", "worksteal"])], offscreen=True)


def do_check(arguments: list[str]) -> int:
    """ruff, mypy strict, import contracts and the house rules"""
    provide(missing_libraries(OFFSCREEN))
    environment()
    tools = {
        "ruff": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": ["-m", "mypy"],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"],
        "house": ["-m", "pytest", "-q", "--no-header", "-p", "no:randomly", "tests/house"],
    }
    failed = []
    for name, command in tools.items():
        if arguments and name not in arguments:
            continue
        say(f"== {name}")
        if subprocess.run([PYTHON, *command], cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
            failed.append(name)
    say("check: " + (f"{', '.join(failed)} failed" if failed else "all passed"))
    return 1 if failed else 0


def do_bench(arguments: list[str]) -> int:
    """measure speed and memory beside their floors (--json, --only NAME, --quick, --load postgres|sqlite)"""
    nginx = [] if Path("/usr/sbin/nginx").exists() else ["nginx-light"]
    behind = [*missing_postgres(), *nginx] if "postgres" in arguments else []
    provide([*missing_libraries(OFFSCREEN), *behind], missing_font("fonts-wqy-microhei"))
    environment()
    # An office starts compiled code, whatever this shell forbids.
    run(PYTHON, "-m", "compileall", "-qq", *(ROOT / each for each in ("models", "sync", "portal", "ui", "desktop")))
    return hand_over(["-m", "bench", *arguments], offscreen=True)


def do_fleet(arguments: list[str]) -> int:
    """play many desks through a faulty world and check what always holds (--seeds, --from, --kind, --jobs, --break)"""
    return hand_over(["-m", "fleet", *arguments])


def do_lock(arguments: list[str]) -> int:
    """remake the locks from pyproject.toml (--upgrade takes the newest versions)"""
    environment()
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder, "old-linux.txt")
        old.write_text(OLD_LINUX, "utf-8")
        for lock, more in ((LOCK, []), (OLD_LOCK, ["--constraint", str(old)])):
            run(PYTHON, "-m", "uv", "pip", "compile", "--quiet", ROOT / "pyproject.toml", "--group", "dev",
                "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
                "--no-emit-index-url", "--no-emit-find-links", "-o", lock, *more, *arguments)  # fmt: skip
    return 0


def do_portal(arguments: list[str]) -> int:
    """the central server's own commands: portal init, serve, account, audit ..."""
    return hand_over(["-m", "portal", *arguments])


def do_desk(arguments: list[str]) -> int:
    """the desk's own commands without a window: desk sign-in, do, sync, show ..."""
    return hand_over(["-m", "desktop", *arguments])


VERBS = (do_run, do_test, do_tour, do_check, do_bench, do_fleet, do_lock, do_portal, do_desk)


def main(arguments: list[str]) -> int:
    verbs = {each.__name__.removeprefix("do_"): each for each in VERBS}
    if not arguments or arguments[0] not in verbs:
        print("python3 do.py VERB\n")
        for name, each in verbs.items():
            print(f"  {name:8}{each.__doc__}")
        return 0 if arguments in (["--help"], ["-h"]) else 2
    right_python()
    return verbs[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
