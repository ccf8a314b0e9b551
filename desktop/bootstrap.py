"""The only place that constructs the desk: from the command line's options to a window that can be used."""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.composing import Composing
from desktop.crash import CrashHandler
from desktop.paths import Profile, profile
from desktop.program import Program
from desktop.rooms import HttpEntrance
from desktop.signing import Signing, memory_in
from desktop.single_instance import SingleInstance
from desktop.trial import Trial
from models.late import load
from models.policy import Directory, shipped
from models.problems import Refused
from models.version import VERSION as VERSION
from ui.host import About
from ui.settings import Settings
from ui.style.look import Look
from ui.style.ring import RingStyle
from ui.text import Words

ZONE = timezone(timedelta(hours=8))
"""Every desk reckons in the district's time, wherever its clock thinks it is."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    profile: str
    portal: str
    ca: str
    trial: bool
    fresh: bool
    second: bool
    exit_when_ready: bool


def options(arguments: Sequence[str]) -> Options:
    """Reads the command line."""
    parser = argparse.ArgumentParser("desk", description="延平门户工作台 · Yanping Portal Desk")
    parser.add_argument("--profile", default="", metavar="DIR", help="folder of this desk's data")
    parser.add_argument("--portal", default="", metavar="URL", help="address of the portal")
    parser.add_argument("--ca", default="", metavar="FILE", help="certificate of the only CA to believe, from now on")
    parser.add_argument("--trial", action="store_true", help="its own portal with sample data")
    parser.add_argument("--fresh", action="store_true", help="with --trial: begin anew")
    parser.add_argument("--second", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--exit-when-ready", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    return Options(given.profile, given.portal, given.ca, given.trial, given.fresh, given.second, given.exit_when_ready)


def now() -> datetime:
    """The moment, in the district's time."""
    return datetime.now(ZONE)


def main(arguments: Sequence[str]) -> int:
    """Runs the desk until it is closed; the exit code is 0, or 1 when it could not start."""
    given = options(arguments)
    app = QApplication(["desk"])
    app.setApplicationName("yanping-desk")
    app.setApplicationDisplayName("")
    app.setQuitOnLastWindowClosed(False)
    Composing(app)
    trial = Trial() if given.trial else None
    if trial is not None and given.fresh and not given.second:
        trial.clear()
    place = _place(given)
    settings = Settings(place.settings)
    look = Look(settings["theme"], settings["size"], settings["density"])
    look.adopt(settings)
    try:
        return _run(app, given, place, settings, look, trial)
    except Refused as problem:
        _tell(problem, Words(settings["language"]))
        return 1
    finally:
        if trial is not None:
            trial.stop()


def _run(app: QApplication, given: Options, place: Profile, settings: Settings, look: Look, trial: Trial | None) -> int:
    place.make()
    if given.ca:
        place.believe(Path(given.ca))
    if trial is not None:
        trial.name_units(Directory(shipped()).units)
    single = SingleInstance(place.folder)
    if not single.claim():
        return 0
    style = RingStyle(look)
    app.setStyle(style)
    look.apply()
    portal = given.portal or _remembered_portal(place)
    crash = CrashHandler(place, look, lambda: Words(settings["language"]))
    crash.install()
    entrance = HttpEntrance(portal, place, now)
    signing = Signing(place, settings, entrance, memory_in(place), trial, now, portal, VERSION)
    program = Program(
        place, settings, look, entrance, signing, crash, now,
        about=lambda folder: About(VERSION, folder, portal),
        second_desk=_second_desk if trial is not None else None,
    )  # fmt: skip
    program.recovered = place.running.exists()
    place.running.write_text("", encoding="utf-8")
    single.raised.connect(program.show)
    program.ended.connect(app.quit)
    if sys.platform == "linux":
        once = Qt.ConnectionType.SingleShotConnection
        program.ready.connect(lambda: QTimer.singleShot(0, lambda: _follow_the_system(program)), once)
    if given.exit_when_ready:
        program.ready.connect(lambda: QTimer.singleShot(0, program.quit))
    program.start()
    code = app.exec()
    place.running.unlink(missing_ok=True)
    single.release()
    return code


def _follow_the_system(program: Program) -> None:
    """From the first window on the desk covers itself with the computer's own lock."""
    lock = load("desktop.system_lock").SystemLock(program)
    lock.locked.connect(lambda: _lock(program))
    lock.begin()


def _lock(program: Program) -> None:
    if program.window is not None:
        program.window.locking.lock()


def _place(given: Options) -> Profile:
    if given.profile or not given.trial:
        return profile(given.profile)
    return profile(trial=f"desk{_free_desk()}" if given.second else "desk1")


def _free_desk() -> int:
    """The first desk of the trial that nobody sits at."""
    number = 2
    while number < 20 and profile(trial=f"desk{number}").running.exists():
        number += 1
    return number


def _second_desk() -> None:
    """A second desk beside the first: a program of its own on the same portal."""
    root = Path(__file__).resolve().parent.parent
    subprocess.Popen([sys.executable, "-m", "desktop", "--trial", "--second"], cwd=root)


def _remembered_portal(place: Profile) -> str:
    return place.portal.read_text(encoding="utf-8").strip() if place.portal.exists() else ""


def _tell(problem: Refused, words: Words) -> None:
    sentence = words.refusal(problem)
    sys.stderr.write(sentence + "\n")
    if QGuiApplication.platformName() == "offscreen":
        return
    box = QMessageBox(QMessageBox.Icon.Critical, words("shell.app"), sentence)
    box.addButton(words("shell.got_it"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
