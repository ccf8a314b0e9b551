"""Plays the tour in one language: one portal, two desks, chapter after chapter, and writes down what happened."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop.tour import (
    arrival,
    by_stick,
    clashes,
    copies,
    doors,
    letters,
    lost_desk,
    main_story,
    other_steps,
    portal_faults,
    requests,
    rounds,
    screens,
    services,
    slow_line,
    watching,
)
from desktop.tour.chapters import Stage, story
from desktop.tour.hands import WentWrong, faults, settle
from desktop.tour.network import Cable
from desktop.tour.office import Office
from desktop.tour.record import Record
from desktop.tour.seat import Seat
from desktop.trial import Trial
from models.policy import Directory, shipped
from models.problems import Refused
from ui import work
from ui.style.look import Look
from ui.style.ring import RingStyle


def play(language: str, folder: Path, work_folder: Path, *, short: bool = False, only: Sequence[str] = ()) -> Path:
    """Leaves pictures and `LANGUAGE.json` in `folder`; WentWrong when a step did not come out as it should.

    `work_folder` holds a trial as `Trial` makes it, or nothing; `short` plays the main story alone,
    `only` some chapters of all."""
    began = perf_counter()
    _app, look = _begun()
    trial = Trial(work_folder / "trial")
    trial.name_units(Directory(shipped()).units)
    portal = trial.prepare()
    port = urlsplit(portal).port or 0
    record = Record(folder, language)
    cables = Cable(port), Cable(port), Cable(port)
    office = Office(trial, cables)
    try:
        for cable in cables:
            cable.plug()
        town, county, other = (
            Seat(work_folder / name, look, language, trial, cable, guests=name != "other")
            for name, cable in zip(("town", "county", "other"), cables, strict=True)
        )
        stage = Stage(record, town, county, other, story(), {}, portal, office.data, office)
        _chapters(stage, short=short, only=only)
    finally:
        work.finish()
        _clear_up()
        for cable in cables:
            cable.end()
        office.stop()
        file = folder / f"{language}.json"
        told = {"seconds": round(perf_counter() - began, 1), "steps": record.told()}
        file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _begun() -> tuple[QCoreApplication, Look]:
    """Qt as the program itself dresses it; whoever asks for it holds it."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    sys.excepthook = _on_fault
    app = QApplication.instance() or QApplication(["tour"])
    if isinstance(app, QApplication):
        app.setQuitOnLastWindowClosed(False)
    look = Look("light")
    style = RingStyle(look)
    QApplication.setStyle(style)
    look.apply()
    return app, look


CHAPTERS: Mapping[str, Callable[[Stage], None]] = {
    "main_story": main_story.play,
    "other_steps": other_steps.play,
    "clashes": clashes.play,
    "screens": screens.play,
    "letters": letters.play,
    "requests": requests.play,
    "services": services.play,
    "watching": watching.play,
    "rounds": rounds.play,
    "doors": doors.play,
    "slow_line": slow_line.play,
    "by_stick": by_stick.play,
    "copies": copies.play,
    "lost_desk": lost_desk.play,
    "portal_faults": portal_faults.play,
}
"""What is played after the arrival, in this order; the first alone when it shall be short."""


def _chapters(stage: Stage, *, short: bool, only: Sequence[str]) -> None:
    try:
        arrival.play(stage)
        if short:
            main_story.play(stage, short=True)
        else:
            for name in only or CHAPTERS:
                CHAPTERS[name](stage)
        for seat in (stage.town, stage.county, stage.other):
            seat.leave()
    except (WentWrong, Refused, AssertionError, LookupError, RuntimeError) as fault:
        _leave_wreck(stage)
        last = stage.record.steps[-1] if stage.record.steps else None
        where = f"step {last.n}, {last.actor} {last.action}" if last else "before the first step"
        raise WentWrong(f"{where}: {fault}") from fault


def _clear_up() -> None:
    """Every window goes before the style that painted it: Qt does not survive the other order at the end."""
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    faults.clear()
    settle()
    QApplication.setStyle("Fusion")


def _leave_wreck(stage: Stage) -> None:
    """Pictures of both desks as they stood, for whoever mends what went wrong."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.width() > 400:
            name = f"wreck-{window.windowTitle()[:20]}-{id(window) % 1000}.png".replace("/", "_")
            window.grab().save(str(stage.record.folder / name))


def _on_fault(kind: type[BaseException], fault: BaseException, where: TracebackType | None) -> None:
    """What nobody caught ends the tour at the next look."""
    text = "".join(traceback.format_exception(kind, fault, where))
    sys.stderr.write(text)
    faults.append(text)
