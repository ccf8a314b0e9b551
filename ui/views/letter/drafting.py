"""A reply while it is written: kept here all along, checked beside its letter, queued when a step needs it."""

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
from ui.editor.checking import Checking
from ui.editor.saving import Saving
from ui.editor.writing import Snapshot
from ui.host import Host
from ui.presenters import letter_replies, letters
from ui.presenters.letters import LetterPane
from ui.session import Session
from ui.views.editor.attaching import Attaching
from ui.views.editor.incoming import Incoming
from ui.views.editor.remedies import Remedies
from ui.views.letter.others import Others
from ui.views.letter.reply import ReplyBox

WRITE = "letter.draft_reply"


class Drafting(QObject):
    """`saved` when the text lies on the disk. What is written is a draft until `commit` makes an act of it."""

    saved = Signal()

    def __init__(self, session: Session, host: Host, box: ReplyBox, others: Others) -> None:
        super().__init__(box)
        self._session, self._host, self._box, self._others = session, host, box, others
        self._matter: Matter | None = None
        self._writable, self._untouched = False, ""
        self._lists: tuple[Directory, Lists] | None = None
        self.remedies = Remedies(host, box.edit, None, box.checks, box.marks)
        self.incoming = Incoming(session, host, box.edit)
        self.attaching = Attaching(session, host, box.files, self.incoming)
        self.saving = Saving(box.edit, self._form, lambda _fields: None, self)
        self.checking = Checking(self._check, self)
        self.attaching.changed.connect(self._on_files)
        box.attach_wanted.connect(self.incoming.choose_files)
        self.saving.read.connect(self._on_read)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_failed)
        self.checking.found.connect(self.remedies.put)
        self.remedies.changed.connect(self._on_findings)

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.saving.dirty

    @property
    def blocking(self) -> int:
        """How many findings should be mended before anybody signs."""
        return letter_replies.blocking(self.remedies.findings, self.remedies.kept)

    def begin(self, matter: Matter, pane: LetterPane, *, fresh: bool) -> None:
        """From here on changes are told apart from this letter's reply; the pane has the newest text there is."""
        self.saving.rest(resting=True)
        self._matter, self._writable = matter, pane.writable
        self.saving.aim(partial(self._store, matter.id, self._base()))
        if fresh or self._html() != pane.reply:
            self._box.edit.put(pane.reply)
            self._untouched = self._html() if pane.reply == (matter.fields.get("reply") or "") else ""
        self.attaching.put(pane.reply_files, writable=pane.writable)
        self._box.show_files()
        self.saving.rest(resting=not pane.writable)
        if fresh:
            self._box.say_saved("")
            self.remedies.start({})
        self.saving.look()

    def commit(self) -> None:
        """Queues what was written as one act; Refused tells why it cannot be."""
        if self._matter is None or not self._writable:
            return
        self.saving.flush()
        changed = self._changed(self._base(), {"body": self._html(), **self._form()})
        if changed:
            self._matter = self._session.do(WRITE, self._matter.id, {"set": changed}).matter
            self._untouched = self._html()
            self.saving.aim(partial(self._store, self._matter.id, self._base()))

    def _base(self) -> dict[str, Any]:
        """The reply and its files as they were when writing began."""
        fields = self._matter.fields if self._matter else {}
        return {"reply": fields.get("reply") or "", "reply_files": list(fields.get("reply_files") or ())}

    def _form(self) -> dict[str, Any]:
        return {"reply_files": list(self.attaching.files)}

    def _changed(self, base: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
        """What differs; a text that was only shown is the one that stood there, however it is laid out."""
        html = str(fields["body"])
        reply = html if html != self._untouched else base["reply"]
        return letters.changed(base, {"reply": reply, "reply_files": fields["reply_files"]})

    def _html(self) -> str:
        return self._box.edit.ledger.snapshot().html

    def _store(self, id: str, base: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        """Off the main thread."""
        self._session.desk.save_draft(id, self._changed(base, fields), base)

    def _check(self, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
        """Off the main thread: the reply beside the letter, by the lists in force."""
        matter, directory = self._matter, self._session.desk.rules.directory
        if matter is None:
            return ()
        if self._lists is None or self._lists[0] is not directory:
            self._lists = directory, read_lists(directory.texts)
        contact = self._session.desk.writer(matter.id).get("contact") or {}
        earlier = letter_replies.earlier(matter, self._others.known.values())
        title, body = str(matter.fields.get("title", "")), str(matter.fields.get("body", ""))
        asked = Asked(title, body, measure(directory), contact, earlier)
        unit = directory.units.get(matter.unit)
        today = self._session.now().date()
        return check_reply(str(fields["body"]), asked, unit.name if unit else "", self._lists[1], today)

    def _on_read(self, snapshot: Snapshot) -> None:
        self.checking.look(snapshot, {"body": snapshot.html})

    def check_again(self) -> None:
        """What the answer is held against became known: it is read once more."""
        self.saving.look()

    def _on_files(self) -> None:
        self._box.show_files()
        self.saving.touch()

    def _on_findings(self) -> None:
        kept, words = self.remedies.kept, self._host.words
        self._box.say_checks(letter_replies.check_line(self.remedies.findings, kept, words))

    def _on_saved(self, _when: object) -> None:
        words = self._host.words
        self._box.say_saved(words("letters.saved", time=words.clock(self._session.now())))
        self.saved.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._box.say_saved(self._host.words("letters.not_saved"))
        self._host.notices.problem(problem)
