"""Every story of the sample is walked through the real rules: no step is refused, and each item ends where it says."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from models.checks import read_lists
from models.checks.attachments import extract
from models.checks.inspecting import inspector
from models.matter import Matter
from models.people import PORTAL
from models.policy import Directory, shipped
from models.records import digest
from models.rules import load_rules, perform, related
from models.workflow import Rules
from portal.sample import Sample, Step, Story, build
from portal.sample.acts import actor, intent

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return build(TODAY)


@pytest.fixture(scope="module")
def rules(sample: Sample) -> Rules:
    texts = shipped()
    numbers: Iterator[int] = iter(range(1, 100_000))

    def stamp(unit: str, column: str, at: datetime) -> str:
        return f"{unit}-{column}-{at.year}-{next(numbers):05d}"

    names = {
        each["sha256"]: extract(each["name"], sample.blobs[each["sha256"]])
        for story in sample.stories
        for step in story.steps
        for each in (step.args.get("fields") or step.args.get("set") or {}).get("attachments", ())
    }
    inspect = inspector(Directory(texts), read_lists(texts), lambda: TODAY, lambda sha256, _: names.get(sha256))
    return load_rules(texts, inspect, stamp)


@pytest.fixture(scope="module")
def matters(sample: Sample, rules: Rules) -> dict[str, Matter]:
    walked: dict[str, Matter] = {}
    for story in sample.stories:
        for step in story.steps:
            _take(step, sample, rules, walked)
    return walked


def _take(step: Step, sample: Sample, rules: Rules, walked: dict[str, Matter]) -> None:
    matter = walked.get(step.item)
    act = intent(step, matter)
    at_hand = {each: walked[each] for each in (step.item, *related(act, matter)) if each in walked}
    for changed in perform(act, at_hand, actor(sample, step), rules, step.at).changed:
        walked[changed.id] = changed.numbered(changed.version + 1)


def test_every_item_ends_where_its_story_says(sample: Sample, matters: dict[str, Matter]) -> None:
    wrong = [
        (story.title, matters[story.id].state) for story in sample.stories if matters[story.id].state != story.ends
    ]
    assert not wrong


def test_published_items_carry_number_time_and_a_responsible_person(matters: dict[str, Matter]) -> None:
    published = [
        matter for matter in matters.values() if matter.state == "published" and "revises" not in matter.system
    ]
    assert len(published) >= 400
    for matter in published:
        assert matter.system["index_no"]
        assert matter.system["published_at"]
        assert matter.system["responsible"]


def test_a_corrected_item_is_a_second_edition(sample: Sample, matters: dict[str, Matter]) -> None:
    revised = [story for story in sample.stories if any(step.kind == "item.revise" for step in story.steps)]
    assert revised
    assert {matters[story.id].system["edition"] for story in revised} == {2}


def test_the_main_site_shows_refuses_and_still_considers_items(matters: dict[str, Matter]) -> None:
    states = {p["state"] for m in matters.values() for p in m.system.get("placements", ()) if p["site"] == "main"}
    assert {"published", "declined", "offered"} <= states


def test_texts_came_back_changed_after_a_return(sample: Sample, matters: dict[str, Matter]) -> None:
    mended = [story for story in sample.stories if story.ends == "published" and _was_returned(story)]
    assert len(mended) >= 20
    for story in mended:
        returned = matters[story.id].system["returned"]["digest"]
        assert returned != digest(matters[story.id].fields), story.title


def _was_returned(story: Story) -> bool:
    return any(step.kind == "item.return" and step.item == story.id for step in story.steps)


def test_an_act_is_bound_to_the_text_and_to_its_moment(sample: Sample, matters: dict[str, Matter]) -> None:
    story = next(each for each in sample.stories if each.ends == "in_review")
    step = story.steps[-1]
    act = intent(step, matters[story.id])
    assert act.expect.content == digest(matters[story.id].fields)
    assert act.made_at == step.at.isoformat(timespec="seconds")
    assert act == intent(step, matters[story.id])


def test_the_portal_itself_publishes_what_was_scheduled(sample: Sample) -> None:
    steps = [step for story in sample.stories for step in story.steps if step.kind == "item.publish"]
    assert steps
    assert {actor(sample, step) for step in steps} == {PORTAL}
