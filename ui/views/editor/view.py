"""The screen on which an item is written: head, tools, text, foot; the checks stand at its right."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject

from models.matter import Matter
from models.problems import Refused, StoreFault
from ui.editor.checking import Checked, Checking
from ui.editor.find_bar import FindBar
from ui.editor.marking import Marks
from ui.editor.pictures import Album
from ui.editor.saving import Saving
from ui.editor.text_edit import TextEdit
from ui.editor.toolbar import Toolbar
from ui.editor.writing import Snapshot
from ui.host import Command, Host, MatterView
from ui.presenters import editing
from ui.presenters.editing import EditorPane
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.acts import Acts
from ui.views.editor.attaching import Attaching
from ui.views.editor.banners import Banners
from ui.views.editor.head import Head
from ui.views.editor.incoming import Incoming
from ui.views.editor.inspector import Inspector
from ui.views.editor.objects import Objects
from ui.views.editor.remedies import Remedies
from ui.views.editor.taking import Taking
from ui.widgets.company import CompanyLine
from ui.widgets.panels import column, ground


class EditorView(MatterView):
    """One item being written. It is saved as a draft all along, and goes up as one edit when a step needs it."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._pane: EditorPane | None = None
        self._base: dict[str, Any] = {}
        self._unit, self._missed = "", False
        look, words = host.look, host.words
        ground(self, "surface")
        self.head = Head(look, words)
        self.edit = TextEdit(look, Album(session.desk.blob))
        self.edit.setAccessibleName(words("editor.body"))
        self.edit.setPlaceholderText(words("editor.body_hint"))
        self.marks = Marks(self.edit, look)
        self.find_bar = FindBar(look, words, self.edit, self.marks)
        self.inspector = self.side = Inspector(look, words)
        self.remedies = Remedies(host, self.edit, self.head, self.side.checks, self.marks)
        self.saving = Saving(self.edit, self._form, lambda _fields: None, self)
        self.checking = Checking(self._check, self)
        self.incoming = Incoming(session, host, self.edit)
        self.attaching = Attaching(session, host, self.side.attachments, self.incoming)
        self.taking = Taking(session, host, self.commit)
        self.objects = Objects(host, self.edit, session.desk.blob)
        self.acts = Acts(host, self.edit, self.find_bar, self.incoming, self.objects, self._show_history)
        self.toolbar = Toolbar(look, words, self.acts.tools())
        self.bar = ActionBar(look, words, self._on_step)
        self.banners = Banners(look, words)
        self.company = CompanyLine(session, look, words, self)
        self._compose()
        self._connect()

    def _compose(self) -> None:
        outer = column(self)
        for piece in (self.banners, self.company, self.head, self.toolbar, self.find_bar):
            outer.addWidget(piece)
        outer.addWidget(self.edit, 1)
        outer.addWidget(self.bar)
        self.setTabOrder(self.head.disclosure, self.edit)

    def _connect(self) -> None:
        self.head.changed.connect(self._on_form_changed)
        self.head.title.editingFinished.connect(self._on_title_left)
        self.side.properties.changed.connect(self.saving.touch)
        self.attaching.changed.connect(self.saving.touch)
        self.remedies.attach_wanted.connect(self.incoming.choose_files)
        self.remedies.changed.connect(self._on_findings)
        self.remedies.reasoned.connect(self._on_reasoned)
        self.remedies.file_wanted.connect(self.side.show_file)
        self.saving.read.connect(self._on_read)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_save_failed)
        self.checking.found.connect(self._on_checked)
        self.banners.place_wanted.connect(self._go_to_place)
        self.banners.recovered.connect(self._on_recovery_answered)
        self.banners.conflict_wanted.connect(self._open_conflict)
        self.side.fold_wanted.connect(lambda: self._host.run("inspector"))
        self.edit.cursorPositionChanged.connect(lambda: self.acts.show_state(self.toolbar))
        self.edit.installEventFilter(self)

    def show_matter(self, id: str) -> None:
        """Shows an item; called again for the same one, the text being written is left alone."""
        fresh = self._pane is None or self._pane.id != id
        if not fresh and self.saving.dirty:
            self._missed = True
            return
        self._missed = False
        seen = self._session.desk.seen(id)
        draft = seen.draft
        self._begin(seen.matter)
        fields = {**self._base, **(draft.fields if draft else {})}
        waiting = [intent.op for intent in seen.waiting]
        rules, words = self._session.desk.rules, self._host.words
        pane = editing.present(seen.matter, fields, seen.offers, waiting, rules, words, self._session.now())
        self._put(pane, fresh=fresh, review=seen.matter.system.get("self_review"))
        if fresh:
            self.banners.offer_recovery(draft, self._session.now())
        self.banners.tell_conflict(on=seen.conflict)

    def _begin(self, matter: Matter) -> None:
        """From here on changes are told apart from this text."""
        self._base, self._unit = dict(matter.fields), matter.unit
        self.saving.aim(partial(self._store_draft, matter.id, dict(self._base)))

    def _put(self, pane: EditorPane, *, fresh: bool, review: Mapping[str, Any] | None) -> None:
        same_text = not fresh and self.edit.ledger.snapshot().html == pane.fields.get("body", "")
        self._pane = pane
        self.saving.rest(resting=True)
        self.head.put(pane)
        if not same_text:
            self.edit.put(str(pane.fields.get("body", "")))
        self.edit.setReadOnly(not pane.writable)
        self.side.properties.put(pane)
        self.attaching.put(pane.fields.get("attachments", ()), writable=pane.writable)
        self.side.trail.put(pane.trail)
        self.bar.put(pane.steps)
        self.banners.put(pane)
        self.company.put(pane.id)
        self.toolbar.setVisible(pane.writable)
        self.saving.rest(resting=not pane.writable)
        if fresh:
            self.begin_at = self.edit if pane.fields.get("title") else self.head.title
            self.toolbar.say_saved("")
            noted = self._session.desk.jotted(pane.id).get("kept", {})
            self.remedies.start({**(review or {}).get("kept", {}), **noted})
        self.saving.look()

    def fields(self, snapshot: Snapshot | None = None) -> dict[str, Any]:
        """All fields as they stand in the window."""
        body = (snapshot or self.edit.ledger.snapshot()).html
        return {**self._form(), "body": body}

    def _form(self) -> dict[str, Any]:
        base = dict(self._pane.fields) if self._pane else {}
        return {
            **base,
            **self.side.properties.values(),
            **self.head.values(),
            "attachments": list(self.attaching.files),
        }

    def commit(self) -> bool:
        """Queues what was written as one edit; False when there was nothing. Refused tells why it cannot be.

        Only what this person changed goes up: what others changed meanwhile in other fields stays theirs."""
        if self._pane is None or not self._pane.writable:
            return False
        self.saving.flush()
        changed = editing.changes(self._base, self.fields())
        if changed:
            self._begin(self._session.do("item.edit", self._pane.id, {"set": changed}).matter)
        return bool(changed)

    def leave(self) -> bool:
        """Saves and queues before another matter takes the place; the draft stays when the rules refuse the edit.

        A text that the disk did not take is not left: it is nowhere else."""
        try:
            self.commit()
        except Refused as problem:
            self._host.notices.problem(problem)
            return not isinstance(problem, StoreFault)
        return True

    def flush(self) -> None:
        """For the crash handler: what is in the window goes to the disk before the program ends."""
        self.saving.flush()

    def commands(self) -> tuple[Command, ...]:
        return (*self.acts.commands(), *self._own_commands())

    def _own_commands(self) -> tuple[Command, ...]:
        return (
            Command("save_now", "text", ("Ctrl+S",), self.saving.now, "content-save-outline"),
            Command("next_finding", "text", ("F8",), lambda: self.remedies.step(1)),
            Command("previous_finding", "text", ("F7",), lambda: self.remedies.step(-1)),
            Command("mend", "text", ("Alt+Return", "Alt+Enter"), self.remedies.mend_here),
            Command("mask", "text", ("Alt+M",), self.remedies.mask_selection),
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), self._on_primary),
            Command("print", "matter", ("Ctrl+P",), self._preview, "printer-outline"),
        )

    def inspector_word(self) -> str:
        """`检查 5`."""
        count = self.remedies.counts.all
        return f"{self._host.words('editor.tabs.checks')} {count or ''}".strip()

    def narrow(self, is_narrow: bool) -> None:
        """Fewer tools where there is less room."""
        self.toolbar.fold(small=is_narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.saving.now()
        return False

    def _on_primary(self) -> None:
        if self.bar.primary:
            self._on_step(self.bar.primary)

    def _on_step(self, step: StepFace) -> None:
        if step.verb == "preview":
            self._preview()
        elif self._pane is not None:
            self.taking.take(self._pane.id, step, self.remedies)

    def _preview(self) -> None:
        if self._pane is not None:
            self.taking.preview(self._pane.id, self.fields())

    def _open_conflict(self) -> None:
        if self._pane is not None:
            self._host.open_matter("item", self._pane.id, pane="conflict")

    def _show_history(self) -> None:
        if self._pane is not None and self.leave():
            self._host.open_matter("item", self._pane.id, pane="history")

    def _store_draft(self, id: str, base: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        """Off the main thread: keeps what differs from the text that the person started from."""
        self._session.desk.save_draft(id, editing.changes(base, fields), base)

    def _check(self, fields: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(self._session.desk.rules.inspect(self._unit, fields))

    def _on_form_changed(self) -> None:
        self.side.properties.around(self.head.values())
        wrong = editing.wrong_fields(self.head.values(), self._host.words)
        self.head.mark_wrong("title" in wrong, wrong.get("title", ""))
        self.saving.touch()

    def _on_read(self, snapshot: Snapshot) -> None:
        self.checking.look(snapshot, self.fields(snapshot))

    def _on_checked(self, checked: Checked) -> None:
        self.acts.words_counted = checked.words
        self.remedies.put(checked)

    def _on_findings(self) -> None:
        self.side.count(self.remedies.counts)
        if self._pane is not None:
            kept = self.remedies.kept
            self.bar.say(editing.next_line(self._pane, self.remedies.findings, kept, self._host.words))

    def _on_reasoned(self) -> None:
        if self._pane is not None:
            desk, id = self._session.desk, self._pane.id
            desk.jot(id, {**desk.jotted(id), "kept": self.remedies.kept})

    def _on_title_left(self) -> None:
        """A title that was written stands in the list at once."""
        if self._pane is not None and self.head.values()["title"] != self._base.get("title", ""):
            self._bring_up()

    def _bring_up(self) -> None:
        """Queues what was written while writing goes on; what the rules refuse stays a draft, and is told at a step."""
        with suppress(Refused):
            self.commit()

    def _on_saved(self, when: datetime) -> None:
        self.toolbar.say_saved(self._host.words("editor.saved", time=self._host.words.clock(self._session.now())))
        if self._missed and self._pane is not None and not self.saving.dirty:
            self.show_matter(self._pane.id)
        if self.bar.primary is None:  # a returned text can be answered for again once it was changed
            self._bring_up()

    def _on_save_failed(self, problem: Exception) -> None:
        self.toolbar.say_saved(self._host.words("editor.not_saved"))
        self._host.notices.problem(problem)

    def _go_to_place(self) -> None:
        returned = self._pane.returned if self._pane else None
        if returned and returned.place:
            self.acts.go_to(returned.place)

    def _on_recovery_answered(self, go_on: bool) -> None:
        if not go_on and self._pane is not None:
            shown, self._pane = self._pane.id, None
            self._session.desk.drop_draft(shown)
            self.show_matter(shown)
