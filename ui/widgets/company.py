"""The line that says who else has a matter open; there only while somebody is."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.presenters import company
from ui.session import Session
from ui.style.look import Look
from ui.text import Words
from ui.widgets.marks import Picture
from ui.widgets.panels import ground, label, row


class CompanyLine(QWidget):
    """Stands in `pane`, and counts the matter as open for as long as that pane can be seen."""

    def __init__(self, session: Session, look: Look, words: Words, pane: QWidget) -> None:
        super().__init__()
        self._session, self._words, self._pane, self._id = session, words, pane, ""
        ground(self, "sunken")
        line = row((20, 4, 20, 4), 8, self)
        line.addWidget(Picture(look, "account-group-outline"))
        self._text = label("", "meta", wrap=True)
        line.addWidget(self._text, 1)
        self.hide()
        pane.installEventFilter(self)
        session.company.told.connect(self._say)

    @property
    def text(self) -> str:
        """What it says; empty when nobody else is there."""
        return self._text.text() if self.isVisibleTo(self._pane) else ""

    def put(self, id: str) -> None:
        """The pane shows this matter from now on."""
        self._id = id
        if self._pane.isVisible():
            self._session.company.enter(self._pane, id)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._id:
            self._session.company.enter(self._pane, self._id)
        elif event.type() == QEvent.Type.Hide:
            self._session.company.leave(self._pane)
        return False

    def _say(self) -> None:
        said = company.line(self._session.company.at(self._id), self._words, self._session.now())
        self._text.setText(said)
        self.setVisible(bool(said))
