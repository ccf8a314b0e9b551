"""The portal closes what is settled by itself, once, however many of its processes look."""

from datetime import timedelta

import pytest

from models.problems import Refused
from portal.public.codes import matter_of
from portal.public.desk import Counter
from portal.tidying import Tidying
from tests.models.bureau import CHEN, LIN, REPLY
from tests.portal.public.test_desk import LETTER
from tests.portal.town import Town


def _replied(town: Town) -> str:
    identity = matter_of(Counter(town.house, town.portal.limits["public"]).bring("letter", LETTER, "10.0.0.1").code)
    for actor, verb, args in (
        (LIN, "sign_for", {}), (LIN, "draft_reply", {"set": {"reply": REPLY}}), (LIN, "submit_reply", {}),
        (CHEN, "sign_reply", {"public": False}),
    ):  # fmt: skip
        town.act(actor, f"letter.{verb}", identity, args)
    return identity


def test_an_answered_letter_is_closed_after_thirty_days_and_not_before(town: Town) -> None:
    identity = _replied(town)
    town.clock.now += timedelta(days=29)
    assert town.portal.tidying.due() == ()
    town.clock.now += timedelta(days=2)
    for _ in range(2):
        Tidying(town.house, 1.0).due()
    assert town.stored("letter", identity).state == "closed"
    assert [entry.verb for entry in town.stored("letter", identity).trail].count("close") == 1


def _counted(town: Town) -> int:
    with town.portal.store.looking() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM throttle").scalar_one())


def test_counts_of_guesses_and_letters_go_a_week_after_the_last(town: Town) -> None:
    with pytest.raises(Refused, match="password_wrong"):
        town.portal.sessions.sign_in("lin", "wrong", "desk-x", "10.0.0.9")
    Counter(town.house, town.portal.limits["public"]).bring("letter", LETTER, "10.0.0.1")
    there = _counted(town)
    assert there > 3
    town.clock.pass_(days=6)
    town.portal.tidying.due()
    assert _counted(town) == there
    with pytest.raises(Refused, match="password_wrong"):
        town.portal.sessions.sign_in("lin", "wrong", "desk-x", "10.0.0.9")
    town.clock.pass_(days=2)
    town.portal.tidying.due()
    assert 0 < _counted(town) < there
    town.clock.pass_(days=7)
    town.portal.tidying.due()
    assert _counted(town) == 0


def test_a_guesser_who_must_wait_is_not_let_off(town: Town) -> None:
    for _ in range(6):
        with pytest.raises(Refused):
            town.portal.sessions.sign_in("lin", "wrong", "desk-x", "10.0.0.9")
    town.portal.tidying.due()
    with pytest.raises(Refused, match="too_many"):
        town.portal.sessions.sign_in("lin", town.passwords["lin"], "desk-x", "10.0.0.9")
