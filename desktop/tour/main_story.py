"""The main story: an item travels from an offline desk to the published catalogue."""

from desktop.tour import clerk, reviewer
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, click, overlay, paste, press, reads, sought, until, write
from ui.views.editor.cards import FindingWidget
from ui.views.self_review.sheet import SelfReviewSheet

COLUMN = "0702"


def play(stage: Stage, *, short: bool = False) -> None:
    """The whole of it; `short` without what only a picture needs."""
    stage.record.chapter("main story")
    id = _write(stage)
    if not short:
        _crash(stage, id)
    _mask(stage, id)
    _answer_for_it(stage, id)
    _send(stage, id, "the network comes back; the item goes up")
    _return(stage, id)
    _mend(stage, id)
    _send(stage, id, "the network comes back once more")
    _sign(stage, id)
    _look(stage, id)
    stage.notes["notice"] = id


def _write(stage: Stage) -> str:
    record, town, text = stage.record, stage.town, stage.story["notice"]
    with record.step("linxm", "begins a notice without a network (Ctrl N)") as step:
        id = clerk.begin(town, COLUMN)
        step.outcome = town.sees(id, "draft")
    with record.step("linxm", "writes title and text, pastes a table from Word") as step:
        clerk.write_item(town, text["title"], text["body"])
        view = clerk.editor(town)
        paste(view.edit, text["html"], text["words"])
        _behind_the_table(stage)
        write(view.edit, text["after"])
        clerk.saved(town)
        body = view.fields()["body"]
        if "<table>" not in body or "colspan" not in body or "style" in body or "Mso" in body:
            raise WentWrong(f"the table came in as {body[:300]}")
        step.outcome = "a clean table with its joined cells stands in the text; saved on this computer"
    return id


def _behind_the_table(stage: Stage) -> None:
    edit = clerk.editor(stage.town).edit
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    edit.setTextCursor(cursor)


def _crash(stage: Stage, id: str) -> None:
    record, town, text = stage.record, stage.town, stage.story["crash"]
    with record.step("linxm", "writes on; the program dies; she starts it again") as step:
        view = clerk.editor(town)
        press(view.edit, "Return")
        write(view.edit, text["addition"])
        clerk.saved(town)
        town.crash()
        town.open(recovered=True)
        town.sign_in("linxm")
        clerk.open_item(town, id)
        until(lambda: text["addition"] in clerk.editor(town).fields()["body"], "the words written before the crash")
        record.picture(town.window, "crash-recovery")
        click(town.window, town.words("editor.recovery.go_on"))
        step.outcome = "the words written last are there"


def _mask(stage: Stage, id: str) -> None:
    record, town, text = stage.record, stage.town, stage.story["notice"]
    with record.step("linxm", "sees that the table names a citizen's ID number") as step:
        clerk.checked(town)
        until(lambda: clerk.cards(town, "block"), "a blocking finding")
        record.picture(town.window, "editor-checks")
        town.in_theme("dark", 100, lambda: record.picture(town.window, "editor-dark"))
        step.outcome = "; ".join(one.card.title for one in clerk.cards(town, "block"))
    with record.step("linxm", "tries to answer for it all the same (Ctrl Enter)") as step:
        step.outcome = _stopped(stage, id)
    with record.step("linxm", "masks the number with one click") as step:
        while sought(clerk.editor(town).side.checks, FindingWidget, lambda one: one.card.remedy_kind == "mask"):
            clerk.mend(town, "mask")
            clerk.checked(town)
        body = clerk.editor(town).fields()["body"]
        if text["card"] in body or not until(lambda: not clerk.cards(town, "block"), "no blocking finding"):
            raise WentWrong("the number still stands in the text")
        step.outcome = "masked; nothing blocks any more"


def _stopped(stage: Stage, id: str) -> str:
    """Every tick given, the rules still say no."""
    town = stage.town
    clerk.self_review(town, id, first=99)
    told = len(town.window.notices.log)
    press(overlay(town.window), "Ctrl+Return")
    sheet = sought(town.window, SelfReviewSheet)
    if sheet is not None:
        sheet.step_back()
    elif len(town.window.notices.log) == told:
        raise WentWrong("the self-review passed over a blocking finding without a word")
    return f"refused; {town.sees(id, 'draft')}"


def _answer_for_it(stage: Stage, id: str) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "answers for it, one tick after the other") as step:
        sheet = clerk.self_review(town, id, first=5)
        if sheet is None:
            raise WentWrong("the self-review is not open")
        record.picture(town.window, "self-review")
        clerk.finish(town, id, sheet)
        step.outcome = town.sees(id, "self_reviewed")
    with record.step("linxm", "submits (Ctrl Enter); it waits on this computer") as step:
        clerk.submit(town, id)
        waiting = len(town.desk.outbox())
        click(town.window, town.window.bar.sync.accessibleName())
        overlay(town.window)
        record.picture(town.window, "sync-offline")
        press(overlay(town.window), "Esc")
        step.outcome = f"{town.sees(id, 'in_review')}; {waiting} acts in the outbox"


def _send(stage: Stage, id: str, action: str) -> None:
    town = stage.town
    with stage.record.step("linxm", action) as step:
        town.online()
        step.outcome = f"{town.synced()}; {town.sees(id, 'in_review')}"


def _return(stage: Stage, id: str) -> None:
    record, county, text = stage.record, stage.county, stage.story["notice"]
    with record.step("chenzy", "signs in at the county seat and opens what waits for him") as step:
        county.enter("chenzy")
        county.go("Alt+1", "today")
        record.picture(county.window, "today-reviewer")
        reviewer.look_at(county, id)
        record.picture(county.window, "review-first-edition")
        step.outcome = county.sees(id, "in_review")
    with record.step("chenzy", "marks a place and returns the text with a reason") as step:
        reviewer.mark(county, text["vague"])
        slip = reviewer.begin_return(county, text["reason"])
        record.picture(county.window, "return")
        reviewer.give(county, slip)
        step.outcome = f"{county.synced()}; {county.sees(id, 'returned')}"


def _mend(stage: Stage, id: str) -> None:
    record, town, text = stage.record, stage.town, stage.story["notice"]
    with record.step("linxm", "learns of it, and loses the network again") as step:
        town.synced()
        step.outcome = town.sees(id, "returned")
        town.offline()
        clerk.open_item(town, id, "returned")
        until(lambda: reads(town.window, text["reason"]), "the opinion above the text")
        record.picture(town.window, "editor-returned")
    with record.step("linxm", "goes to the marked place and mends it") as step:
        click(town.window, town.words("editor.returned.place"))
        marked = clerk.editor(town).edit.textCursor().selectedText()
        if marked != text["vague"]:
            raise WentWrong(f"the marked place is {marked!r}")
        clerk.put_in_place_of(town, text["vague"], text["clear"])
        clerk.self_review(town, id)
        clerk.submit(town, id)
        step.outcome = town.sees(id, "in_review")


def _sign(stage: Stage, id: str) -> None:
    record, county = stage.record, stage.county
    with record.step("chenzy", "compares the two texts side by side") as step:
        county.synced()
        view = reviewer.look_at(county, id)
        until(lambda: view.sides.old.isVisible(), "the text returned beside the new one")
        record.picture(county.window, "review-side-by-side")
        step.outcome = county.sees(id, "in_review")
    with record.step("chenzy", "signs off: ticks that his opinion was met, Ctrl Enter, Ctrl Enter") as step:
        reviewer.tick_met(county)
        slip = reviewer.begin_sign_off(county)
        record.picture(county.window, "sign-off")
        reviewer.give(county, slip)
        county.synced()
        step.outcome = f"{county.sees(id, 'published')}; {_stamped(stage, id)}"


def _stamped(stage: Stage, id: str) -> str:
    until(lambda: stage.county.matter(id).system.get("index_no"), "the index number from the portal")
    system = stage.county.matter(id).system
    return f"{system['index_no']}, published {system['published_at']}"


def _look(stage: Stage, id: str) -> None:
    record, town, county = stage.record, stage.town, stage.county
    with record.step("linxm", "sees it published, with its whole trail") as step:
        town.synced()
        outcome = town.sees(id, "published")
        clerk.open_item(town, id)
        clerk.editor(town).side.tabs.choose("trail")
        record.picture(town.window, "published-trail")
        clerk.editor(town).side.tabs.choose("checks")
        here, there = town.matter(id), county.matter(id)
        if (here.system["index_no"], here.trail) != (there.system["index_no"], there.trail):
            raise WentWrong("the two desks show different trails")
        verbs = [entry.verb for entry in here.trail]
        step.outcome = f"{outcome}; trail on both desks: {' '.join(verbs)}"
