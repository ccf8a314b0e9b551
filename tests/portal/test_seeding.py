"""The sample walked through the portal's own intake."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from models.docket import docket_of
from models.people import Actor
from models.problems import Refused
from models.scopes import granted
from models.similar import by_same_writer
from portal import seeding
from portal.app import Portal, open_up
from portal.sample import Sample, build
from portal.seeding import Entered, seed
from sync.protocol import Row, RowPut
from sync.server.feed import page

TODAY = date(2026, 4, 28)
PHONE = re.compile(r"1390000[5-9]\d{3}|35070\d{13}|writer\d+@")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Portal, tuple[Entered, ...], Sample]]:
    portal = open_up(tmp_path_factory.mktemp("sample"))
    entered = seed(portal.house, portal.accounts, TODAY)
    yield portal, entered, build(TODAY)
    portal.close()


def test_every_story_ends_where_it_says(made: tuple[Portal, tuple[Entered, ...], Sample]) -> None:
    portal, _, sample = made
    with portal.store.reading() as reading:
        told = (*sample.stories, *sample.papers)
        ends = {story.id: (story.ends, reading.matter(story.kind, story.id)) for story in told}
    assert not {one for one, (end, matter) in ends.items() if matter is None or matter.state != end}


def test_each_act_stands_in_the_log_at_its_own_moment(made: tuple[Portal, tuple[Entered, ...], Sample]) -> None:
    portal, _, sample = made
    story = next(story for story in sample.stories if story.ends == "published" and "revise" not in str(story.steps))
    with portal.store.reading() as reading:
        matter = reading.matter("item", story.id)
        assert reading.audit().wrong == ""
    assert matter is not None
    assert matter.created_at == story.steps[0].at.isoformat(timespec="seconds")
    assert matter.system["index_no"].split("-")[2] == matter.system["published_at"][:4]


def test_no_row_but_the_writers_own_says_who_wrote(made: tuple[Portal, tuple[Entered, ...], Sample]) -> None:
    portal, _, sample = made
    with portal.store.reading() as reading:
        for story in sample.papers:
            contact = story.steps[0].args["writer"]
            matter = reading.matter(story.kind, story.id)
            assert matter is not None
            for doc in (matter.to_doc(), docket_of(matter).to_doc()):
                text = json.dumps(doc, ensure_ascii=False)
                assert not [value for value in contact.values() if value in text], story.title
                assert not PHONE.search(text), story.title


@pytest.mark.parametrize("person", ["p_shengp", "p_heyt", "p_fuqs", "p_zhengwb", "p_wuhy", "p_tangrm"])
def test_nothing_that_comes_to_a_district_desk_tells_who_wrote(
    made: tuple[Portal, tuple[Entered, ...], Sample], person: str
) -> None:
    portal, _, sample = made
    actor = Actor(person, "", sample.person(person).posts)
    rows = _rows(portal, dict.fromkeys(granted(actor), 0))
    telling = [row for row in rows if PHONE.search(row.doc_text)]
    waiting = {story.id for story in sample.papers if story.ends in ("with_dispatcher", "received")}
    assert {row.type for row in telling} == ({"writer"} if person == "p_heyt" else set())
    assert {json.loads(row.doc_text)["matter"] for row in telling} <= waiting
    assert len(rows) > 400


def _rows(portal: Portal, cursor: Mapping[str, int]) -> list[Row]:
    """All rows that come to a desk with these scopes."""
    found: list[Row] = []
    with portal.store.reading() as reading:
        while True:
            reached = page(reading, cursor, 1 << 23)
            found += [line.row for line in reached.lines if isinstance(line, RowPut)]
            if not reached.more:
                return found
            cursor = reached.cursor


def test_the_portal_knows_letters_of_one_writer_and_keeps_their_numbers_in_order(
    made: tuple[Portal, tuple[Entered, ...], Sample],
) -> None:
    portal, _, sample = made
    with portal.store.reading() as reading:
        letters = [reading.matter("letter", story.id) for story in sample.papers if story.kind == "letter"]
    bridges = [each for each in letters if each and "木桥" in each.fields["title"] and each.unit == "wangtai"]
    before, now = sorted(bridges, key=lambda each: each.created_at)
    assert [each.id for each in by_same_writer(now, (before, now))] == [before.id]
    assert (before.state, now.state) == ("replied", "assigned")
    assert len({each.system["number"] for each in letters if each}) == len(letters)


def test_the_people_of_the_trial_come_first_and_can_sign_in(made: tuple[Portal, tuple[Entered, ...], Sample]) -> None:
    portal, entered, sample = made
    assert [one.name for one in entered[:3]] == [sample.person(one.person).name for one in sample.trial[:3]]
    info = portal.sessions.sign_in(entered[0].account, entered[0].password, "desk", "127.0.0.1")
    assert (info.name, info.must_change) == (entered[0].name, False)


def test_a_story_that_breaks_a_rule_stops_the_making(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = build(TODAY)
    first = sample.stories[0]
    broken = replace(first, steps=(replace(first.steps[0], kind="item.publish"),))
    monkeypatch.setattr(seeding, "build", lambda today: replace(sample, stories=(broken,)))
    portal = open_up(tmp_path_factory.mktemp("broken"))
    with pytest.raises(Refused, match="sample_broken"):
        seed(portal.house, portal.accounts, TODAY)
    portal.close()
