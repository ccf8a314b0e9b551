"""A citizen's complaint on its way, from the public door over five desks to the answer that the writer reads."""

from collections.abc import Mapping

from PySide6.QtGui import QTextCursor

from desktop.tour import clerk, handling, letters_answered
from desktop.tour.chapters import Stage
from desktop.tour.citizen import Citizen, Slip
from desktop.tour.hands import WentWrong, click, overlay, press, reads, settle, sought, until, write
from desktop.tour.helping import insert_template, like, reply, reply_checked
from models.matter import Matter
from sync.client.desk import Query
from ui.views.letter.view import LetterView
from ui.views.why.sheet import WhySheet
from ui.widgets.overlay import Overlay

UNIT = "wangtai"
ASKED_DAYS, GRANTED_DAYS = 9, 7


def play(stage: Stage) -> None:
    """Leaves linxm signed in at the township, and whoever watches at the county seat."""
    stage.record.chapter("letters")
    slips = _bring(stage)
    _dispatch(stage, slips)
    _arrive(stage, slips)
    _draft(stage)
    _others(stage)
    _grant(stage)
    letters_answered.play(stage, slips["complaint"])


def _bring(stage: Stage) -> Mapping[str, Slip]:
    record, town, story = stage.record, stage.town, stage.story
    citizen = Citizen(stage.portal)
    with record.step("a citizen", "writes three letters at the public pages, over HTTP") as step:
        town.online()
        town.synced()
        before = _earlier(stage)
        stage.notes["earlier"] = before.id
        writer = dict(town.desk.writer(before.id)["contact"])
        stage.notes["writer"] = str(writer["name"])
        slips = {
            name: citizen.brings("letter", {**story[name], "writer": writer})
            for name in ("complaint", "mayor", "again")
        }
        step.outcome = ", ".join(f"{slip.number} until {slip.due}" for slip in slips.values())
    return slips


def _earlier(stage: Stage) -> Matter:
    """A letter of this unit that was answered, whose writer writes once more."""
    desk = stage.town.desk
    for row in desk.page(Query(kind="letter", tab="all", states=("replied", "closed")), 0, 100):
        contact = desk.writer(row.id).get("contact", {})
        matter: Matter = desk.seen(row.id).matter
        if contact.get("phone") and contact.get("name") and matter.unit == UNIT:
            return matter
    raise WentWrong("the sample holds no answered letter whose writer is known")


def _dispatch(stage: Stage, slips: Mapping[str, Slip]) -> None:
    record, county, notes, story = stage.record, stage.county, stage.notes, stage.story
    with record.step("heyt", "at the petition bureau: dispatches the complaint to the township") as step:
        handling.leave_to(county, "heyt")
        id = notes["complaint"] = handling.numbered(county, "letter", slips["complaint"].number)
        handling.open_matter(county, "letter", id, "todo")
        record.picture(county.window, "letter-dispatcher")
        handling.take(county, "letter", "dispatch")
        slip = handling.fill(county, "letter.dispatch", {"unit": UNIT, "text": story["dispatch"]["text"]})
        record.picture(county.window, "letter-dispatch")
        handling.give(county, slip)
        step.outcome = f"{county.synced()}; to {county.matter(id).unit}, seen here from now on as a docket"
    with record.step("shengp", "instructs on a letter to the mayor, and never sees who wrote it") as step:
        handling.leave_to(county, "shengp")
        id = notes["mayor"] = handling.numbered(county, "letter", slips["mayor"].number)
        handling.open_matter(county, "letter", id, "todo")
        _nameless(stage)
        record.picture(county.window, "letter-leader")
        handling.take(county, "letter", "instruct")
        said = story["instruct"]
        slip = handling.fill(county, "letter.instruct", {"units": [UNIT], "lead": UNIT, "text": said["text"]})
        record.picture(county.window, "letter-instruct")
        handling.give(county, slip)
        step.outcome = f"{county.synced()}; {county.matter(id).state} to {county.matter(id).unit}"


def _nameless(stage: Stage) -> None:
    """The writer's name stands nowhere in the window of this desk."""
    if reads(stage.county.window, stage.notes["writer"]):
        raise WentWrong(f"{stage.county.name} reads the writer's name")


def _arrive(stage: Stage, slips: Mapping[str, Slip]) -> None:
    record, town, notes = stage.record, stage.town, stage.notes
    with record.step("linxm", "gets it on her desk, and then the network goes") as step:
        town.synced()
        notes["again"] = handling.numbered(town, "letter", slips["again"].number)
        step.outcome = town.sees(notes["complaint"], "assigned")
        town.offline()
    with record.step("linxm", "without a network: signs for it, and asks why that is the last day (Ctrl D)") as step:
        handling.open_matter(town, "letter", notes["complaint"], "todo")
        record.picture(town.window, "letter-assigned")
        press(town.window, "Ctrl+Return")
        town.sees(notes["complaint"], "in_hand")
        due = town.matter(notes["complaint"]).system["due"]["local"]
        if due != slips["complaint"].due:
            raise WentWrong(f"the desk reckons {due}, the portal {slips['complaint'].due}")
        press(town.window, "Ctrl+D")
        why = until(lambda: sought(town.window, WhySheet), "the slip of the last day")
        record.picture(town.window, "why-this-date")
        town.in_theme("dark", 100, lambda: record.picture(town.window, "why-this-date-dark"))
        press(why, "Esc")
        step.outcome = f"in hand; {due}, as the portal says"
    with record.step("linxm", "finds what the same person wrote before, with the answer that they got") as step:
        sheet = like(town)
        until(lambda: reads(sheet, town.words("letters.like.same")), "the earlier letter of the same person")
        record.picture(town.window, "letter-like")
        press(sheet, "Esc")
        step.outcome = "the earlier letter lies beside this one"


def _draft(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["complaint_reply"]
    with record.step("linxm", "drafts the reply from templates (Ctrl J) and her own words") as step:
        insert_template(town, text["opening"], lambda: record.picture(town.window, "letter-template"))
        box = reply(town)
        box.edit.moveCursor(QTextCursor.MoveOperation.End)
        press(box.edit, "Return")
        write(box.edit, text["first"])
        press(box.edit, "Return")
        insert_template(town, text["closing"])
        clerk.select(box.edit, text["gap"])
        write(box.edit, text["phone"])
        until(lambda: not sought(town.window, LetterView).drafting.dirty, "the reply on the disk")  # type: ignore[union-attr] # it is shown
        settle()
        until(lambda: reply_checked(town), "the checks of the reply")
        town.hush()
        record.picture(town.window, "letter-reply")
        town.in_theme("contrast", 100, lambda: record.picture(town.window, "letter-high-contrast"))
        town.in_theme("light", 150, lambda: record.picture(town.window, "letter-150-percent"))
        step.outcome = f"{len(box.edit.toPlainText())} characters, saved on this computer"
    with record.step("linxm", f"asks for {ASKED_DAYS} more days") as step:
        handling.take(town, "letter", "ask_extension")
        slip = handling.fill(town, "letter.ask_extension", {"days": ASKED_DAYS, "reason": text["why_later"]})
        record.picture(town.window, "letter-ask-extension")
        handling.give(town, slip)
        asked = town.matter(stage.notes["complaint"]).system["extension"]
        step.outcome = f"{asked['days']} days asked for, {len(town.desk.outbox())} acts wait here"


def _others(stage: Stage) -> None:
    record, town, notes, story = stage.record, stage.town, stage.notes, stage.story
    with record.step("linxm", "sends back what is not the township's, still without a network") as step:
        handling.open_matter(town, "letter", notes["mayor"], "todo")
        record.picture(town.window, "letter-instructed")
        handling.do(town, "letter", "send_back", {"reason": story["send_back"]["reason"]})
        step.outcome = f"{town.matter(notes['mayor']).state} once more"
    with record.step(
        "linxm", "merges a second letter of the same person into the first, and takes it apart again"
    ) as step:
        handling.open_matter(town, "letter", notes["again"], "todo")
        press(town.window, "Ctrl+Return")
        town.sees(notes["again"], "in_hand")
        handling.take(town, "letter", "merge")
        sheet = overlay(town.window)
        _choose_like(stage, sheet, str(town.matter(notes["complaint"]).fields["title"]))
        click(sheet, town.words("letters.like.merge"))
        until(lambda: town.matter(notes["again"]).system.get("merged_into"), "merged")
        record.picture(town.window, "letter-merged")
        handling.take(town, "letter", "unmerge")
        until(lambda: not town.matter(notes["again"]).system.get("merged_into"), "apart again")
        step.outcome = "answered together for a moment, then each by itself"
    with record.step(
        "linxm", "proposes not to answer what was asked and answered already, and gives the ground"
    ) as step:
        handling.take(town, "letter", "rule_no_reply")
        earlier = town.matter(notes["earlier"]).system["number"]
        said = {"ground": "repeated", "reason": story["no_reply"]["reason"], "earlier": earlier}
        slip = handling.fill(town, "letter.rule_no_reply", said)
        record.picture(town.window, "letter-no-reply")
        handling.give(town, slip)
        step.outcome = town.sees(notes["again"], "reply_in_review")
    with record.step("linxm", "gets the network back") as step:
        town.online()
        step.outcome = town.synced()


def _choose_like(stage: Stage, sheet: Overlay, title: str) -> None:
    """The line of the sheet that names a letter."""
    handling.choose_line(sheet, title)
    if not reads(sheet, title):
        raise WentWrong(f"{title!r} is not among the letters like this one of {stage.town.name}")


def _grant(stage: Stage) -> None:
    record, county, town, notes = stage.record, stage.county, stage.town, stage.notes
    id = notes["complaint"]
    with record.step("shengp", f"grants {GRANTED_DAYS} of the {ASKED_DAYS} days from the docket") as step:
        county.synced()
        handling.open_matter(county, "letter", id, "extensions")
        _nameless(stage)
        record.picture(county.window, "letter-docket-extension")
        handling.take(county, "letter", "grant_extension")
        said = {"days": GRANTED_DAYS, "note": stage.story["grant"]["note"]}
        slip = handling.fill(county, "letter.grant_extension", said)
        record.picture(county.window, "letter-grant")
        handling.give(county, slip)
        step.outcome = f"{county.synced()}; until {county.matter(id).system['due']['local']}"
    with record.step("shengp", "instructs another unit on the letter that came back") as step:
        handling.open_matter(county, "letter", notes["mayor"], "todo")
        unit = stage.story["instruct"]["other"]
        handling.do(
            county, "letter", "instruct", {"units": [unit], "lead": unit, "text": stage.story["instruct"]["again"]}
        )
        step.outcome = f"{county.synced()}; to {county.matter(notes['mayor']).unit}"
    with record.step("linxm", "sees the new last day and who granted it") as step:
        town.synced()
        granted = town.matter(id).system["extension"]
        if granted.get("granted") != GRANTED_DAYS:
            raise WentWrong(f"granted: {granted}")
        handling.open_matter(town, "letter", id, "all")
        record.picture(town.window, "letter-extended")
        step.outcome = f"{granted['granted']} days more, {town.matter(id).system['due']['local']}"
