"""Which of the steps that are offered comes next: the one that a row of work has as its button."""

from collections.abc import Iterable

from models.records import WRITING
from models.workflow import Offer

ANSWERING = WRITING - {"edit"}
"""The steps by which an answer is written: they come before the one that hands it in, as long as it is not written."""


def leading(offers: Iterable[Offer], state: str) -> Offer | None:
    """The step that moves a matter on; a text that came back is written on first."""
    found = list(offers)
    named = {offer.verb: offer for offer in found}
    if state in ("returned", "draft") and "edit" in named:
        return named["edit"]
    first = next((offer for offer in found if offer.step.style == "primary"), found[0] if found else None)
    writing = next((offer for offer in found if offer.verb in ANSWERING and not offer.missing), None)
    return writing if writing is not None and (first is None or first.missing) else first
