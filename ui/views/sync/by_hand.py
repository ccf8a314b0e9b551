"""The quiet section on what is carried by file: out to a stick, and back in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ui import work
from ui.host import Host
from ui.notices import Notice
from ui.presenters.by_hand import pane, told
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import column, ground, label, retone, row


class ByHandSection(QWidget):
    """Not shown where the program around the window cannot carry anything. `left` is called before a banner is."""

    def __init__(self, session: Session, host: Host, left: Callable[[], None]) -> None:
        super().__init__()
        self._session, self._host, self._left = session, host, left
        self._hand = host.about.by_hand
        self._out: list[Any] = []
        words, look = session.words, host.look
        ground(self, "surface")
        outer = column(self)
        strip = QWidget()
        ground(strip, "sunken")
        strip.setFixedHeight(look.px(30))
        line = row((16, 0, 16, 0), 8, strip)
        line.addWidget(label(words("sync.hand_title"), "meta"))
        self._count = label("", "meta")
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(label(words("sync.hand_hint"), "meta"))
        outer.addWidget(strip)
        body = QWidget()
        inside = column(body, (16, 10, 16, 12), 8)
        self._text = label("", "meta", wrap=True)
        inside.addWidget(self._text)
        buttons = row(spacing=8)
        self._export = ActionButton(look, words("sync.hand_export"), icon="usb-flash-drive-outline", height=28)
        self._import = ActionButton(look, words("sync.hand_import"), icon="tray-arrow-down", height=28)
        self._export.clicked.connect(self._ask_where)
        self._import.clicked.connect(self._ask_which)
        for button in (self._export, self._import):
            buttons.addWidget(button)
        buttons.addStretch()
        inside.addLayout(buttons)
        outer.addWidget(body)
        self.setVisible(self._hand is not None)
        self.look()

    def look(self) -> None:
        """Reads anew what left and has not come back."""
        if self._hand is not None:
            work.run(self._hand.out, self._on_read, self._host.notices.problem, owner=self)

    def _on_read(self, out: list[Any]) -> None:
        words = self._session.words
        shown = pane(out, self._host.courier.state.waiting, words, self._session.now())
        self._count.setText(str(shown.out) if shown.out else "")
        self._text.setText(shown.text)
        retone(self._text, tone="amber" if shown.late else "")

    def _ask_where(self) -> None:
        words, hand = self._session.words, self._hand
        if hand is None:
            return
        begin = str(Path.home() / f"{hand.suggested()}.bundle")
        chosen, _ = QFileDialog.getSaveFileName(self, words("sync.hand_export"), begin, "*.bundle")
        if chosen:
            self.export(Path(chosen))

    def _ask_which(self) -> None:
        words = self._session.words
        chosen, _ = QFileDialog.getOpenFileNames(self, words("sync.hand_import"), str(Path.home()), "*.receipt")
        if chosen:
            self.take_in([Path(one) for one in chosen])

    def export(self, place: Path) -> None:
        """Writes a bundle there."""
        hand, words = self._hand, self._session.words
        if hand is None:
            return
        place = place if place.suffix == ".bundle" else place.with_name(f"{place.name}.bundle")
        self._export.set_busy(words("sync.hand_exporting"))
        work.run(lambda: hand.export(place), self._on_exported, self._on_failed, owner=self)

    def take_in(self, places: list[Path]) -> None:
        """Takes these receipts in, one after the other."""
        hand, words = self._hand, self._session.words
        if hand is None:
            return
        self._import.set_busy(words("sync.hand_importing"))
        work.run(lambda: [hand.take_in(one) for one in places], self._on_taken, self._on_failed, owner=self)

    def _on_exported(self, out: Any) -> None:
        self._done()
        self._host.notices.toast(self._session.words("sync.hand_exported", name=out.name))

    def _on_taken(self, rounds: list[Any]) -> None:
        self._done()
        changed = [] if any(one.rules for one in rounds) else sorted({id for one in rounds for id in one.changed})
        if changed or any(one.rules for one in rounds):
            self._session.changed.emit(changed)
        self._host.notices.toast(told(rounds, self._session.words))
        for one in rounds:
            if one.passed_over is not None:
                self._host.notices.banner(Notice("known", self._session.words.refusal(one.passed_over)))

    def _on_failed(self, problem: Exception) -> None:
        self._done()
        self._left()
        self._host.notices.problem(problem)

    def _done(self) -> None:
        for button in (self._export, self._import):
            button.set_busy("")
        self._host.courier.recount()
        self.look()
