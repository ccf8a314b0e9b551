"""The sample as a whole: enough of everything, nobody real, nothing that could not have happened, always the same."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from models.checks import read_lists
from models.checks.attachments import extract
from models.checks.checking import check
from models.checks.inspecting import subject_of
from models.content import clean, plain
from models.ids import is_id
from models.items import DOC_NO, FIELDS, WITHDRAWALS, lacking
from models.people import ADMINISTRATORS, ROLES
from models.policy import Directory, shipped
from models.records import check_fields
from portal.sample import Sample, Story, build
from portal.sample.pace import ZONE
from portal.sample.shapes import SHAPES

TODAY = date(2026, 11, 24)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
CITIZEN = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
RESERVED = {"13800000000", "11010519491231002X"}
STATES = {
    "draft", "self_reviewed", "in_review", "countersign", "with_portal", "scheduled", "published", "returned",
    "withdrawn", "discarded",
}  # fmt: skip
VERBS = {
    "create", "edit", "self_review", "submit", "recall", "return", "sign_off", "countersign", "accept", "decline",
    "revise", "withdraw", "discard", "restore", "publish",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Sample:
    return build(TODAY)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory(shipped())


def fields_of(story: Story) -> dict[str, Any]:
    """The text as it stands after the last step."""
    fields: dict[str, Any] = {}
    for step in story.steps:
        fields |= step.args.get("fields", {}) | step.args.get("set", {})
    return fields


def every_text(sample: Sample) -> list[tuple[Story, Mapping[str, Any]]]:
    return [(story, fields_of(story)) for story in sample.stories]


def test_there_are_enough_items_over_two_years_and_every_unit_has_some(sample: Sample, directory: Directory) -> None:
    assert len(sample.stories) >= 420
    assert {story.unit for story in sample.stories} == {unit.id for unit in directory.units.values() if unit.site}
    began = [story.steps[0].at.date() for story in sample.stories]
    assert min(began) < TODAY - timedelta(days=690)


def test_every_column_of_the_catalogue_is_used(sample: Sample, directory: Directory) -> None:
    leaves = {column.code for column in directory.columns.values() if column.site == "unit" and column.parent}
    assert leaves <= {story.column for story in sample.stories}


def test_items_stand_in_every_state_and_every_verb_was_used(sample: Sample) -> None:
    assert {story.ends for story in sample.stories} == STATES
    assert {step.kind for story in sample.stories for step in story.steps} == {f"item.{verb}" for verb in VERBS}


def test_items_were_taken_down_for_every_reason(sample: Sample) -> None:
    codes = {step.args["code"] for story in sample.stories for step in story.steps if step.kind == "item.withdraw"}
    assert codes == set(WITHDRAWALS)


def test_every_way_an_item_can_go_is_gone(sample: Sample) -> None:
    objections = [step for story in sample.stories for step in story.steps if step.args.get("agree") is False]
    changes = {step.args["change"] for story in sample.stories for step in story.steps if step.kind == "item.revise"}
    refused_at_the_main_site = [story for story in sample.stories if story.steps[-1].kind == "item.decline"]
    assert {story.ends for story in refused_at_the_main_site} == {"published", "returned"}
    assert objections
    assert changes == {"correct", "update"}
    assert {ends for _, ends in SHAPES.values()} == STATES


def test_at_least_eighty_templates_are_in_use_and_none_rules(sample: Sample) -> None:
    used = Counter(story.template for story in sample.stories)
    assert len(used) >= 120
    assert used.most_common(1)[0][1] <= 40


def test_titles_are_unique_and_no_two_bodies_are_the_same(sample: Sample) -> None:
    texts = every_text(sample)
    assert len({fields["title"] for _, fields in texts}) == len(texts)
    assert len({fields.get("body", story.id) for story, fields in texts}) == len(texts)


def test_lengths_run_from_a_line_to_thousands_of_characters(sample: Sample) -> None:
    lengths = sorted(len(plain(fields["body"])) for _, fields in every_text(sample))
    assert 40 <= lengths[0] < 60
    assert 5_000 < lengths[-1] <= 6_500
    assert sum(length > 1_000 for length in lengths) >= 8


def test_the_regulation_itself_is_there_word_for_word(sample: Sample) -> None:
    story, fields = next(each for each in every_text(sample) if each[0].template == "regulation")
    text = plain(fields["body"])
    assert (story.unit, fields["written_on"]) == ("gov_office", "2014-01-01")
    assert "本办法所称门户网站是指建瓯市人民政府在互联网上统一建立的网站群" in text
    assert "原文如此" in text
    assert all(f"第{number}条" in text for number in ("一", "十六", "三十七", "四十六"))


def test_fields_are_what_a_person_may_set_and_whole_where_it_counts(sample: Sample) -> None:
    for story, fields in every_text(sample):
        check_fields(fields, FIELDS)
        if story.ends not in ("draft", "discarded"):
            assert lacking(fields) == (), story.title


def test_bodies_are_canonical(sample: Sample) -> None:
    assert not [story.template for story, fields in every_text(sample) if clean(fields["body"]) != fields["body"]]


def test_document_numbers_follow_the_standard_and_are_never_given_twice(sample: Sample) -> None:
    numbers = [fields["doc_no"] for _, fields in every_text(sample) if fields.get("doc_no")]
    assert len(numbers) >= 40
    assert all(DOC_NO.match(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_units_columns_topics_and_genres_exist(sample: Sample, directory: Directory) -> None:
    for story, fields in every_text(sample):
        assert directory.columns[fields["column"]].applies_to(story.unit), story.title
        assert fields["topic"] in directory.topics
        assert fields["genre"] in directory.genres
        assert directory.columns[fields.get("main_column") or "M01"].site == "main"
        assert set(fields.get("co_units", [])) <= set(directory.units)


def test_nobody_real_can_be_found(sample: Sample) -> None:
    for _, fields in every_text(sample):
        text = fields["title"] + plain(fields["body"])
        assert {*MOBILE.findall(text), *CITIZEN.findall(text)} <= RESERVED
    assert all(re.fullmatch(r"1390000\d{4}", person.phone) for person in sample.people)


def test_the_only_finding_that_blocks_waits_in_a_draft(sample: Sample, directory: Directory) -> None:
    lists = read_lists(shipped())
    names = {each["sha256"]: each["name"] for _, fields in every_text(sample) for each in fields.get("attachments", [])}
    read = {digest: extract(name, sample.blobs[digest]) for digest, name in names.items()}
    blocked = [
        (story.template, story.ends)
        for story, fields in every_text(sample)
        for finding in check(
            subject_of(fields, story.unit, directory, lambda digest, _: read.get(digest)), lists, TODAY
        )
        if finding.level == "block"
    ]
    assert blocked == [("scene_houses", "draft")]


def test_steps_follow_one_another_before_today_and_mostly_in_office_hours(sample: Sample) -> None:
    now = datetime.combine(TODAY, time(0), ZONE)
    moments = [step.at for story in sample.stories for step in story.steps]
    for story in sample.stories:
        times = [step.at for step in story.steps]
        assert times == sorted(times), story.title
    assert max(moments) < now
    outside = [at for at in moments if not time(8) <= at.time() <= time(18, 30)]
    assert len(outside) < len(moments) / 50


def test_nobody_signs_off_their_own_text_but_in_the_office_of_one(sample: Sample) -> None:
    for story in sample.stories:
        own = [step.actor for step in story.steps if step.kind == "item.create"]
        signed = [step.actor for step in story.steps if step.kind == "item.sign_off"]
        assert story.unit == "chimen" or not set(own) & set(signed)


def test_attachments_and_pictures_are_there_and_were_looked_at(sample: Sample) -> None:
    for story, fields in every_text(sample):
        named = {each["sha256"] for each in fields.get("attachments", [])} | set(
            re.findall(r'src="blob:([0-9a-f]{64})"', fields["body"])
        )
        assert named <= set(sample.blobs), story.title
        for step in story.steps:
            assert step.kind != "item.self_review" or named <= set(step.args["seen"]), story.title


def test_reprints_name_their_source(sample: Sample) -> None:
    reprints = [fields for _, fields in every_text(sample) if fields.get("reprint")]
    assert len(reprints) >= 10
    assert all({"name", "url", "date"} <= set(fields["source"]) for fields in reprints)
    assert all(fields["source"]["date"] < fields["written_on"] for fields in reprints)


def test_ids_are_unique(sample: Sample) -> None:
    ids = [story.id for story in sample.stories]
    assert len(set(ids)) == len(ids)
    assert all(is_id(each) for each in ids)


def test_some_columns_are_empty_and_some_units_stale_on_purpose(sample: Sample) -> None:
    live = [story for story in sample.stories if story.ends == "published"]
    assert not [story for story in live if story.unit == "wangtai" and story.column == "0402"]
    assert max(story.steps[-1].at.date() for story in live if story.unit == "supply_coop") < TODAY - timedelta(days=150)


def test_what_the_trial_promises_is_waiting(sample: Sample) -> None:
    waiting = {(story.unit, story.ends) for story in sample.stories}
    assert {
        ("wangtai", "in_review"),
        ("wangtai", "returned"),
        ("wangtai", "draft"),
        ("finance", "in_review"),
    } <= waiting
    asked = [story for story in sample.stories if story.ends == "countersign"]
    assert any("finance" in fields_of(story)["co_units"] for story in asked)
    ahead = [step for story in sample.stories if story.ends == "scheduled" for step in story.steps]
    wanted = [step.args["publish_at"] for step in ahead if "publish_at" in step.args]
    assert wanted
    assert all(datetime.fromisoformat(at) > datetime.combine(TODAY, time(0), ZONE) for at in wanted)


def test_every_unit_has_a_clerk_and_a_reviewer_and_every_role_its_person(sample: Sample, directory: Directory) -> None:
    posts = {(post.unit, post.role) for person in sample.people for post in person.posts}
    for unit in directory.units.values():
        assert not unit.site or {(unit.id, "clerk"), (unit.id, "reviewer")} <= posts
    assert {role for _, role in posts} == set(ROLES)
    assert {unit for unit, _ in posts} <= set(directory.units)


def test_accounts_are_unique_and_somebody_works_for_two_units(sample: Sample) -> None:
    people = sample.people
    assert len({person.account for person in people}) == len({person.id for person in people}) == len(people)
    assert any(len({post.unit for post in person.posts}) > 1 for person in people)


def test_the_trial_offers_people_of_every_role_but_one_who_hold_the_posts_shown(sample: Sample) -> None:
    assert {offer.role for offer in sample.trial} == set(ROLES) - set(ADMINISTRATORS)
    for offer in sample.trial:
        held = {(post.unit, post.role) for post in sample.person(offer.person).posts}
        assert (offer.unit, offer.role) in held
        assert offer.zh
        assert offer.en.isascii()


def test_the_same_day_and_seed_make_the_same_sample(sample: Sample) -> None:
    assert build(TODAY) == sample
    assert build(TODAY, 7).stories != sample.stories


@pytest.mark.parametrize("today", [date(2027, 1, 4), date(2027, 3, 1), date(2026, 7, 15)])
def test_the_sample_can_be_made_on_any_day(today: date) -> None:
    made = build(today)
    assert len(made.stories) >= 420
    assert max(step.at.date() for story in made.stories for step in story.steps) < today
