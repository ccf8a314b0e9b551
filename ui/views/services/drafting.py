"""A result while it is written: kept here all along, made an act when a step needs it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.checks import Lists, read_lists
from models.checks.asked import Asked, measure
from models.checks.finding import Finding
from models.checks.replying import check_reply
from models.matter import Matter
from models.policy import Directory
from ui.editor.checking import Checked, Checking
from ui.editor.saving import Saving
from ui.editor.writing import Snapshot
from ui.host import Host
from ui.presenters import findings, letter_replies
from ui.presenters import services as present
from ui.presenters.services import Result, ServicePane
from ui.session import Session
from ui.views.services.result import ResultBox

WRITE = "service.draft_result"


class Drafting(QObject):
    """`saved` when it lies on the disk. What is written is a draft until `commit` makes an act of it."""

    saved = Signal()

    def __init__(self, session: Session, host: Host, box: ResultBox) -> None:
        super().__init__(box)
        self._session, self._host, self._box = session, host, box
        self._matter: Matter | None = None
        self._writable, self._untouched = False, ""
        self.saving = Saving(box.edit, lambda: {"form": box.result("")}, lambda _fields: None, self)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_failed)
        self._lists: tuple[Directory, Lists] | None = None
        self.checking = Checking(self._check, self)
        self.saving.read.connect(self._on_read)
        self.checking.found.connect(self._on_found)
        box.changed.connect(self.saving.touch)

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.saving.dirty

    def begin(self, matter: Matter, pane: ServicePane, *, fresh: bool) -> None:
        """From here on changes are told apart from this case's result; the pane holds the newest there is."""
        self.saving.rest(resting=True)
        self._matter, self._writable = matter, pane.writable
        before = _before(matter)
        self.saving.aim(partial(self._store, matter.id, before))
        if fresh or self._settled(self._here()) != pane.result:
            self._box.fill(pane.result, present.lacking(matter))
            own = pane.result.reply == before["reply"]
            self._untouched = self._box.edit.ledger.snapshot().html if own else ""
        if fresh:
            self._box.say_saved("")
        self.saving.rest(resting=not pane.writable)
        if pane.shows_result:
            self.saving.look()

    def commit(self) -> None:
        """Queues what was written as one act; Refused tells why it cannot be."""
        if self._matter is None or not self._writable:
            return
        self.saving.flush()
        changed = present.written(_before(self._matter), self._settled(self._here()))
        if changed:
            self._matter = self._session.do(WRITE, self._matter.id, {"set": changed}).matter
            self.saving.aim(partial(self._store, self._matter.id, _before(self._matter)))
            self._untouched = self._box.edit.ledger.snapshot().html

    def _here(self) -> Result:
        return self._box.result(self._box.edit.ledger.snapshot().html)

    def _settled(self, result: Result) -> Result:
        """Words that nobody touched are those that came, though the editor writes them a little differently."""
        if self._matter is not None and result.reply == self._untouched:
            return Result(result.code, result.text, result.missing, str(self._matter.fields.get("reply") or ""))
        return result

    def _store(self, id: str, before: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        """Off the main thread."""
        form: Result = fields["form"]
        here = Result(form.code, form.text, form.missing, str(fields["body"]))
        self._session.desk.save_draft(id, present.written(before, self._settled(here)), before)

    def _check(self, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
        """Off the main thread: the words beside what was asked, by the lists in force."""
        matter, directory = self._matter, self._session.desk.rules.directory
        if matter is None:
            return ()
        if self._lists is None or self._lists[0] is not directory:
            self._lists = directory, read_lists(directory.texts)
        contact = self._session.desk.writer(matter.id).get("contact") or {}
        title, body = str(matter.fields.get("title", "")), str(matter.fields.get("body", ""))
        unit, today = directory.units.get(matter.unit), self._session.now().date()
        asked = Asked(title, body, measure(directory), contact, ())
        return check_reply(str(fields["body"]), asked, unit.name if unit else "", self._lists[1], today)

    def _on_read(self, snapshot: Snapshot) -> None:
        self.checking.look(snapshot, {"body": snapshot.html})

    def _on_found(self, checked: Checked) -> None:
        words = self._host.words
        cards = findings.cards(checked.findings, {}, words)
        line = letter_replies.check_line(checked.findings, (), words)
        self._box.say_checks(line, "\n".join(card.title for card in cards))

    def _on_saved(self, _when: object) -> None:
        words = self._host.words
        self._box.say_saved(words("services.saved", time=words.clock(self._session.now())))
        self.saved.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._box.say_saved(self._host.words("services.not_saved"))
        self._host.notices.problem(problem)


def _before(matter: Matter) -> dict[str, Any]:
    return {"result": dict(matter.fields.get("result") or {}), "reply": str(matter.fields.get("reply") or "")}
