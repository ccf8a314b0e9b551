"""Letters at a portal, as citizens bring them on a day of choice."""

from datetime import datetime

from models.intents import Intent
from models.matter import Matter
from models.people import WRITER
from tests.models.bureau import CONTACT, WORDS
from tests.portal.town import Town


def letter(town: Town, at: datetime) -> str:
    """A letter to Wangtai that came at a moment; gives its id."""
    identity = town.id()
    fields = {**WORDS, "channel": "unit"}
    args = {"fields": fields, "writer": dict(CONTACT), "unit": "wangtai"}
    verdict = town.house.intake.take_all([(Intent(town.id(), "letter.receive", identity, args=args), WRITER, at)])[0]
    assert verdict.result == "ok", verdict
    return identity


def as_it_stands(town: Town, identity: str) -> Matter:
    """The letter as the portal has it."""
    with town.portal.store.reading() as reading:
        found = reading.matter("letter", identity)
    assert found is not None
    return found
