"""The one step that a row of work offers."""

from models.rules import offered
from models.workflow import Offer
from tests.ui.fakes import NOW, OFFERED, RULES, STEPS
from tests.ui.mailroom import CLERK, letters
from ui.presenters.leading import leading


def _verb(id: str) -> str:
    found = leading(offered(letters()[id], CLERK, RULES, NOW), letters()[id].state)
    return found.verb if found else ""


def test_an_answer_is_written_before_it_is_handed_in() -> None:
    assert (_verb("l1"), _verb("l3"), _verb("l4")) == ("draft_reply", "submit_reply", "sign_for")


def test_a_draft_is_written_on() -> None:
    offers = [Offer(STEPS[verb]) for verb in OFFERED["draft"]]
    found = leading(offers, "draft")
    assert found is not None
    assert found.verb == "edit"


def test_where_nothing_is_offered_nothing_comes_next() -> None:
    assert leading((), "replied") is None
