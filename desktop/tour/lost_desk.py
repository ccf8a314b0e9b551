"""A computer is lost: the security administrator revokes it, it brings its words to the portal, and erases itself."""

from functools import partial

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.handling import words_kept
from desktop.tour.hands import WentWrong, press, until
from desktop.tour.seat import Seat


def _fewer(seat: Seat, than: int) -> bool:
    return len(seat.desk.undelivered()) < than


def play(stage: Stage) -> None:
    """linxm's township desk is lost; she goes on at the other computer."""
    stage.record.chapter("lost desk")
    record, town, text = stage.record, stage.town, stage.story["lost"]
    with record.step("linxm", "writes without a network; then her computer is gone") as step:
        town.online()
        handling.leave_to(town, "linxm")
        town.offline()
        id = clerk.begin(town, "0802")
        clerk.write_item(town, text["title"], text["body"])
        town.go("Alt+1", "today")
        device, place = town.window.session.actor.device, town.store
        step.outcome = town.sees(id, "draft")
    with record.step("lianss", "revokes that computer") as step:
        done = stage.office.verb("device", "revoke", "linxm", device, "--by", "lianss")
        step.outcome = f"revoked: {done['revoked']}"
    with record.step("whoever has it", "lets it come near a network") as step:
        town.online()
        press(town.window, "F5")
        until(lambda: town.shut, "the window gone", 60)
        said = town.words.opening(town.words("sign_in.emptied", n=1))[0]
        until(lambda: said in town.door.error, "that it is emptied", 30)
        record.picture(town.door, "erased")
        if place.exists() or words_kept(town.folder, {"title": text["title"]}):
            raise WentWrong("something is left on the lost computer")
        step.outcome = "nothing is left on it"
    _found(stage)


def _found(stage: Stage) -> None:
    record, town, other = stage.record, stage.town, stage.other
    with record.step("linxm", "signs in at another computer: what she had not sent waits there") as step:
        other.open()
        other.sign_in("linxm")
        other.go("Alt+0", "undelivered")
        until(lambda: other.desk.undelivered(), "the text that the portal kept", 60)
        record.picture(other.window, "left-texts")
        while other.desk.undelivered():
            before = list(other.desk.undelivered())
            other.click("sync.copy")
            until(partial(_fewer, other, len(before)), "the text as a draft of its own")
        record.picture(other.window, "left-texts-taken")
        step.outcome = f"the text is a draft again; {other.synced()}"
        other.leave()
    with record.step(
        "linxm", "gets a new computer in the township, and drops there what she has taken already"
    ) as step:
        town.sign_in("linxm")
        until(lambda: town.window.courier.state.phase == "synced", "a round", 60)
        town.go("Alt+0", "undelivered")
        dropped = 0
        while town.desk.undelivered():
            before = list(town.desk.undelivered())
            town.click("sync.drop")
            until(partial(_fewer, town, len(before)), "one less")
            dropped += 1
        step.outcome = f"{dropped} dropped; {town.synced()}"
