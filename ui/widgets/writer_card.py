"""The card that says who wrote, and the look at the whole of it, which is recorded and ends by itself (Art. 25)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from models.intents import Expect
from models.problems import Refused
from ui.host import Host
from ui.presenters import writer_card as present
from ui.presenters.writer_card import SECONDS
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import column, label


class WriterCard(QWidget):
    """`put(id)` shows who wrote a matter, masked; another matter, a minute, or a hidden card end a look."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host, self._id = session, host, ""
        self._row: Mapping[str, Any] = {}
        down = column(self, (16, 12, 16, 12), 6)
        self._title = label("", "strong")
        down.addWidget(self._title)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        down.addLayout(self._grid)
        self.look = ActionButton(host.look, "", "link", icon="eye-outline")
        self.look.clicked.connect(self._on_look)
        down.addWidget(self.look)
        self._note = label("", "caption", wrap=True)
        down.addWidget(self._note)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.conceal)

    def put(self, id: str) -> None:
        """Another matter, or the same one changed."""
        if id != self._id:
            self._row = {}
            self._timer.stop()
        self._id = id
        self._show()

    def conceal(self) -> None:
        """Masks again what was shown."""
        self._timer.stop()
        if self._row:
            self._row = {}
            self._show()

    @property
    def open(self) -> bool:
        """Whether the whole is shown now."""
        return bool(self._row)

    def hideEvent(self, event: object) -> None:
        self.conceal()

    def _on_look(self) -> None:
        """Records the look first; only then is anything shown."""
        session, id = self._session, self._id
        seen = session.desk.seen(id)
        offer = next((each for each in seen.offers if each.verb == "look"), None)
        try:
            if offer is not None and offer.missing:
                raise offer.missing[0]
            session.do(f"{seen.matter.kind}.look", id, {}, Expect(seen.matter.state))
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        self._row = dict(session.desk.writer(id))
        self._timer.start(SECONDS * 1000)
        self._show()

    def _show(self) -> None:
        if not self._id:
            return
        seen = self._session.desk.seen(self._id)
        face = present.face(seen.matter, seen.offers, self._host.words, self._session.now(), self._row or None)
        self._title.setText(face.title)
        self.look.set_face(face.look)
        self.look.setVisible(bool(face.look))
        self._note.setText(face.note)
        while self._grid.count():
            taken = self._grid.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for at, (name, value) in enumerate(face.lines):
            self._grid.addWidget(label(name, "meta"), at, 0)
            self._grid.addWidget(label(value, wrap=True), at, 1)
