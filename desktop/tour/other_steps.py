"""The other steps of an item: countersign, main site, schedule, revise, withdraw, recall, discard and restore."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QPlainTextEdit

from desktop.bootstrap import now
from desktop.tour import clerk, reviewer
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, choose, click, find, overlay, press, rest, sought, until, write
from ui.widgets.buttons import ActionButton

HOUR_S = 40
"""How far ahead, at least, the wanted hour of the tour lies."""


def play(stage: Stage) -> None:
    """Each on an item of its own; the county desk changes hands where another person must act."""
    stage.record.chapter("other steps")
    _write(stage)
    _sign(stage)
    _countersign(stage)
    _main_site(stage)
    _scheduled(stage)
    _revise(stage)
    _withdraw(stage)
    _discard(stage)


def _step(stage: Stage, verb: str) -> str:
    """The word of a step on its button."""
    step = stage.town.desk.rules.workflow("item").steps[verb]
    return str(step.zh if stage.town.words.language == "zh" else step.en)


def _hour() -> datetime:
    """The next full minute that is far enough ahead: people write no seconds, and the field keeps none."""
    return (now() + timedelta(seconds=HOUR_S + 59)).replace(second=0, microsecond=0)


def _write(stage: Stage) -> None:
    record, town, story, notes = stage.record, stage.town, stage.story, stage.notes
    notes["hour"] = _hour().isoformat(timespec="seconds")
    texts = (
        ("timed", "0703", {"publish_at": notes["hour"]}, "wanting it published at a later hour"),
        ("joint", "0502", {"co_units": "finance"}, "naming the finance bureau to countersign"),
        ("offered", "0802", {"main_column": "M09"}, "offering it to the main site too"),
        ("declined", "0802", {"main_column": "M09"}, "offering it to the main site too"),
    )
    for name, column, properties, how in texts:
        with record.step("linxm", f"writes, self-reviews and submits an item, {how}") as step:
            notes[name] = clerk.hand_in(town, column, story[name], properties)
            step.outcome = town.sees(notes[name], "in_review")
    with record.step("linxm", "takes one back to think again, and submits it anew") as step:
        id = notes["declined"]
        click(town.window, _step(stage, "recall"))
        outcome = town.sees(id, "draft")
        clerk.self_review(town, id)
        clerk.submit(town, id)
        step.outcome = f"{outcome}; {town.sees(id, 'in_review')}; {town.synced()}"


def _sign(stage: Stage) -> None:
    record, county, notes = stage.record, stage.county, stage.notes
    for name, state, what in (
        ("timed", "scheduled", "signs off; it waits for its hour"),
        ("joint", "countersign", "signs off; it goes to the co-unit"),
        ("offered", "published", "signs off; published in the unit's column, offered to the main site"),
        ("declined", "published", "signs off; published in the unit's column, offered to the main site"),
    ):
        with record.step("chenzy", what) as step:
            county.synced()
            step.outcome = reviewer.sign_off(county, notes[name], state)
            if state == "scheduled":
                record.picture(county.window, "scheduled")


def _change_hands(stage: Stage, account: str) -> None:
    stage.county.leave()
    stage.county.enter(account)


def _countersign(stage: Stage) -> None:
    record, county, id = stage.record, stage.county, stage.notes["joint"]
    with record.step("qiujl", "signs in at the county desk and countersigns for the finance bureau") as step:
        _change_hands(stage, "qiujl")
        reviewer.look_at(county, id)
        record.picture(county.window, "countersign")
        reviewer.answer(county, county.words("review.agree"))
        step.outcome = f"{county.synced()}; {county.sees(id, 'published')}"


def _main_site(stage: Stage) -> None:
    record, county, town, notes = stage.record, stage.county, stage.town, stage.notes
    with record.step("zhengwb", "signs in at the county desk and accepts for the main site") as step:
        _change_hands(stage, "zhengwb")
        reviewer.look_at(county, notes["offered"], "unit")
        record.picture(county.window, "main-site")
        reviewer.answer(county, _step(stage, "accept"))
        step.outcome = f"{county.synced()}; {_placed(stage, 'offered', 'published')}"
    with record.step("zhengwb", "declines another with a reason") as step:
        reviewer.look_at(county, notes["declined"], "unit")
        click(county.window, _step(stage, "decline"))
        slip = overlay(county.window)
        write(find(slip, QPlainTextEdit), stage.story["declined"]["reason"])
        record.picture(county.window, "decline")
        reviewer.give(county, slip)
        step.outcome = f"{county.synced()}; {_placed(stage, 'declined', 'declined')}"
    with record.step("linxm", "sees what the main site answered") as step:
        town.synced()
        places = town.matter(notes["declined"]).system["placements"]
        reasons = [place["note"] for place in places if place["site"] == "main"]
        if reasons != [stage.story["declined"]["reason"]]:
            raise WentWrong(f"the reason came as {reasons}")
        step.outcome = f"declined: {reasons[0]}"


def _placed(stage: Stage, name: str, state: str) -> str:
    def look() -> bool:
        places = stage.county.matter(stage.notes[name]).system["placements"]
        return any((place["site"], place["state"]) == ("main", state) for place in places)

    until(look, f"the main site's answer {state}")
    return f"on the main site: {state}"


def _scheduled(stage: Stage) -> None:
    record, county, id = stage.record, stage.county, stage.notes["timed"]
    with record.step("portal", "publishes the item that waited, when its hour has come") as step:
        _change_hands(stage, "chenzy")
        at = datetime.fromisoformat(stage.notes["hour"])
        rest(max(0.0, (at - now()).total_seconds()))
        until(lambda: _came(stage, id), "the publication at its hour", 40)
        step.outcome = f"{county.sees(id, 'published')}; wanted for {at:%H:%M:%S}"


def _came(stage: Stage, id: str) -> bool:
    rest(0.5)
    stage.county.synced()
    return stage.county.matter(id).state == "published"


def _revise(stage: Stage) -> None:
    record, county, town, notes = stage.record, stage.county, stage.town, stage.notes
    text, id = stage.story["revised"], notes["offered"]
    with record.step("linxm", "revises what is published: a working draft beside it") as step:
        town.synced()
        clerk.open_item(town, id)
        click(town.window, _step(stage, "revise"))
        record.picture(town.window, "revise")
        reviewer.give(town, overlay(town.window))
        until(lambda: town.open_id not in ("", id), "the working draft")
        notes["revision"] = town.open_id
        step.outcome = f"{town.sees(id, 'published')}; beside it {town.sees(notes['revision'], 'draft')}"
    with record.step("linxm", "changes a word, self-reviews and submits") as step:
        clerk.put_in_place_of(town, text["old"], text["new"])
        clerk.self_review(town, notes["revision"])
        clerk.submit(town, notes["revision"])
        step.outcome = town.synced()
    with record.step("chenzy", "compares it with the published edition and signs off") as step:
        county.synced()
        reviewer.look_at(county, notes["revision"])
        record.picture(county.window, "review-revision")
        reviewer.give(county, reviewer.begin_sign_off(county))
        county.synced()
        until(lambda: text["new"] in str(county.matter(id).fields["body"]), "the new words in the published item")
        step.outcome = f"{county.sees(id, 'published')}; edition {county.matter(id).system['edition']}"
    with record.step("linxm", "compares the editions in the history (Ctrl H)") as step:
        town.synced()
        clerk.open_item(town, id)
        press(town.window, "Ctrl+H")
        versions = town.desk.versions(id)
        record.picture(town.window, "history")
        step.outcome = f"{len(versions)} kept texts"
        press(town.window, "Alt+Left")


def _withdraw(stage: Stage) -> None:
    record, county, town, id = stage.record, stage.county, stage.town, stage.notes["timed"]
    with record.step("chenzy", "withdraws a published item and says why") as step:
        clerk.open_item(county, id, "unit")
        click(county.window, _step(stage, "withdraw"))
        slip = overlay(county.window)
        record.picture(county.window, "withdraw")
        reviewer.choose_and_give(county, slip, "error", stage.story["withdrawn"]["note"])
        step.outcome = f"{county.synced()}; {county.sees(id, 'withdrawn')}"
    with record.step("linxm", "sees it withdrawn") as step:
        town.synced()
        step.outcome = town.sees(id, "withdrawn")


def _discard(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "begins a draft and discards it") as step:
        id = clerk.begin(town, "0802")
        text = stage.story["discarded"]
        clerk.write_item(town, text["title"], text["body"])
        _in_the_foot(stage, "discard")
        outcome = town.sees(id, "discarded")
        record.picture(town.window, "discarded")
        step.outcome = f"{outcome}; {town.synced()}"
    with record.step("linxm", "finds it among the discarded ones and takes it back") as step:
        panel = clerk.screen(town).panel
        panel.list.setFocus()
        press(town.window, "Ctrl+F")
        choose(panel.state, "discarded")
        clerk.point_at(town, id)
        record.picture(town.window, "restore")
        _in_the_foot(stage, "restore")
        panel.close_filter()
        step.outcome = f"{town.sees(id, 'draft')}; {town.synced()}"
        stage.notes["draft"] = id


def _in_the_foot(stage: Stage, verb: str) -> None:
    """Presses a step at the foot, under 更多 where it found no room."""
    bar, word = clerk.editor(stage.town).bar, _step(stage, verb)
    if sought(bar, ActionButton, lambda one: one.text() == word) is None:
        raise WentWrong(f"{word} stands in no button of the foot")
    click(bar, word)
