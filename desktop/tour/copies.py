"""A profile copied to a second computer, and a computer put back from an image: each is told, and no word is lost."""

import shutil

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, click, overlay, press, until
from desktop.tour.seat import Seat


def play(stage: Stage) -> None:
    """linxm at the township desk, and at the other computer to which its profile is copied."""
    stage.record.chapter("copies")
    _copied(stage)
    _image(stage)


def _written(seat: Seat, text: object) -> str:
    """A draft that has gone up, as far as there is a network."""
    if not isinstance(text, dict):
        raise WentWrong("no words for it")
    id = clerk.begin(seat, "0802")
    clerk.write_item(seat, text["title"], text["body"])
    seat.go("Alt+1", "today")
    return id


def _told(stage: Stage, seat: Seat, name: str) -> None:
    """Waits until the desk says that it is one of two, and takes pictures of it."""
    press(seat.window, "F5")
    until(lambda: seat.window.courier.state.phase == "sign_in", "that it is one of two", 60)
    problem = seat.window.courier.state.problem
    if problem is None or problem.code != "desk_copied":
        raise WentWrong(f"the desk says {problem}")
    stage.record.picture(seat.window, name)
    click(seat.window, seat.window.bar.sync.accessibleName())
    drawer = overlay(seat.window)
    stage.record.picture(seat.window, f"{name}-drawer")
    click(drawer, seat.words("sync.sign_in_step"))
    until(lambda: seat.shut, "the sign-in")


def _copied(stage: Stage) -> None:
    record, town, other, text = stage.record, stage.town, stage.other, stage.story["copies"]
    with record.step("a colleague", "copies the whole profile of the township desk to another computer") as step:
        town.online()
        handling.leave_to(town, "linxm")
        first = _written(town, text["here"])
        town.synced()
        town.leave()
        shutil.rmtree(other.folder)
        shutil.copytree(town.folder, other.folder)
        step.outcome = "both computers go by one name"
    with record.step("linxm", "works at the other computer, which has all that was copied") as step:
        other.enter("linxm")
        second = _written(other, text["there"])
        step.outcome = f"{other.synced()}; {other.sees(first, 'draft')}"
        other.leave()
    with record.step("linxm", "works at her own, which says that it is one of two; she signs in anew") as step:
        town.open()
        town.sign_in("linxm")
        _told(stage, town, "profile-copied")
        record.picture(town.door, "profile-copied-door")
        town.sign_in("linxm")
        town.synced()
        step.outcome = f"{town.sees(first, 'draft')}; {town.sees(second, 'draft')}"


def _image(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["copies"]
    image = town.folder.with_name("image")
    with record.step("the technician", "puts the township's computer back from an image of yesterday") as step:
        town.leave()
        shutil.copytree(town.folder, image)
        town.enter("linxm")
        id = _written(town, text["since"])
        town.synced()
        town.leave()
        shutil.rmtree(town.folder)
        image.rename(town.folder)
        step.outcome = "what was written since is at the portal alone"
    with record.step("linxm", "signs in, is told, signs in once more, and has it again") as step:
        town.open()
        town.sign_in("linxm")
        _told(stage, town, "put-back-from-image")
        town.sign_in("linxm")
        town.synced()
        step.outcome = town.sees(id, "draft")
