"""The pane of a letter: head, last day, the letter as a quotation, the reply always in sight, and the steps."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.content import blocks
from models.late import load
from models.matter import Matter
from models.problems import Refused
from ui.editor.pictures import Album
from ui.editor.places import Locator, Spot, spot_of
from ui.host import Command, Host, MatterView
from ui.presenters import clock_strip, letter_notes, letter_replies, letters
from ui.presenters.letter_replies import LikeFace
from ui.presenters.letters import LetterPane
from ui.presenters.steps import StepFace
from ui.session import Session
from ui.views.editor.action_bar import ActionBar
from ui.views.editor.preview import open_letter
from ui.views.letter.drafting import WRITE, Drafting
from ui.views.letter.head import LetterHead
from ui.views.letter.like import LikeSheet, Ways
from ui.views.letter.notes import Notes
from ui.views.letter.others import Others
from ui.views.letter.public import Texts, open_preparing
from ui.views.letter.quotation import ALONE, SHARE, Quotation
from ui.views.letter.reply import ReplyBox
from ui.views.letter.side import LetterSide
from ui.views.letter.taking import Taking
from ui.views.letter.templates import TemplateSheet
from ui.views.letter.viewer import open_file
from ui.views.letter.writer import Looking
from ui.widgets.clock_strip import ClockStrip
from ui.widgets.company import CompanyLine
from ui.widgets.panels import column, ground

BRIEF = 430
"""Height of the pane at 100 % under which the letter folds to one line."""


class LetterView(MatterView):
    """Every role sees the same pane; what the presenter leaves out is not there."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._pane: LetterPane | None = None
        self._matter: Matter | None = None
        self._missed = False
        look, words = host.look, host.words
        ground(self, "surface")
        self.notes, self.head, self.strip = Notes(look), LetterHead(look), ClockStrip(look)
        self.quotation = Quotation(look, words)
        self.reply = ReplyBox(look, words, Album(session.desk.blob))
        self.bar = ActionBar(look, words, self._on_step, room=1)
        self.company = CompanyLine(session, look, words, self)
        self.side = LetterSide(look, words)
        self.inspector = self.side
        self.others = Others(session)
        self.drafting = Drafting(session, host, self.reply, self.others)
        self.looking = Looking(session, host, self.side)
        self.taking = Taking(session, host, self.drafting.commit, lambda: self.drafting.blocking, self._chosen)
        self._compose()
        self._connect()

    def _compose(self) -> None:
        outer = column(self)
        for piece in (self.notes, self.company, self.head, self.strip):
            outer.addWidget(piece)
        middle = QWidget()
        self._lines = column(middle, (20, 12, 20, 12), 10)
        self._lines.addWidget(self.quotation)
        self._lines.addWidget(self.reply, 1)
        self._rest = QWidget()
        self._lines.addWidget(self._rest, 1)
        outer.addWidget(middle, 1)
        outer.addWidget(self.bar)
        self.setFocusProxy(self.reply.edit)

    def _connect(self) -> None:
        self.strip.asked.connect(self._why)
        self.quotation.viewed.connect(lambda file: open_file(self._session, self._host, file))
        self.reply.template_wanted.connect(self.insert_template)
        self.reply.like_wanted.connect(self.see_like)
        self.taking.like_wanted.connect(self.see_like)
        self.taking.prepare_wanted.connect(self._prepare_public)
        self.taking.print_wanted.connect(self._print)
        self.side.fold_wanted.connect(lambda: self._host.run("inspector"))
        self.side.look_wanted.connect(lambda: self._with_matter(self.looking.look))
        self.side.remark_wanted.connect(lambda: self._with_matter(self.looking.remark))
        self.notes.followed.connect(self._on_note)
        self.others.came.connect(self._on_others)
        self.drafting.saved.connect(self._on_saved)

    def show_matter(self, id: str) -> None:
        """Shows a letter; called again for the same one, a reply that is being written is left alone."""
        fresh = self._pane is None or self._pane.id != id
        if not fresh and self.drafting.dirty:
            self._missed = True
            return
        self._missed = False
        seen, session = self._session.desk.seen(id), self._session
        fields = {**seen.matter.fields, **(seen.draft.fields if seen.draft else {})}
        waiting = [intent.op for intent in seen.waiting]
        rules, words, now = session.desk.rules, self._host.words, session.now()
        found = seen.draft.saved_at if seen.draft and seen.draft.recovered else ""
        ahead = letter_notes.of_the_copy(words, now, clash=seen.conflict, recovered=found)
        actor = session.actor
        pane = letters.present(seen.matter, fields, seen.offers, waiting, actor, rules, words, now, ahead=ahead)
        self._matter = seen.matter
        self._put(pane, fresh=fresh)
        self.strip.put(clock_strip.strip(seen.matter, rules.directory, words, now.date()))
        self.others.want()
        self._on_others()

    def _put(self, pane: LetterPane, *, fresh: bool) -> None:
        self._pane = pane
        self.head.put(pane)
        self.notes.put(pane.notes)
        self.quotation.put(pane)
        self.reply.put(pane)
        self.reply.setVisible(pane.shows_reply)
        self.bar.put(pane.steps)
        self.bar.say(pane.next)
        self.side.put(pane)
        self.company.put(pane.id)
        if self._matter is not None:
            self.drafting.begin(self._matter, pane, fresh=fresh)
        self._arrange()

    def leave(self) -> bool:
        """Saves and queues before another matter takes the place; the draft stays when the rules refuse it."""
        self.side.cover()
        try:
            self.drafting.commit()
        except Refused as problem:
            self._host.notices.problem(problem)
        return True

    def flush(self) -> None:
        self.drafting.saving.flush()

    def commands(self) -> tuple[Command, ...]:
        remedies = self.drafting.remedies
        return (
            Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), lambda: self._by_style("primary")),
            Command("return", "matter", ("Ctrl+Backspace",), lambda: self._by_style("danger")),
            Command("why", "matter", ("Ctrl+D",), self._why, "calendar-question-outline"),
            Command("history", "matter", ("Ctrl+H",), lambda: self._show_side("trail"), "history"),
            Command("remark", "matter", ("Ctrl+M",), lambda: self._with_matter(self.looking.remark)),
            Command("print", "matter", ("Ctrl+P",), self._print, "printer-outline"),
            Command("template", "text", ("Ctrl+J",), self.insert_template, "text-box-plus-outline"),
            Command("save_now", "text", ("Ctrl+S",), self.drafting.saving.now, "content-save-outline"),
            Command("find", "text", ("Ctrl+F",), lambda: self.reply.find_bar.open(replacing=False)),
            Command("replace", "text", ("Ctrl+R",), lambda: self.reply.find_bar.open(replacing=True)),
            Command("attach", "text", ("Ctrl+Alt+A",), self.drafting.incoming.choose_files, "paperclip"),
            Command("paste_words", "text", ("Ctrl+Shift+V",), self.reply.edit.paste_words),
            Command("next_finding", "text", ("F8",), lambda: remedies.step(1)),
            Command("previous_finding", "text", ("F7",), lambda: remedies.step(-1)),
            Command("mend", "text", ("Alt+Return", "Alt+Enter"), remedies.mend_here),
            Command("mask", "text", ("Alt+M",), remedies.mask_selection),
        )

    def inspector_word(self) -> str:
        return self._host.words("letters.inspector_word")

    def insert_template(self) -> None:
        """Ctrl J: words for the reply, put in where the cursor is."""
        if self._matter is None or self._pane is None or not self._pane.writable:
            return
        directory, today = self._session.desk.rules.directory, self._session.now().date()
        offers = letter_replies.offers(self._matter, directory, self._host.words, today)
        TemplateSheet(self._host, offers, self._insert).open()

    def see_like(self) -> None:
        """Letters like this one, with their replies."""
        if self._pane is None:
            return
        writable, mergeable = self._pane.writable, any(step.verb == "merge" for step in self._pane.steps)
        ways = Ways(
            insert=(lambda face: self._insert(letter_replies.paragraphs(face.reply))) if writable else None,
            merge=self._merge if mergeable else None,
            open=lambda face: self._host.open_matter("letter", face.id),
        )
        LikeSheet(self._host, self._alike(), ways).open()

    def _insert(self, html: str) -> None:
        self.reply.edit.insert_html(html)
        self.reply.edit.setFocus()

    def _merge(self, face: LikeFace) -> None:
        if self._pane is None:
            return
        try:
            self.drafting.commit()
            self._session.do("letter.merge", self._pane.id, {"into": face.id})
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        self._host.notices.toast(self._host.words("letters.like.merged"))

    def _alike(self) -> tuple[LikeFace, ...]:
        if self._matter is None:
            return ()
        rules, now = self._session.desk.rules, self._session.now()
        near = self.others.near(self._matter)
        return letter_replies.alike(self._matter, self.others.known, near, rules, self._host.words, now)

    def _on_others(self) -> None:
        self.reply.say_like(len(self._alike()))
        self.drafting.check_again()

    def _prepare_public(self) -> None:
        def save(texts: Texts) -> None:
            if self._pane is not None:
                self._session.do(WRITE, self._pane.id, {"set": {"reply_public": True, **texts}})
                self._host.notices.toast(self._host.words("letters.public.saved"))

        if self._matter is not None:
            self.drafting.commit()
            open_preparing(self._host, self._session.desk.seen(self._matter.id).matter.fields, save)

    def _print(self) -> None:
        if self._matter is not None:
            fields: dict[str, Any] = {**self._matter.fields, "reply": self.reply.edit.ledger.snapshot().html}
            open_letter(self._session, self._host, self._matter, fields)

    def _why(self) -> None:
        if self._matter is not None:
            load("ui.views.why").open_why(self._session, self._host, self._matter.id)

    def _show_side(self, tab: str) -> None:
        if not self.side.isVisible():
            self._host.run("inspector")
        self.side.show_tab(tab)

    def _with_matter(self, act: Any) -> None:
        if self._pane is not None:
            act(self._pane.id)

    def _on_step(self, step: StepFace) -> None:
        if self._pane is not None:
            self.taking.take(self._pane.id, step)

    def _by_style(self, style: str) -> None:
        step = next((one for one in self._pane.steps if one.style == style), None) if self._pane else None
        if step is not None:
            self._on_step(step)

    def _on_note(self, link: str) -> None:
        """Where a banner leads: the marked place, the answer to a supervision, another letter."""
        if link == "place":
            self._go_to_place()
        elif link == "answer" and self._pane is not None:
            self.taking.take_verb(self._pane.id, "answer_supervision")
        elif link == "conflict" and self._pane is not None:
            self._host.open_matter("letter", self._pane.id, pane="conflict")
        else:
            kind, _, id = link.rpartition(":")
            self._host.open_matter(kind or "letter", id)

    def _on_saved(self) -> None:
        if self._missed and self._pane is not None and not self.drafting.dirty:
            self.show_matter(self._pane.id)

    def _chosen(self) -> Spot | None:
        """The place in the reply that the reviewer selected."""
        cursor = self.reply.edit.textCursor()
        if not cursor.hasSelection():
            return None
        snapshot = self.reply.edit.ledger.snapshot()
        return spot_of(snapshot, blocks(snapshot.html), cursor)

    def _go_to_place(self) -> None:
        place = next((note.place for note in self._pane.notes if note.place), None) if self._pane else None
        if place is None:
            return
        edit = self.reply.edit
        snapshot = edit.ledger.snapshot()
        locator = Locator(edit.document(), snapshot, blocks(snapshot.html), edit.ledger.places())
        spot = Spot(int(place.get("block", 0)), int(place.get("start", 0)), int(place.get("end", 0)))
        cursor = locator.cursor(spot) or locator.cursor(Spot(spot.block, 0, 0))
        edit.setFocus()
        if cursor is not None:
            edit.reveal(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The reply is always seen: the letter above it gives way."""
        shows, height = self._pane is not None and self._pane.shows_reply, self.height()
        self._rest.setVisible(not shows)
        self.quotation.alone(is_alone=not shows)
        brief = shows and height * 100 // self._host.look.size < BRIEF
        self.quotation.bound(round(height * (SHARE if shows else ALONE)), brief=brief)
        self.notes.brief(is_brief=brief)
