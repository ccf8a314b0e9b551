"""The first chapter: the sign-in with a network and without one, and the screens one meets first."""

from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, press


def play(stage: Stage) -> None:
    """Leaves the clerk signed in at the township desk, offline."""
    record, town = stage.record, stage.town
    record.chapter("arrival")
    with record.step("linxm", "starts the desk and enters by one click on her card") as step:
        record_door(stage, "sign-in")
        town.try_out("linxm")
        step.outcome = town.synced()
    with record.step("linxm", "looks at what there is to do") as step:
        town.go("Alt+1", "today")
        record.picture(town.window, "today")
        town.in_theme("dark", 100, lambda: record.picture(town.window, "today-dark"))
        step.outcome = f"{town.desk.counts()}"
    with record.step("linxm", "ends the desk; the next morning there is no network") as step:
        town.leave()
        town.cable.pull()
        step.outcome = "the portal cannot be reached from the township"
    with record.step("linxm", "signs in without a network") as step:
        record_door(stage, "sign-in-offline")
        town.sign_in("linxm")
        press(town.window, "F5")
        record.picture(town.window, "today-offline")
        if town.cable.plugged:
            raise WentWrong("there is a network after all")
        step.outcome = f"signed in on this computer's memory, {town.window.courier.state.phase}"


def record_door(stage: Stage, name: str) -> None:
    """Opens the program and leaves a picture of its door."""
    stage.record.picture(stage.town.open(), name)
