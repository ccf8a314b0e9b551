"""The panel of sync: what was not delivered first, then what waits, in order."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.problems import Refused
from ui.host import Host
from ui.presenters.syncing import RefusedCard, SyncPane, WaitingLine
from ui.presenters.travelling import FileLine
from ui.session import Session
from ui.travelling import Travelling
from ui.views.sync.card import Card
from ui.views.sync.file_row import FileRow
from ui.views.sync.taken import Taken
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.panels import Banner, column, ground, label, row, rule


def _empty(box: QVBoxLayout) -> None:
    while box.count():
        taken = box.takeAt(0)
        gone = taken.widget() if taken else None
        if gone is not None:
            gone.hide()
            gone.deleteLater()


class SyncPanel(QWidget):
    """Shows a SyncPane; `left` is called before something else is opened. `leads` gives the first line its link."""

    def __init__(self, session: Session, host: Host, left: Callable[[], None], *, leads: bool = True) -> None:
        super().__init__()
        self._session, self._host, self._left, self._leads = session, host, left, leads
        self._look, self._words = host.look, session.words
        self._outer = column(self, (0, 0, 0, 0), 0)
        self._files = QWidget()
        self._listed = column(self._files, (0, 0, 0, 0), 0)
        self._going = Travelling(session, self)
        self._going.told.connect(self._on_told)

    def put(self, pane: SyncPane) -> None:
        """Shows everything anew."""
        self._files.setParent(None)
        _empty(self._outer)
        words = self._words
        self._add_banner(pane)
        for each in pane.taken:
            self._outer.addWidget(Taken(self._session, self._host, each))
        self._strip(words("sync.refused"), len(pane.refused), words("sync.refused_hint"), red=True)
        for card in pane.refused:
            self._outer.addWidget(self._card(card, first=card is pane.refused[0]))
        if not pane.refused:
            self._note("check-circle-outline", words("sync.none_refused"), words("sync.none_refused_text"))
        self._outer.addWidget(self._files)
        self._files.show()
        self._strip(words("sync.waiting"), len(pane.waiting), words("sync.waiting_hint"))
        for line in pane.waiting[:50]:
            self._outer.addWidget(self._waiting(line))
            self._outer.addWidget(rule())
        if not pane.waiting:
            self._note("cloud-check-outline", words("sync.none_waiting"), "")
        self._outer.addWidget(self._headed(words("sync.compare_title"), 0, words("sync.compare_hint"), bare=True))
        self._outer.addWidget(self._comparing(pane))
        self._outer.addStretch()
        self._going.look()

    def _on_told(self, lines: Sequence[FileLine]) -> None:
        """The files alone are shown anew: the rest would lose the place that somebody reads."""
        _empty(self._listed)
        if lines:
            words = self._words
            self._listed.addWidget(self._headed(words("sync.files"), len(lines), words("sync.files_hint")))
        for one in lines:
            self._listed.addWidget(FileRow(self._look, one))
            self._listed.addWidget(rule())

    def _add_banner(self, pane: SyncPane) -> None:
        frame = QWidget()
        inside = column(frame, (16, 12, 16, 12))
        banner = Banner(self._look, pane.state.level, pane.state.title, pane.state.text)
        banner.put(pane.state.level, pane.state.title, pane.state.text, pane.state.icon)
        if pane.state.command and self._leads:
            banner.offer(pane.state.step, lambda: self._leave_for(pane.state.command))
        inside.addWidget(banner)
        self._outer.addWidget(frame)

    def _leave_for(self, command: str) -> None:
        self._left()
        self._host.run(command)

    def _strip(self, title: str, count: int, hint: str, *, red: bool = False) -> None:
        self._outer.addWidget(self._headed(title, count, hint, red=red))

    def _headed(self, title: str, count: int, hint: str, *, red: bool = False, bare: bool = False) -> QWidget:
        strip = QWidget()
        ground(strip, "sunken")
        strip.setFixedHeight(self._look.px(30))
        line = row((16, 0, 16, 0), 8, strip)
        line.addWidget(label(title, "meta"))
        if not bare:
            line.addWidget(label(str(count), "meta", "red" if red and count else ""))
        line.addStretch()
        line.addWidget(label(hint if count or bare else "", "meta"))
        return strip

    def _note(self, icon: str, title: str, text: str) -> None:
        note = QWidget()
        line = row((16, 12, 16, 12), 12, note)
        line.addWidget(Picture(self._look, icon), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title))
        if text:
            words.addWidget(label(text, "meta", wrap=True))
        line.addLayout(words, 1)
        self._outer.addWidget(note)

    def _card(self, card: RefusedCard, *, first: bool) -> QWidget:
        words, look = self._words, self._look
        kind = "primary" if first else "plain"
        copy = ActionButton(look, words("sync.copy"), "plain" if card.there else kind, height=28)
        copy.clicked.connect(lambda: self._settle(card, "new_draft", "sync.copied"))
        drop = ActionButton(look, words("sync.drop"), "quiet", height=28)
        drop.clicked.connect(lambda: self._settle(card, "drop", "sync.dropped"))
        if not card.there:
            return Card(look, words, card, (copy, drop), "tray-alert", "red_lamp")
        if card.comparable:
            main = ActionButton(look, words("sync.compare"), kind, icon="compare-horizontal", height=28)
            main.clicked.connect(lambda: self._open(card, "conflict"))
        else:
            main = ActionButton(look, words("sync.open"), kind, height=28)
            main.clicked.connect(lambda: self._open(card, ""))
        return Card(look, words, card, (main, copy, drop), "tray-alert", "red_lamp")

    def _comparing(self, pane: SyncPane) -> QWidget:
        state, words = self._host.courier.state, self._words
        line = QWidget()
        outer = row((16, 10, 16, 12), 12, line)
        outer.addWidget(label(pane.compared, "meta", wrap=True), 1)
        button = ActionButton(self._look, words("sync.compare_now"), icon="compare-horizontal", height=28)
        button.clicked.connect(self._host.courier.compare)
        if state.comparing and state.phase not in ("offline", "sign_in"):
            button.set_busy(words("sync.comparing"))
        outer.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _waiting(self, one: WaitingLine) -> QWidget:
        line = QWidget()
        outer = row((16, 7, 16, 7), 12, line)
        outer.addWidget(Picture(self._look, one.icon), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(one.title, wrap=True))
        words.addWidget(label(one.detail, "meta"))
        outer.addLayout(words, 1)
        outer.addWidget(label(one.why, "meta"))
        return line

    def _open(self, card: RefusedCard, pane: str) -> None:
        self._left()
        self._host.open_matter(card.kind, card.id, pane=pane)

    def _settle(self, card: RefusedCard, how: str, told: str) -> None:
        try:
            self._session.desk.settle(card.op, how)
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        self._session.changed.emit([card.id])
        self._host.courier.recount()
        self._host.notices.toast(self._words(told))
