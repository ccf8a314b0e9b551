"""The portal closes what is settled by itself, once, however many of its processes look."""

from datetime import timedelta

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
