"""Taking a step from the editor: queue the text, tell what is missing, ask what the step asks, then do it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from models.intents import Expect
from models.problems import Conflict, Refused
from models.records import digest
from ui.host import Host
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.views.editor.dialogs import ask_choice, ask_reason, ask_withdrawal, tell_missing
from ui.views.editor.preview import open_preview
from ui.views.editor.remedies import Remedies
from ui.views.self_review.sheet import open_sheet


class Taking(QObject):
    """How a step is asked about is looked up by its verb; a verb without an entry is taken at once."""

    def __init__(self, session: Session, host: Host, commit: Callable[[], bool]) -> None:
        super().__init__()
        self._session, self._host, self._commit = session, host, commit
        self._asks: Mapping[str, Callable[[str, StepFace, Remedies], None]] = {
            "self_review": self._self_review,
            "submit": self._with_text,
            "return": self._with_reason,
            "decline": self._with_reason,
            "withdraw": self._withdraw,
            "revise": self._revise,
        }

    def take(self, id: str, step: StepFace, remedies: Remedies) -> None:
        """Takes a step, or says all that is missing for it. Where somebody else changed the text, that comes first."""
        try:
            self._commit()
            fresh = self._fresh(id, step)
            if fresh.missing:
                self._tell(fresh)
                return
            self._asks.get(step.verb, self._at_once)(id, fresh, remedies)
        except Conflict:
            self._open_conflict(id)
        except Refused as problem:
            self._host.notices.problem(problem)

    def _open_conflict(self, id: str) -> None:
        self._host.open_matter("item", id, pane="conflict")

    def preview(self, id: str, fields: Mapping[str, Any]) -> None:
        """Shows the text as an official document, to be printed or saved."""
        open_preview(self._session, self._host, self._session.desk.seen(id).matter, fields)

    def _fresh(self, id: str, step: StepFace) -> StepFace:
        """The step as it is offered now that the text is queued: what was missing may have been mended."""
        offers = self._session.desk.seen(id).offers
        found = next((offer for offer in offers if offer.verb == step.verb), None)
        if found is None:
            return step
        sentences = tuple(self._host.words.refusal(problem).replace("\n", "") for problem in found.missing)
        return StepFace(step.verb, step.kind, step.label, step.icon, step.style, step.key, sentences, step.needs)

    def _tell(self, step: StepFace) -> None:
        words = self._host.words
        title = words("editor.missing.title", step=step.label, n=len(step.missing))
        tell_missing(self._host, title, step.missing, words("editor.missing.back"))

    def _do(self, id: str, step: StepFace, args: Mapping[str, Any] | None = None, *, bound: bool = False) -> None:
        """Takes the step now; `bound` ties it to the text as it stands."""
        matter = self._session.desk.seen(id).matter
        expect = Expect(matter.state, digest(matter.fields) if bound else "")
        try:
            self._session.do(step.kind, id, args, expect)
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        words = self._host.words
        key = f"editor.done.{step.verb}"
        self._host.notices.toast(words(key) if words.has(key) else words("editor.done.any", step=step.label))

    def _at_once(self, id: str, step: StepFace, remedies: Remedies) -> None:
        self._do(id, step)

    def _with_text(self, id: str, step: StepFace, remedies: Remedies) -> None:
        self._do(id, step, bound=True)

    def _with_reason(self, id: str, step: StepFace, remedies: Remedies) -> None:
        hint = self._host.words("editor.dialogs.reason_hint")
        ask_reason(self._host, step.label, step.label, hint, lambda reason: self._do(id, step, {"reason": reason}))

    def _withdraw(self, id: str, step: StepFace, remedies: Remedies) -> None:
        ask_withdrawal(self._host, step.label, lambda said: self._do(id, step, said))

    def _revise(self, id: str, step: StepFace, remedies: Remedies) -> None:
        words = self._host.words
        options = [(change, words(f"editor.revise.{change}")) for change in ("update", "correct")]

        def begin(change: str, _note: str) -> None:
            draft = self._session.desk.new_id()
            self._do(id, step, {"change": change, "draft": draft})
            self._host.open_matter("item", draft)

        name, effect = words("editor.revise.why"), words("editor.revise.effect")
        ask_choice(self._host, step.label, step.label, options, begin, name=name, effect=effect)

    def _self_review(self, id: str, step: StepFace, remedies: Remedies) -> None:
        matter = self._session.desk.seen(id).matter
        open_sheet(
            self._session,
            self._host,
            matter,
            remedies.findings,
            remedies.kept,
            lambda args: self._do(id, step, args, bound=True),
        )
