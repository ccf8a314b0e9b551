"""The portal errs, is put back from a backup, and grows newer than the desks: each is said, and no word is lost."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, click, overlay, press, reads, sought, until
from desktop.tour.office import NEWER
from models.problems import Refused
from models.store.portal_write import Put, Writing, put_matter
from portal.app import open_up
from ui.widgets.overlay import Overlay

ARCHIVE, KIND = "u:wangtai/archive", "item"


def play(stage: Stage) -> None:
    """linxm at the township desk sees all of it."""
    stage.record.chapter("portal faults")
    stage.town.online()
    handling.leave_to(stage.town, "linxm")
    _taken(stage)
    _put_back(stage)
    _outdated(stage)


def _as_it_is(doc: Mapping[str, Any], _version: int) -> Mapping[str, Any]:
    return doc


def _rewritten(stage: Stage, *, gone: bool) -> int:
    """Takes the published items of the township from everybody, as a portal that errs would, or gives them back."""
    portal = open_up(stage.data)
    try:
        with portal.store.reading() as reading:
            ids = sorted({one.id for one in reading.entries({ARCHIVE: 0}, 0) if one.type == KIND})

        def job(writing: Writing) -> None:
            for id, matter in writing.matters(KIND, ids).items():
                nowhere = Put(KIND, id, frozenset(), partial(_as_it_is, matter.to_doc()))
                writing.note(None, [nowhere if gone else put_matter(matter)[0]])

        portal.store.write(job)
    finally:
        portal.close()
    return len(ids)


def _asked(stage: Stage) -> None:
    stage.town.synced()
    until(lambda: stage.town.desk.withheld(), "the question")


def _taken(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("the portal", "errs: it takes the township's published items from everybody") as step:
        step.outcome = f"{_rewritten(stage, gone=True)} items"
    with record.step("linxm", "is asked; nothing has gone yet") as step:
        _asked(stage)
        record.picture(town.window, "taken-banner")
        town.go("Alt+0", "undelivered")
        record.picture(town.window, "taken-asked")
        town.in_theme("dark", 100, lambda: record.picture(town.window, "taken-asked-dark"))
        town.click("sync.taken_again")
        until(lambda: town.window.courier.state.compared is not None, "the comparison")
        record.picture(town.window, "taken-asked-again")
        step.outcome = f"{town.desk.withheld()[0].rows} rows are kept"
    with record.step("linxm", "lets them go, after all") as step:
        town.click("sync.taken_apply")
        slip = overlay(town.window)
        record.picture(town.window, "taken-sure")
        press(slip, "Ctrl+Return")
        until(lambda: sought(town.window, Overlay) is None and not town.desk.withheld(), "that they are gone")
        record.picture(town.window, "taken-gone")
        step.outcome = "gone from this desk"
    with record.step("the portal", "is mended, and gives them back") as step:
        given = _rewritten(stage, gone=False)
        step.outcome = f"{given} items; {town.synced()}"


def _put_back(stage: Stage) -> None:
    record, town, office, text = stage.record, stage.town, stage.office, stage.story["put_back"]
    copy = stage.data.parent / "backup"
    with record.step("maoyh", "backs the portal up; linxm works on; its disk dies, and the backup is put back") as step:
        made = office.verb("backup", copy)
        id = clerk.hand_in(town, "0802", text)
        town.go("Alt+1", "today")
        town.synced()
        office.stop()
        done = office.verb("restore", made["path"], "--replace")
        stage.portal = office.begin()
        step.outcome = f"epoch {done['epoch']}"
    with record.step("linxm", "signs in again, is told, and what the portal had lost goes up by itself") as step:
        told = town.words.opening(town.words.refusal(Refused("portal_put_back", n=1)))[0]
        press(town.window, "F5")
        until(lambda: town.window.courier.state.phase == "sign_in", "a new sign-in asked for", 60)
        click(town.window, town.window.bar.sync.accessibleName())
        click(overlay(town.window), town.words("sync.sign_in_step"))
        until(lambda: town.shut, "the sign-in")
        town.sign_in("linxm")
        town.synced()
        until(lambda: reads(town.window, told), "word of the portal that was put back")
        record.picture(town.window, "portal-put-back")
        step.outcome = town.sees(id, "in_review")


def _outdated(stage: Stage) -> None:
    record, town, office, text = stage.record, stage.town, stage.office, stage.story["outdated"]
    with record.step("maoyh", "brings a newer portal into service; linxm's program is older") as step:
        office.stop()
        stage.portal = office.begin(NEWER)
        step.outcome = stage.portal
    with record.step("linxm", "writes on: hers goes up, nothing comes down, and she is told to update") as step:
        id = clerk.hand_in(town, "0802", text)
        town.go("Alt+1", "today")
        town.synced()
        problem = town.window.courier.state.problem
        if problem is None or problem.code != "desk_outdated":
            raise WentWrong(f"the desk says {problem}")
        record.picture(town.window, "outdated")
        click(town.window, town.window.bar.sync.accessibleName())
        drawer = overlay(town.window)
        record.picture(town.window, "outdated-drawer")
        press(drawer, "Esc")
        town.go("Alt+0", "undelivered")
        record.picture(town.window, "outdated-page")
        step.outcome = town.sees(id, "in_review")
        office.stop()
        stage.portal = office.begin()
