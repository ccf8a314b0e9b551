"""The reply under its letter: head with what helps, the text, what the checks saw and when it was kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.editor.find_bar import FindBar
from ui.editor.marking import Marks
from ui.editor.pictures import Album
from ui.editor.text_edit import TextEdit
from ui.presenters.letter_replies import CheckLine
from ui.presenters.letters import LetterPane
from ui.style.look import Look
from ui.text import Words
from ui.views.editor.attachments import AttachmentList
from ui.views.editor.cards import ChecksTab
from ui.widgets.buttons import ActionButton, IconButton
from ui.widgets.marks import Picture
from ui.widgets.panels import column, label, row, rule
from ui.widgets.writing_frame import WritingFrame

HEAD, FOOT, FINDINGS = 36, 32, 190


class ReplyBox(WritingFrame):
    """`template_wanted`, `like_wanted` ask for help, `attach_wanted` for a file; a press on the line of the checks
    shows the findings."""

    template_wanted = Signal()
    attach_wanted = Signal()
    like_wanted = Signal()

    def __init__(self, look: Look, words: Words, album: Album) -> None:
        super().__init__(look)
        self._words = words
        self.edit = TextEdit(look, album)
        self.edit.setAccessibleName(words("letters.reply.title"))
        self.edit.setPlaceholderText(words("letters.reply.hint"))
        self.marks = Marks(self.edit, look)
        self.find_bar = FindBar(look, words, self.edit, self.marks)
        self.files = AttachmentList(look, words)
        self._shelf = QWidget()
        column(self._shelf, (14, 0, 14, 6)).addWidget(self.files)
        self._attach = IconButton(look, "paperclip", words("editor.tools.attach"), "Ctrl Alt A")
        self._attach.clicked.connect(self.attach_wanted)
        self.checks = ChecksTab(look, words)
        self.checks.hide()
        self._state, self._saved = label("", "meta"), label("", "meta")
        self._template = ActionButton(look, words("letters.insert_template"), "quiet", icon="text-box-plus-outline",
                                      height=28)  # fmt: skip
        self._like = ActionButton(look, "", "quiet", icon="history", height=28)
        self._template.setToolTip(f"{words('letters.insert_template')}  Ctrl J")
        self._template.clicked.connect(self.template_wanted)
        self._like.clicked.connect(self.like_wanted)
        self._sign = Picture(look, "check-circle-outline", "green", 16)
        self._line = ActionButton(look, "", "quiet", height=28)
        self._line.clicked.connect(self._toggle)
        outer = column(self, (1, 1, 1, 1))
        for piece in (self._head(), rule(), self.find_bar):
            outer.addWidget(piece)
        outer.addWidget(self.edit, 1)
        outer.addWidget(self._shelf)
        outer.addWidget(self.checks)
        outer.addWidget(rule())
        self._bottom = self._foot()
        outer.addWidget(self._bottom)
        self.ring_for(self.edit)
        self.say_like(0)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("ground", "sunken")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(self._look.px(HEAD))
        line = row((14, 0, 8, 0), 8, head)
        line.addWidget(label(self._words("letters.reply.title"), "medium"))
        line.addWidget(self._state)
        line.addStretch()
        line.addWidget(self._attach)
        line.addWidget(self._template)
        line.addWidget(self._like)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(self._look.px(FOOT))
        line = row((14, 0, 14, 0), 4, foot)
        line.addWidget(self._sign)
        line.addWidget(self._line)
        line.addStretch()
        line.addWidget(self._saved)
        return foot

    def put(self, pane: LetterPane) -> None:
        """How the reply stands, and whether it may be written."""
        self._state.setText(pane.reply_word)
        self.edit.setReadOnly(not pane.writable)
        self._template.setVisible(pane.writable)
        self._attach.setVisible(pane.writable)
        self._bottom.setVisible(pane.checked)

    def show_files(self) -> None:
        """The files of the reply stand under it while there are any."""
        self._shelf.setVisible(bool(self.files.files))

    def say_like(self, count: int) -> None:
        """How many letters there are like this one."""
        words = self._words
        self._like.set_face(words("letters.see_like_count", n=count) if count else words("letters.see_like"))

    def say_checks(self, line: CheckLine) -> None:
        """What the checks saw."""
        self._sign.put(line.icon, line.tone)
        self._line.set_face(line.text)

    def say_saved(self, text: str) -> None:
        """When it was kept on this computer."""
        self._saved.setText(text)

    def _toggle(self) -> None:
        self.checks.setVisible(not self.checks.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The findings never take the text its room."""
        super().resizeEvent(event)
        self.checks.setFixedHeight(min(self._look.px(FINDINGS), self.height() * 2 // 5))
