"""A complaint travels between five desks, and each desk holds only what its person may see (Art. 24-27)."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.intents import Intent
from models.people import WRITER
from models.records import digest_of
from models.store import backup
from models.store.desk import NAME, documents
from models.store.queries import Query
from tests.models.bureau import CONTACT, REPLY, WORDS
from tests.models.office import refused
from tests.sync.fleet import CLERK, DISPATCHER, LEADER, REVIEWER, STRANGER, SUPERVISOR, Fleet, Station


class Town:
    """The desks of the story, and a letter that came in."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.clerk, self.reviewer = fleet.station(CLERK), fleet.station(REVIEWER)
        self.dispatcher, self.leader = fleet.station(DISPATCHER), fleet.station(LEADER)
        self.supervisor, self.stranger = fleet.station(SUPERVISOR), fleet.station(STRANGER)
        self.letter = fleet.new_id()
        args = {"fields": {**WORDS, "channel": "complaint"}, "writer": dict(CONTACT)}
        fleet.house.intake.take(
            WRITER, [Intent(fleet.new_id(), "letter.receive", self.letter, args=args)], fleet.clock()
        )

    @property
    def all(self) -> tuple[Station, ...]:
        return (self.clerk, self.reviewer, self.dispatcher, self.leader, self.supervisor, self.stranger)

    def rounds(self, times: int = 2) -> None:
        for _ in range(times):
            for station in self.all:
                station.sync()

    def take(self, station: Station, verb: str, args: dict[str, object] | None = None) -> None:
        matter = station.desk.seen(self.letter).matter
        station.desk.do(f"letter.{verb}", self.letter, args or {}, {"content": digest_of(matter)})
        self.fleet.clock.pass_(minutes=1)

    def types(self, station: Station) -> set[str]:
        """The rows of the letter that lie on a desk."""
        with station.desk.store.reading() as connection:
            return {
                type_ for type_ in ("letter", "docket", "writer")
                if any(row["id"].startswith(self.letter) for row in documents(connection, type_))
            }  # fmt: skip


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    fleet = Fleet(tmp_path)
    made = Town(fleet)
    made.rounds()
    yield made
    fleet.close()


def _dispatched(town: Town) -> None:
    town.take(town.dispatcher, "dispatch", {"unit": "wangtai"})
    town.rounds()


def test_until_it_is_dispatched_only_the_dispatcher_reads_it_and_others_see_the_docket(town: Town) -> None:
    assert town.types(town.dispatcher) == {"letter", "docket", "writer"}
    assert town.types(town.clerk) == set()
    assert town.types(town.leader) == town.types(town.supervisor) == {"docket"}
    assert town.dispatcher.desk.counts()["letter"] == 1


def test_dispatching_takes_the_letter_from_one_desk_and_gives_it_to_the_other(town: Town) -> None:
    _dispatched(town)
    assert town.types(town.dispatcher) == {"docket"}
    assert town.types(town.clerk) == {"letter", "writer"}
    assert town.types(town.stranger) == set()
    assert town.clerk.desk.writer(town.letter)["contact"] == CONTACT
    assert town.dispatcher.desk.writer(town.letter) == {}


def test_the_whole_way_from_complaint_to_reply_with_an_extension_granted_from_the_docket(town: Town) -> None:
    _dispatched(town)
    town.clerk.wire.down = True
    town.take(town.clerk, "sign_for")
    town.take(town.clerk, "ask_extension", {"days": 9, "reason": "李有田家门口要勘察"})
    town.clerk.wire.down = False
    town.rounds()
    assert [one.id for one in town.leader.desk.page(Query("docket", "todo"), 0, 9)] == [town.letter]
    assert town.leader.desk.seen(town.letter).matter.system["extension"]["reason"] == "李**家门口要勘察"
    town.take(town.leader, "grant_extension", {"days": 7})
    town.rounds()
    town.take(town.clerk, "draft_reply", {"set": {"reply": REPLY}})
    town.take(town.clerk, "submit_reply")
    town.rounds()
    town.take(town.reviewer, "return_reply", {"reason": "只答了一半"})
    town.rounds()
    town.take(town.clerk, "draft_reply", {"set": {"reply": REPLY + "<p>维修费由镇里出。</p>"}})
    town.take(town.clerk, "submit_reply")
    town.rounds()
    town.take(town.reviewer, "sign_reply", {"public": False})
    town.rounds()
    for station in (town.clerk, town.reviewer, town.supervisor, town.leader):
        assert station.desk.seen(town.letter).matter.state == "replied"


def test_no_desk_that_watches_ever_holds_a_word_of_the_letter_or_its_writer(town: Town) -> None:
    test_the_whole_way_from_complaint_to_reply_with_an_extension_granted_from_the_docket(town)
    for station in (town.leader, town.supervisor, town.stranger):
        with station.desk.store.reading() as connection:
            held = [
                row["doc"]
                for type_ in ("letter", "docket", "writer", "version")
                for row in documents(connection, type_)
            ]
        for word in (*CONTACT.values(), "路灯", REPLY):
            assert word not in json.dumps(held, ensure_ascii=False)


def test_no_list_or_search_knows_who_wrote(town: Town) -> None:
    _dispatched(town)
    while town.clerk.desk.index(100):
        continue
    found = town.clerk.desk.page(Query("letter", words="路灯"), 0, 9)
    assert [one.id for one in found] == [town.letter]
    for word in CONTACT.values():
        assert town.clerk.desk.page(Query("", words=word), 0, 9) == []


def test_a_supervisor_urges_from_the_docket_and_cannot_read_or_note(town: Town) -> None:
    _dispatched(town)
    town.take(town.supervisor, "urge", {"note": "请抓紧"})
    with refused("not_yours"):
        town.take(town.supervisor, "note", {"text": "想看看"})
    town.rounds()
    assert town.clerk.desk.seen(town.letter).matter.system["urges"][0]["note"] == "请抓紧"
    assert town.supervisor.desk.undelivered() == []


def test_a_decision_on_a_letter_that_was_answered_meanwhile_is_refused_and_kept(town: Town) -> None:
    _dispatched(town)
    town.take(town.clerk, "sign_for")
    town.take(town.clerk, "ask_extension", {"days": 5, "reason": "要勘察"})
    town.rounds()
    town.leader.wire.down = True
    town.take(town.leader, "grant_extension", {"days": 5})
    town.take(town.clerk, "draft_reply", {"set": {"reply": REPLY}})
    town.take(town.clerk, "submit_reply")
    town.rounds(0)
    for station in (town.clerk, town.reviewer):
        station.sync()
    town.take(town.reviewer, "sign_reply", {"public": False})
    town.reviewer.sync()
    town.leader.wire.down = False
    town.rounds()
    assert [one.problem.code for one in town.leader.desk.undelivered()] == ["state_changed"]


def test_a_letter_sent_back_leaves_the_unit_with_its_writer_and_keeps_what_was_typed(town: Town) -> None:
    _dispatched(town)
    town.clerk.desk.save_draft(town.letter, {"reply": "<p>写了一半</p>"}, {"reply": ""})
    other = town.fleet.station(CLERK, "second-profile")
    for _ in range(2):
        other.sync()
    other.desk.do("letter.send_back", town.letter, {"reason": "路灯归区城管局"})
    other.sync()
    town.rounds()
    assert town.types(town.clerk) == set()
    draft = town.clerk.desk.draft(town.letter)
    assert draft is not None
    assert draft.fields == {"reply": "<p>写了一半</p>"}
    assert town.types(town.dispatcher) == {"letter", "docket", "writer"}


def test_a_backup_of_a_desk_holds_nobody_who_wrote_and_a_restored_one_has_them_again(
    town: Town, tmp_path: Path
) -> None:
    _dispatched(town)
    clerk = town.clerk.desk
    made = backup.make(clerk.store.folder, tmp_path / "backups", town.fleet.clock())
    for word in (CONTACT["phone"], CONTACT["name"], CONTACT["id_no"]):
        assert word.encode() not in made.path.read_bytes()
    again = tmp_path / "again"
    again.mkdir()
    shutil.copy(made.path, again / NAME)
    restored = town.fleet.station(CLERK, "again")
    assert restored.desk.store.folder == again
    for _ in range(2):
        restored.sync()
    assert restored.desk.writer(town.letter)["contact"] == CONTACT
    assert restored.desk.seen(town.letter).matter.state == "assigned"
