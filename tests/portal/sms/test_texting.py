"""The clock of messages: everybody is told once, whatever stops, and each message's fate is kept for its person."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from models.matter import Matter
from models.store.portal_write import put_matter
from portal.sms.line import DELIVERED, FAILED, Message, NotSent, Report
from portal.sms.spool import Spool
from portal.sms.texting import Texting
from tests.models.office import CHEN, LIN, OPERATOR, refused
from tests.models.test_reminders import LADDER
from tests.portal.sms.other_end import ROOT
from tests.portal.town import Town


@dataclass
class Post:
    """A way to the phones that a test looks into."""

    problems: list[NotSent] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    told: list[Report] = field(default_factory=list)
    closed: int = 0

    def send(self, message: Message) -> tuple[str, ...]:
        if self.problems:
            raise self.problems.pop(0)
        self.sent.append(message)
        return (f"r{len(self.sent)}",)

    def reports(self) -> tuple[Report, ...]:
        told, self.told = tuple(self.told), []
        return told

    def close(self) -> None:
        self.closed += 1


def texting(town: Town, line: Any, process: str = "one") -> Texting:
    return Texting(town.house, town.portal.contacts, line, process)


def rows(town: Town) -> dict[str, Any]:
    return dict(town.portal.texting.queue.standing("queued", "sending", "sent", "delivered", "failed", "expired"))


def states(town: Town) -> list[str]:
    return [doc["state"] for _, doc in sorted(rows(town).items())]


def reviewed(town: Town) -> str:
    """An item that waits for Chen, whose phone is known."""
    town.portal.contacts.set("chen", "13900000003")
    return town.in_review()


def test_the_reviewer_gets_one_message_and_sees_what_became_of_it(town: Town) -> None:
    post = Post()
    clock = texting(town, post)
    reviewed(town)
    for _ in range(3):
        clock.look()
    assert [message.number for message in post.sent] == ["13900000003"]
    assert states(town) == ["sent"]
    post.told = [Report("r1", DELIVERED), Report("somebody else's", FAILED)]
    clock.look()
    (row,) = (doc for key, doc in town.seat(CHEN).everything().rows.items() if key[0] == "sms")
    assert (row["state"], row["to"], row["text"]) == ("delivered", "139****0003", post.sent[0].text)
    assert not [key for key in town.seat(LIN).everything().rows if key[0] == "sms"]
    assert not [key for key in town.seat(OPERATOR).everything().rows if key[0] == "sms"]


def test_processes_that_look_at_once_send_once(town: Town) -> None:
    posts = [Post() for _ in range(3)]
    reviewed(town)
    threads = [threading.Thread(target=texting(town, post, str(n)).look) for n, post in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(len(post.sent) for post in posts) == 1
    assert states(town) == ["sent"]


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("after", 1)])
def test_a_message_survives_the_death_of_the_process_that_had_it(tmp_path: Path, when: str, left: int) -> None:
    """Handed over already, it goes a second time under the same name: the gateway can tell, and the folder does."""
    town = Town(tmp_path)
    reviewed(town)
    now = town.clock().isoformat()
    died = subprocess.run(
        [sys.executable, "-m", "tests.portal.sms.dying", str(tmp_path), now, when], cwd=ROOT, check=False
    )
    assert died.returncode == 9
    assert states(town) == ["sending"]
    assert len(list((tmp_path / "sms").glob("*"))) == left
    clock = texting(town, Spool(tmp_path / "sms"))
    clock.look()
    assert states(town) == ["sending"], "nobody may take what another may still be handing over"
    town.clock.pass_(minutes=LADDER.texting.stuck_minutes + 1)
    clock.look()
    assert states(town) == ["delivered"]
    assert len(list((tmp_path / "sms").glob("*"))) == 1
    (row,) = rows(town).values()
    assert row["again"] is True
    assert row["tries"] == 2
    town.close()


def test_a_message_not_taken_is_tried_again_with_growing_patience_and_then_given_up(village: Town) -> None:
    post = Post([NotSent("line_lost") for _ in range(9)])
    clock = texting(village, post)
    reviewed(village)
    clock.look()
    clock.look()
    assert states(village) == ["queued"]
    tries = []
    for minutes in (*LADDER.texting.retry_minutes, 600):
        village.clock.pass_(minutes=minutes)
        clock.look()
        tries.append(next(iter(rows(village).values()))["tries"])
    assert tries == [2, 3, 4, 5, 5]
    (row,) = rows(village).values()
    assert (row["state"], row["code"], post.sent) == ("failed", "line_lost", [])


def test_after_a_lost_line_the_next_try_arrives(village: Town) -> None:
    post = Post([NotSent("line_lost")])
    clock = texting(village, post)
    reviewed(village)
    clock.look()
    village.clock.pass_(minutes=1)
    clock.look()
    assert states(village) == ["sent"]
    assert len(post.sent) == 1


def test_what_the_gateway_will_never_take_is_not_tried_again(village: Town) -> None:
    clock = texting(village, Post([NotSent("centre_refused 11", again=False)]))
    reviewed(village)
    clock.look()
    assert states(village) == ["failed"]


def test_a_message_of_three_parts_has_arrived_with_the_last_and_failed_with_the_first_that_did(village: Town) -> None:
    class Parts(Post):
        def send(self, message: Message) -> tuple[str, ...]:
            super().send(message)
            return ("a", "b")

    post = Parts()
    clock = texting(village, post)
    reviewed(village)
    clock.look()
    post.told = [Report("a", DELIVERED)]
    clock.look()
    assert states(village) == ["sent"]
    post.told = [Report("b", FAILED, "012")]
    clock.look()
    (row,) = rows(village).values()
    assert (row["state"], row["code"]) == ("failed", "012")


def test_of_a_message_without_any_word_for_two_days_that_is_said_and_a_late_word_still_counts(village: Town) -> None:
    post = Post()
    clock = texting(village, post)
    reviewed(village)
    clock.look()
    village.clock.pass_(hours=LADDER.texting.report_hours + 1)
    clock.look()
    assert [doc["state"] for doc in village.portal.texting.queue.standing("unreported").values()] == ["unreported"]
    post.told = [Report("r1", DELIVERED)]
    clock.look()
    assert "delivered" in states(village)


def test_what_comes_at_night_waits_and_is_dropped_when_it_was_settled_meanwhile(village: Town) -> None:
    post = Post()
    clock = texting(village, post)
    village.clock.pass_(hours=9)
    item, other = reviewed(village), village.in_review()
    clock.look()
    assert states(village) == ["queued", "queued"]
    village.seat(CHEN).ok("return", item, {"reason": "请补充"})
    village.clock.pass_(hours=12)
    clock.look()
    assert sorted(states(village)) == ["expired", "sent"]
    assert len(post.sent) == 1
    assert village.state(other) == "in_review"


def test_who_has_no_number_any_more_is_not_written_to(village: Town) -> None:
    post = Post()
    clock = texting(village, post)
    village.clock.pass_(hours=9)
    reviewed(village)
    clock.look()
    village.portal.contacts.set("chen", "")
    village.clock.pass_(hours=12)
    clock.look()
    assert states(village) == ["failed"]
    assert not post.sent


def test_a_unit_that_has_not_come_in_is_reminded_once(village: Town) -> None:
    post = Post()
    clock = texting(village, post)
    village.portal.contacts.set("lin", "13900000007")
    village.portal.contacts.set("far", "13900000008")
    village.clock.pass_(hours=2)
    village.seat(LIN)
    village.clock.pass_(hours=1)
    clock.look()
    village.clock.pass_(minutes=5)
    clock.look()
    assert [(message.number, "第二十八条" in message.text) for message in post.sent] == [("13900000008", True)]


def test_without_a_way_to_the_phones_nothing_is_written(village: Town) -> None:
    reviewed(village)
    village.portal.texting.look()
    assert rows(village) == {}
    with refused("sms_not_set_up"):
        village.portal.texting.test("chen")


def test_the_operator_can_try_the_line(village: Town) -> None:
    village.portal.contacts.set("chen", "13900000003")
    post = Post()
    assert texting(village, post).test("chen") == {"phone": "139****0003", "refs": "r1", "code": ""}
    assert post.closed == 1
    assert texting(village, Post([NotSent("bind_refused 14")])).test("chen")["code"] == "bind_refused 14"
    with refused("phone_missing"):
        texting(village, post).test("lin")


def test_the_clock_looks_by_itself_and_lets_go_of_the_line(village: Town) -> None:
    reviewed(village)
    post = Post()
    clock = texting(village, post)
    clock.every = 0.02
    clock.start()
    end = time.monotonic() + 10
    while not post.sent and time.monotonic() < end:
        time.sleep(0.02)
    clock.stop()
    assert len(post.sent) == 1
    assert post.closed == 1


def test_a_letters_last_day_rings_in_the_morning_by_its_number_only(village: Town) -> None:
    village.portal.contacts.set("lin", "13900000007")
    letter = Matter(
        "m1", "letter", "wangtai", "in_hand", "", fields={"title": "李大山的来信", "body": "李大山"},
        system={"number": "WT2026-0312", "due_at": "2026-04-29", "handler": "p_lin"},
    )  # fmt: skip
    village.portal.store.write(lambda writing: writing.note(None, put_matter(letter)))
    post = Post()
    clock = texting(village, post)
    clock.look()
    assert [message.text for message in post.sent] == [
        "【延平门户】王台镇：来信WT2026-0312还有1个工作日，最后一天4月29日，请尽快办结。"
    ]
