"""What citizens bring in the sample: enough of it, in all states, by nobody real, answered as a district answers."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from models.outcomes import outcomes
from models.policy import Directory, shipped
from models.rules import load_rules
from models.similar import likeness
from portal.sample import Sample, Story, build
from portal.sample.pace import ZONE
from portal.sample.voices import read_voices

TODAY = date(2026, 11, 24)
DIRECTORY = Directory(shipped())
WORKFLOWS = load_rules(DIRECTORY.texts, lambda unit, fields: ()).workflows
KINDS = ("letter", "request", "service")
UNUSED = {
    "letter": {"recount"},
    "request": {"recount", "look", "note"},
    "service": {"recount", "look", "note", "take_over", "supervise", "answer_supervision"},
}
"""Steps that nobody takes in the sample: the portal counts anew only after a new notice, and letters show the rest."""
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
CARD = re.compile(r"\d{17}[\dX]")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return build(TODAY)


def of(sample: Sample, kind: str) -> list[Story]:
    return [story for story in sample.papers if story.kind == kind]


def brought(story: Story) -> dict[str, Any]:
    return dict(story.steps[0].args["fields"])


def verbs(story: Story) -> list[str]:
    return [step.kind.partition(".")[2] for step in story.steps]


def test_there_is_enough_of_each_kind_over_two_years(sample: Sample) -> None:
    counts = Counter(story.kind for story in sample.papers)
    assert (counts["letter"] >= 250, counts["request"] >= 60, counts["service"] >= 80) == (True, True, True)
    came = [story.steps[0].at.date() for story in sample.papers]
    assert min(came) < TODAY - timedelta(days=700)


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_of_the_table_is_there(sample: Sample, kind: str) -> None:
    assert {story.ends for story in of(sample, kind)} == set(WORKFLOWS[kind].states)


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_of_the_table_is_taken(sample: Sample, kind: str) -> None:
    taken = {verb for story in of(sample, kind) for verb in verbs(story)}
    assert set(WORKFLOWS[kind].steps) - taken == UNUSED[kind]


def test_all_four_mailboxes_and_all_ways_of_sending_are_used(sample: Sample) -> None:
    letters = [brought(story) for story in of(sample, "letter")]
    assert {each["channel"] for each in letters} == {"mayor", "unit", "complaint", "suggestion"}
    assert {each["source"] for each in letters} == {"web", "paper", "phone", "visit"}
    requests = [brought(story) for story in of(sample, "request")]
    assert {each["channel"] for each in requests} == {"web", "post", "registered", "fax", "in_person"}


def test_requests_are_answered_in_every_case_of_the_five_outcomes(sample: Sample) -> None:
    steps = [step for story in of(sample, "request") for step in story.steps if step.kind == "request.draft_outcome"]
    assert {step.args["set"]["outcome"]["code"] for step in steps} == set(outcomes(DIRECTORY).codes)


def test_letters_stay_unanswered_on_each_of_the_three_grounds(sample: Sample) -> None:
    steps = [step for story in of(sample, "letter") for step in story.steps if step.kind == "letter.rule_no_reply"]
    assert {step.args["ground"] for step in steps} == {"abuse", "repeated", "no_substance"}


def test_no_two_letters_read_the_same(sample: Sample) -> None:
    texts = [(brought(story)["title"], brought(story)["body"]) for story in sample.papers]
    assert len(set(texts)) == len(texts)


def test_at_least_sixty_letters_were_written_for_it_and_none_rules() -> None:
    texts = read_voices().texts["letter"].values()
    assert len(texts) >= 60
    assert max(text.times for text in texts) <= 6


def test_letters_are_short_and_long(sample: Sample) -> None:
    lengths = sorted(len(brought(story)["body"]) for story in of(sample, "letter"))
    assert lengths[0] < 15
    assert lengths[-1] > 240


def test_some_write_more_than_once_and_some_letters_are_alike(sample: Sample) -> None:
    phones = Counter(story.steps[0].args["writer"]["phone"] for story in of(sample, "letter"))
    assert phones.most_common(1)[0][1] >= 3
    merged = [step for story in of(sample, "letter") for step in story.steps if step.kind == "letter.merge"]
    bodies = {story.id: brought(story)["body"] for story in of(sample, "letter")}
    assert all(likeness(bodies[step.item], bodies[step.args["into"]]) > 0.8 for step in merged)


def test_nobody_real_writes(sample: Sample) -> None:
    for story in sample.papers:
        writer, fields = story.steps[0].args["writer"], brought(story)
        text = fields["title"] + fields["body"]
        assert re.fullmatch(r"13900005\d{3}", writer["phone"])
        assert set(MOBILE.findall(text)) <= {writer["phone"]}, story.title
        card = writer.get("id_no", "")
        assert not card or card[10:14] == "0230", "a birthday that no calendar has"
        assert set(CARD.findall(text)) <= {card}


def test_an_answer_never_names_the_writer(sample: Sample) -> None:
    for story in sample.papers:
        writer = story.steps[0].args["writer"]
        for step in story.steps[1:]:
            told = str({name: value for name, value in step.args.items() if name != "earlier"})
            assert not [value for value in writer.values() if value in told], (story.title, step.kind)


def test_no_gap_is_left_in_any_text(sample: Sample) -> None:
    for story in sample.papers:
        for step in story.steps:
            assert "{" not in "".join(_texts(step.args)), (story.template, step.kind)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def test_steps_follow_one_another_before_today(sample: Sample) -> None:
    now = datetime.combine(TODAY, time(0), ZONE)
    for story in sample.papers:
        moments = [step.at for step in story.steps]
        assert moments == sorted(moments), story.title
        assert moments[-1] < now


def test_officials_work_in_office_hours(sample: Sample) -> None:
    acts = [s for story in sample.papers for s in story.steps if s.actor not in ("writer", "portal")]
    outside = [s for s in acts if not time(8) <= s.at.time() <= time(18, 30) or not _works(s.at.date())]
    assert len(outside) < len(acts) / 50


def _works(day: date) -> bool:
    return DIRECTORY.calendar.is_working(day)


def test_what_the_trial_promises_is_waiting(sample: Sample) -> None:
    here = {(story.kind, story.template, story.ends) for story in sample.papers if story.unit == "wangtai"}
    assert {
        ("letter", "scene_bridge", "assigned"),
        ("letter", "scene_bridge_before", "replied"),
        ("letter", "scene_mayor", "with_leader"),
        ("letter", "scene_dispatch", "with_dispatcher"),
        ("letter", "scene_tea", "in_hand"),
        ("letter", "scene_lamp", "reply_in_review"),
        ("request", "scene_wangtai", "in_hand"),
        ("service", "scene_wangtai_house", "materials_asked"),
    } <= here
    asked = next(story for story in sample.papers if story.template == "scene_tea")
    assert verbs(asked)[-1] == "ask_extension"
    bridges = [s for s in sample.papers if s.template in ("scene_bridge", "scene_bridge_before")]
    assert len({s.steps[0].args["writer"]["phone"] for s in bridges}) == 1


def test_the_same_day_and_seed_make_the_same_letters(sample: Sample) -> None:
    assert build(TODAY).papers == sample.papers
    assert build(TODAY, 7).papers != sample.papers


def test_a_title_fits_the_line_of_a_list(sample: Sample) -> None:
    assert max(len(story.title) for story in sample.papers) <= 60
