"""A service case: brought by a citizen, lacking a material, completed, decided, signed and told (Art. 18-20)."""

from desktop.tour import handling
from desktop.tour.chapters import Stage
from desktop.tour.citizen import Citizen, Slip
from desktop.tour.hands import WentWrong, find, overlay, press, reads, until, write
from ui.views.services.result import ResultBox
from ui.views.services.screen import ServicesScreen
from ui.widgets.tabs import SegmentedTabs


def play(stage: Stage) -> None:
    """At the township; the reviewer takes the county desk."""
    stage.record.chapter("services")
    slip = _bring(stage)
    _ask(stage)
    _complete(stage, slip)
    _decide(stage)
    _sign(stage, slip)
    _guides(stage)


def _open(stage: Stage, tab: str) -> str:
    id = stage.notes["case"]
    handling.open_matter(stage.town, "service", id, tab)
    return id


def _bring(stage: Stage) -> Slip:
    record, town, text = stage.record, stage.town, stage.story["case"]
    with record.step("a citizen", "sends papers for pre-approval at the public pages; one of them is missing") as step:
        slip = Citizen(stage.portal).brings("service", text["asked"])
        town.online()
        town.synced()
        stage.notes["case"] = handling.numbered(town, "service", slip.number)
        step.outcome = f"{slip.number} until {slip.due}"
    return slip


def _ask(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "accepts the case and asks for what is missing; the clock stands still") as step:
        id = _open(stage, "todo")
        record.picture(town.window, "case")
        press(town.window, "Ctrl+Return")
        town.sees(id, "in_hand")
        handling.take(town, "service", "ask_materials")
        slip = overlay(town.window)
        record.picture(town.window, "case-materials")
        handling.give(town, slip)
        step.outcome = f"{town.synced()}; {town.sees(id, 'materials_asked')}"


def _complete(stage: Stage, slip: Slip) -> None:
    town, text = stage.town, stage.story["case"]
    with stage.record.step("a citizen", "reads by the code what is missing, and hands it in") as step:
        citizen = Citizen(stage.portal)
        missing = citizen.asks(slip)["asked"]["missing"]
        whole = [{**one, "given": True} for one in text["asked"]["materials"]]
        told = citizen.does("materials", slip, materials=whole)
        town.synced()
        step.outcome = f"{', '.join(missing)} was missing; {town.sees(stage.notes['case'], 'in_hand')}, {told['due']}"


def _decide(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["case"]
    with record.step("linxm", "writes the result and what the applicant is told, and hands it in") as step:
        id = _open(stage, "todo")
        box = find(town.window, ResultBox)
        find(box, SegmentedTabs).choose("pass")
        handling.set_field(box, (town.words("services.text"),), text["result"])
        write(box.edit, text["reply"])
        until(lambda: not reads(box, town.words("letters.nothing_yet")), "the checks of the result")
        town.hush()
        record.picture(town.window, "case-result")
        press(town.window, "Ctrl+Return")
        step.outcome = f"{town.sees(id, 'result_in_review')}; {town.synced()}"


def _sign(stage: Stage, slip: Slip) -> None:
    record, county, id, text = stage.record, stage.county, stage.notes["case"], stage.story["case"]
    with record.step("chenzy", "signs: the result is told") as step:
        handling.leave_to(county, "chenzy")
        handling.open_matter(county, "service", id, "todo")
        record.picture(county.window, "case-review")
        handling.do(county, "service", "sign_result")
        step.outcome = f"{county.synced()}; {county.sees(id, 'told')}"
    with record.step("a citizen", "reads the result by the code") as step:
        told = Citizen(stage.portal).asks(slip)
        if text["reply"][:12] not in told["answer"]:
            raise WentWrong(f"the page says {told}")
        step.outcome = told["state"]


def _guides(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "looks at the guides, by whom they serve") as step:
        town.synced()
        handling.visit(town, "services")
        screen = find(town.window, ServicesScreen)
        screen.parts.setFocus()
        press(screen.parts, "Right")
        until(lambda: screen.parts.value() == "guides", "the guides")
        press(town.window, "F6")
        press(town.window.focusWidget() or town.window, "Down")
        record.picture(town.window, "guides")
        screen.parts.setFocus()
        press(screen.parts, "Left")
        step.outcome = town.sees(stage.notes["case"], "told")
