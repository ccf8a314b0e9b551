"""A large attachment on a slow line: it goes up and comes down piece by piece, and nobody waits for it."""

from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.tour import clerk, handling, reviewer
from desktop.tour.chapters import Stage
from desktop.tour.hands import click, find, overlay, pick_file, press, rest, until
from desktop.tour.seat import Seat
from ui.views.editor.attachments import AttachmentList

WIDE, HIGH, PACE = 3200, 2000, 900_000
"""Points of the picture, some 12 MB; bytes in a second of the line of a township."""
HILLS = (
    (((0, 40), (20, 22), (45, 45), (70, 18), (100, 42)), "#7d9c86"),
    (((0, 55), (30, 38), (60, 60), (85, 40), (100, 50)), "#5b7f5c"),
    (((0, 78), (40, 62), (100, 70)), "#86935a"),
    (((38, 100), (52, 66), (55, 66), (62, 100)), "#d8cbb0"),
)
"""Their crests in percent of the picture, far ones first."""
LOOK_S = 1.2
"""What is shown of files on their way is looked at anew each second."""


def play(stage: Stage) -> None:
    """linxm attaches it at the township desk, chenzy looks at it at the county desk."""
    stage.record.chapter("slow line")
    id = _up(stage)
    _down(stage, id)


def _photograph(stage: Stage) -> Path:
    """Hills and a path, with the grain of a camera: no two points are alike, so that nothing makes it smaller."""
    path: Path = stage.town.folder.parent / stage.story["survey"]["file"]
    picture = QImage(WIDE, HIGH, QImage.Format.Format_RGB888)
    picture.fill(QColor("#b9d3e6"))
    painter = QPainter(picture)
    for ground, colour in HILLS:
        line = [QPoint(x * WIDE // 100, y * HIGH // 100) for x, y in ground]
        painter.setBrush(QColor(colour))
        painter.drawPolygon([*line, QPoint(WIDE, HIGH), QPoint(0, HIGH)])
    painter.setOpacity(0.15)
    painter.drawImage(0, 0, QImage(Random(7).randbytes(WIDE * HIGH * 3), WIDE, HIGH, WIDE * 3, picture.format()))
    painter.end()
    picture.save(str(path))
    return path


def _moved(seat: Seat) -> bool:
    return any(0.2 * one.size < one.moved < 0.8 * one.size for one in seat.desk.travelling())


def _drawer(stage: Stage, seat: Seat, name: str) -> None:
    click(seat.window, seat.window.bar.sync.accessibleName())
    drawer = overlay(seat.window)
    rest(LOOK_S)
    stage.record.picture(seat.window, name)
    press(drawer, "Esc")


def _up(stage: Stage) -> str:
    record, town, text = stage.record, stage.town, stage.story["survey"]
    with record.step("linxm", "attaches a large photograph, and submits the item") as step:
        town.online()
        handling.leave_to(town, "linxm")
        id = clerk.begin(town, "0802")
        clerk.write_item(town, text["title"], text["body"])
        photograph = _photograph(stage)
        clerk.editor(town).side.tabs.choose("properties")
        pick_file(partial(press, clerk.editor(town).edit, "Ctrl+Alt+A"), photograph)
        until(lambda: find(town.window, AttachmentList).files, "the attachment")
        clerk.saved(town)
        clerk.editor(town).side.tabs.choose("checks")
        until(lambda: clerk.cards(town, "unchecked"), "the photograph among what nobody has looked at")
        town.cable.pace = PACE
        clerk.self_review(town, id)
        clerk.submit(town, id)
        step.outcome = f"{photograph.stat().st_size // 1_000_000} MB; {town.sees(id, 'in_review')}"
    with record.step("linxm", "looks how far it is, and need not wait") as step:
        press(town.window, "F5")
        until(lambda: _moved(town), "a part of the file at the portal", 60)
        clerk.editor(town).side.tabs.choose("properties")
        rest(LOOK_S)
        record.picture(town.window, "file-going-up")
        _drawer(stage, town, "file-going-up-drawer")
        step.outcome = ", ".join(f"{one.moved} of {one.size} bytes" for one in town.desk.travelling())
    with record.step("linxm", "goes home to a better line") as step:
        town.cable.pace = 0
        step.outcome = town.synced()
    return id


def _down(stage: Stage, id: str) -> None:
    record, county = stage.record, stage.county
    with record.step("chenzy", "opens the item for review, and the photograph comes on a slow line") as step:
        handling.leave_to(county, "chenzy")
        reviewer.look_at(county, id)
        county.cable.pace = PACE
        files = find(county.window, AttachmentList)
        click(files, f"{county.words('editor.attachments.open')} {files.files[0]['name']}")
        press(county.window, "F5")
        record.picture(county.window, "file-not-here-yet")
        until(lambda: _moved(county), "a part of the file here", 60)
        rest(LOOK_S)
        record.picture(county.window, "file-coming")
        _drawer(stage, county, "file-coming-drawer")
        county.cable.pace = 0
        until(lambda: not county.desk.travelling(), "the photograph", 60)
        click(files, f"{county.words('editor.attachments.open')} {files.files[0]['name']}")
        record.picture(county.window, "file-seen")
        press(overlay(county.window), "Esc")
        step.outcome = "the photograph is seen"
