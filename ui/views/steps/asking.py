"""The one way by which a pane takes a step that its table describes."""

from collections.abc import Callable
from typing import Any

from models.intents import Expect
from models.matter import Matter
from models.problems import Refused
from models.records import digest_of
from models.steps import Offer
from ui.host import Host
from ui.presenters.step_sheets import NOTHING, Given, asks, sheet
from ui.presenters.steps import said, sentences
from ui.session import Session
from ui.views.editor.dialogs import tell_missing
from ui.views.steps.sheet import StepSheet


def _nothing(_matter: Matter) -> None:
    """After most steps nothing more is to be done."""


def ask_step(
    session: Session,
    host: Host,
    matter: Matter,
    offer: Offer,
    *,
    given: Given = NOTHING,
    begun: Given = NOTHING,
    done: Callable[[Matter], None] = _nothing,
) -> StepSheet | None:
    """Takes the step that is offered on a matter. Says all that is missing for it; asks what it asks and is not
    `given`, in a sheet that it returns; what is `begun` stands in its field from the start. A step that asks nothing
    and has no effect to tell first is taken at once. `done` is called with the matter after the step. The step is
    bound to the state, and where its rules say so to the text, as seen."""
    words = host.words
    if offer.missing:
        title = words("steps.not_yet", step=said(offer.step, words), n=len(offer.missing))
        tell_missing(host, title, sentences(offer.missing, words), words("steps.close"))
        return None

    def take(args: dict[str, Any]) -> None:
        bound = digest_of(matter) if "text_seen" in offer.step.asks else ""
        session.do(f"{matter.kind}.{offer.verb}", matter.id, args, Expect(matter.state, bound))
        key = f"steps.{matter.kind}.{offer.verb}.done"
        told = words(key) if words.has(key) else words("steps.done", step=said(offer.step, words))
        host.notices.toast(told)
        done(session.desk.seen(matter.id).matter)

    if not asks(offer.step, words, matter.kind, given):
        try:
            take(dict(given))
        except Refused as problem:
            host.notices.problem(problem)
        return None
    face = sheet(matter, offer.step, session.desk.rules.directory, words, session.now().date(), given, begun)
    made = StepSheet(host, face, given, take)
    made.open()
    return made
