"""Taking a step from a letter: what was written goes up first, then the step asks what it needs and is taken."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.clock import longest_extension
from models.handling.reckoning import LOCAL, clocks_of
from models.intents import Expect
from models.matter import Matter
from models.problems import Conflict, Refused
from models.records import digest_of
from models.steps import Offer
from ui.editor.places import Spot
from ui.host import Host
from ui.notices import Question
from ui.presenters import letter_replies
from ui.presenters.steps import StepFace, said
from ui.session import Session
from ui.views.letter.public import open_publishing, open_signing
from ui.views.steps import ask_step

Given = Mapping[str, Any]


class Taking(QObject):
    """How a step is begun is looked up by its verb; the table of the letter says what it asks. `like_wanted` when a
    letter to be answered together with this one has to be found; `done(verb)` when a step was taken."""

    like_wanted = Signal()
    prepare_wanted = Signal()
    print_wanted = Signal()
    done = Signal(str)

    def __init__(
        self,
        session: Session,
        host: Host,
        commit: Callable[[], None],
        blocking: Callable[[], int],
        chosen: Callable[[], Spot | None],
    ) -> None:
        super().__init__()
        self._session, self._host, self._commit, self._chosen = session, host, commit, chosen
        self._blocking = blocking
        self._begins: Mapping[str, Callable[[Matter, Offer], None]] = {
            "submit_reply": self._submit,
            "sign_reply": self._sign,
            "return_reply": self._return,
            "ask_extension": self._ask_extension,
            "grant_extension": self._grant_extension,
            "dispatch": self._dispatch,
            "publish": self._publish,
            "merge": lambda _matter, _offer: self.like_wanted.emit(),
        }
        self._elsewhere: Mapping[str, Callable[[], None]] = {
            "preview": self.print_wanted.emit,
            "prepare_public": self.prepare_wanted.emit,
        }

    def take(self, id: str, step: StepFace) -> None:
        """Takes a step, or says all that is missing for it."""
        if step.verb in self._elsewhere:
            self._elsewhere[step.verb]()
            return
        self.take_verb(id, step.verb)

    def take_verb(self, id: str, verb: str) -> None:
        """The same by its verb, where it is offered."""
        try:
            self._commit()
        except (Conflict, Refused) as problem:
            self._host.notices.problem(problem)
            return
        seen = self._session.desk.seen(id)
        offer = next((one for one in seen.offers if one.verb == verb), None)
        if offer is not None:
            self._begins.get(verb, self._ask)(seen.matter, offer)

    def _ask(self, matter: Matter, offer: Offer, given: Given | None = None, begun: Given | None = None) -> None:
        ask_step(
            self._session, self._host, matter, offer, given=given or {}, begun=begun or {},
            done=lambda _matter: self.done.emit(offer.verb),
        )  # fmt: skip

    def _submit(self, matter: Matter, offer: Offer) -> None:
        """A reply in which something blocks may go to its reviewer, once that was said."""
        count, words = self._blocking(), self._host.words
        if not count or offer.missing:
            self._ask(matter, offer)
            return
        title, text = words("letters.submit_anyway_title", n=count), words("letters.submit_anyway")
        step = words("letters.submit_anyway_step")
        self._host.notices.ask(Question(title, text, step, lambda: self._ask(matter, offer), danger=True))

    def _sign(self, matter: Matter, offer: Offer) -> None:
        """The reviewer signs the words on the screen, and sees what everyone would read."""
        if offer.missing:
            self._ask(matter, offer)
        else:
            open_signing(self._host, matter, lambda public: self._do(matter, offer, {"public": public}))

    def _return(self, matter: Matter, offer: Offer) -> None:
        spot = self._chosen()
        place = {"part": "body", "block": spot.block, "start": spot.start, "end": spot.end} if spot else None
        self._ask(matter, offer, {"place": place} if place else {})

    def _ask_extension(self, matter: Matter, offer: Offer) -> None:
        directory = self._session.desk.rules.directory
        local = next((clock for clock in clocks_of(matter) if clock.id == LOCAL), None)
        most = longest_extension(matter.kind, local, directory) if local else None
        self._ask(matter, offer, begun={"days": most.number} if most else {})

    def _grant_extension(self, matter: Matter, offer: Offer) -> None:
        self._ask(matter, offer, begun={"days": int(matter.system.get("extension", {}).get("days", 1))})

    def _dispatch(self, matter: Matter, offer: Offer) -> None:
        about = str(matter.fields.get("about_unit") or "")
        known = about in self._session.desk.rules.directory.units
        self._ask(matter, offer, begun={"unit": about} if known else {})

    def _publish(self, matter: Matter, offer: Offer) -> None:
        if offer.missing:
            self._ask(matter, offer)
            return
        begun = letter_replies.public_of(matter.fields)
        open_publishing(self._host, begun, lambda args: self._do(matter, offer, args))

    def _do(self, matter: Matter, offer: Offer, args: Mapping[str, Any]) -> None:
        """Takes a step whose answers were given, bound to the text as seen; Refused says why not, to whoever asked."""
        bound = digest_of(matter) if "text_seen" in offer.step.asks else ""
        self._session.do(f"{matter.kind}.{offer.verb}", matter.id, args, Expect(matter.state, bound))
        words = self._host.words
        key = f"steps.{matter.kind}.{offer.verb}.done"
        self._host.notices.toast(words(key) if words.has(key) else words("steps.done", step=said(offer.step, words)))
        self.done.emit(offer.verb)
