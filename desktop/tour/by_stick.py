"""Weeks without a network: what waits goes to the office on a stick, and what the office answers comes back on it."""

from functools import partial

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import click, overlay, pick_file, press, reads, until


def play(stage: Stage) -> None:
    """linxm at the township desk."""
    stage.record.chapter("by stick")
    record, town, text = stage.record, stage.town, stage.story["stick"]
    stick = town.folder.parent / "stick"
    stick.mkdir(exist_ok=True)
    with record.step("linxm", "writes and submits without a network, and saves what waits to a stick") as step:
        town.online()
        handling.leave_to(town, "linxm")
        town.offline()
        id = clerk.hand_in(town, "0802", text)
        town.go("Alt+0", "undelivered")
        record.picture(town.window, "stick-before")
        pick_file(partial(town.click, "sync.hand_export"), stick / text["bundle"])
        until(lambda: [*stick.glob("*.bundle")], "the bundle on the stick")
        until(lambda: not reads(town.window, town.words("sync.hand_exporting")), "that it is saved")
        record.picture(town.window, "stick-saved")
        step.outcome = f"{', '.join(file.name for file in stick.iterdir())}; {town.sees(id, 'in_review')}"
    with record.step("maoyh", "takes the stick in at the portal, which writes a receipt") as step:
        done = stage.office.verb("bundle", "exchange", *stick.glob("*.bundle"), stick)
        step.outcome = f"{done['acts']} acts, {done['taken']} taken"
    with record.step("linxm", "brings the stick back and imports the receipt") as step:
        (receipt,) = stick.glob("*.receipt")
        click(town.window, town.window.bar.sync.accessibleName())
        drawer = overlay(town.window)
        record.picture(town.window, "stick-drawer")
        press(drawer, "Esc")
        pick_file(partial(town.click, "sync.hand_import"), receipt)
        until(lambda: not town.desk.outbox(), "an empty outbox")
        record.picture(town.window, "stick-back")
        step.outcome = f"{town.sees(id, 'in_review')}; nothing waits, and there was no network"
        town.online()
        town.synced()
