"""When two people act on one item: a clash settled in three panes, and an act that the portal did not take."""

from desktop.tour import clerk, reviewer
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, click, overlay, press, sought, until
from ui.views.conflict.view import ConflictView


def play(stage: Stage) -> None:
    """Both on items that the sample left on their way."""
    stage.record.chapter("clashes")
    _conflict(stage)
    _undelivered(stage)


def _conflict(stage: Stage) -> None:
    record, town, county, text = stage.record, stage.town, stage.county, stage.story["conflict"]
    with record.step("zhoumin", "signs in at the county desk; she and linxm open the same draft") as step:
        county.leave()
        county.enter("zhoumin")
        id = clerk.begin(town, "0802")
        shared = stage.story["shared"]
        clerk.write_item(town, shared["title"], shared["body"])
        town.go("Alt+1", "today")
        town.synced()
        county.synced()
        clerk.open_item(county, id, "unit")
        step.outcome = f"{county.sees(id, 'draft')} at both desks"
    with record.step("linxm", "rewrites a paragraph without a network") as step:
        town.offline()
        clerk.open_item(town, id)
        clerk.put_in_place_of(town, shared["clash"], text["mine"])
        town.go("Alt+1", "today")
        step.outcome = f"{len(town.desk.outbox())} acts wait"
    with record.step("zhoumin", "rewrites the same paragraph, and hers goes up first") as step:
        clerk.put_in_place_of(county, shared["clash"], text["theirs"])
        county.go("Alt+1", "today")
        step.outcome = county.synced()
    with record.step("linxm", "gets the network back: both texts are kept") as step:
        town.online()
        press(town.window, "F5")
        until(lambda: town.desk.conflicts(), "the conflict")
        town.window.open_matter("item", id, pane="conflict")
        view = until(lambda: sought(town.window, ConflictView), "the three panes")
        record.picture(town.window, "conflict")
        step.outcome = f"{len(town.desk.conflicts())} conflict, open: {view.panes.result()[:40]}"
    with record.step("linxm", "takes both paragraphs (Alt 3) and adopts the result (Ctrl Enter)") as step:
        press(town.window, "Alt+3")
        press(town.window, "Ctrl+Return")
        until(lambda: not town.desk.conflicts(), "the conflict settled")
        town.synced()
        body = str(town.matter(id).fields["body"])
        if text["mine"] not in body or text["theirs"] not in body:
            raise WentWrong("a paragraph was lost")
        step.outcome = "both paragraphs stand in the text"


def _undelivered(stage: Stage) -> None:
    record, town, county = stage.record, stage.town, stage.county
    id = stage.notes["refused"] = _hand_in(stage)
    with record.step("chenzy", "signs in at the county desk and returns an item") as step:
        county.leave()
        county.enter("chenzy")
        town.offline()
        reviewer.look_at(county, id)
        reviewer.give(county, reviewer.begin_return(county, stage.story["recalled"]["reason"]))
        step.outcome = f"{county.synced()}; {county.sees(id, 'returned')}"
    with record.step("linxm", "offline, takes the same item back, not knowing that it was returned") as step:
        clerk.open_item(town, id)
        recall = town.desk.rules.workflow("item").steps["recall"]
        click(town.window, recall.zh if town.words.language == "zh" else recall.en)
        step.outcome = town.sees(id, "draft")
    with record.step("linxm", "gets the network back: the portal refuses, and nothing is lost") as step:
        town.online()
        town.synced(refused=1)
        record.picture(town.window, "undelivered-told")
        town.go("Alt+0", "undelivered")
        record.picture(town.window, "undelivered")
        click(town.window, town.window.bar.sync.accessibleName())
        overlay(town.window)
        record.picture(town.window, "undelivered-drawer")
        press(overlay(town.window), "Esc")
        step.outcome = f"{town.sees(id, 'returned')}; refused: {town.desk.undelivered()[0].problem.code}"
    with record.step("linxm", "drops the act that came too late") as step:
        click(town.window, town.words("sync.drop"))
        until(lambda: not town.desk.undelivered(), "an empty box")
        record.picture(town.window, "undelivered-empty")
        step.outcome = "nothing undelivered"


def _hand_in(stage: Stage) -> str:
    with stage.record.step("linxm", "submits one more item") as step:
        id = clerk.hand_in(stage.town, "0802", stage.story["refused"])
        step.outcome = f"{stage.town.synced()}; {stage.town.sees(id, 'in_review')}"
    return id
