"""The parts of a request's page: what to know first, what was asked, what was answered, what is kept of it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.host import Host
from ui.presenters.request_notes import NoteFace
from ui.presenters.requests import AnswerFace, Facts, RequestPane
from ui.views.editor.attachments import AttachmentList
from ui.views.requests.paper import WholePaper
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import Banner, column, label, row


def emptied(widget: QWidget) -> None:
    """Takes away everything that stands in a widget's layout."""
    layout = widget.layout()
    while layout is not None and layout.count():
        taken = layout.takeAt(0)
        gone = taken.widget() if taken else None
        if gone is not None:
            gone.hide()
            gone.deleteLater()


class Notes(QWidget):
    """The banners; `opened(id)` when a link to another matter was followed."""

    opened = Signal(str)

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._shown: tuple[NoteFace, ...] = ()
        self._down = column(self)

    def put(self, notes: Sequence[NoteFace]) -> None:
        """Other banners."""
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        emptied(self)
        for face in notes:
            banner = Banner(self._host.look, face.level, face.title, face.text, edged=False)
            if face.link:
                banner.offer(face.link, self._leading(face.opens))
            self._down.addWidget(banner)

    def _leading(self, id: str) -> Callable[[], None]:
        return lambda: self.opened.emit(id)


class FactGrid(QWidget):
    """Names and values in two columns; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def put(self, facts: Facts) -> None:
        """Other facts."""
        emptied(self)
        self.setVisible(bool(facts))
        for at, (name, value) in enumerate(facts):
            self._grid.addWidget(label(name, "meta"), at, 0)
            self._grid.addWidget(label(value, wrap=True), at, 1)


class Asked(QWidget):
    """What the applicant asks, in their own words as a quotation; `files` are what they attached."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        words = host.words
        down = column(self, (0, 0, 0, 0), 8)
        head = row(spacing=8)
        self._title = label(words("requests.asked"), "strong")
        head.addWidget(self._title)
        self._quoted = label(words("requests.quoted"), "caption")
        head.addWidget(self._quoted)
        head.addStretch()
        down.addLayout(head)
        self._quote = QFrame()
        self._quote.setProperty("ground", "card")
        self._body = label("", wrap=True)
        column(self._quote, (14, 10, 14, 10)).addWidget(self._body)
        down.addWidget(self._quote)
        self._facts = FactGrid()
        down.addWidget(self._facts)
        self._files_title = label(words("requests.files_asked"), "meta")
        self.files = AttachmentList(host.look, words)
        down.addWidget(self._files_title)
        down.addWidget(self.files)
        self._docket = words("requests.only_docket")

    def put(self, pane: RequestPane) -> None:
        """Another request."""
        self._body.setText(self._docket if pane.docket else pane.body)
        self._quoted.setVisible(not pane.docket)
        self._facts.put(pane.facts)
        self.files.put(pane.attachments, writable=False)
        for piece in (self._files_title, self.files):
            piece.setVisible(bool(pane.attachments))


class Answered(QWidget):
    """The outcome with its notice as it is signed, and the files that go with it; `papers` asks for the notices."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        look, words = host.look, host.words
        down = column(self, (0, 0, 0, 0), 8)
        self._title, self._ground = label("", "strong", wrap=True), label("", "meta", wrap=True)
        self._bound = Banner(look, "explained")
        self.paper = WholePaper(look, words("requests.outcome.step_notice"))
        self._files_title = label(words("requests.answer.files"), "meta")
        self.files = AttachmentList(look, words)
        for piece in (self._title, self._ground, self._bound, self.paper, self._files_title, self.files):
            down.addWidget(piece)

    def put(self, face: AnswerFace | None, files: Sequence[dict[str, Any]]) -> None:
        """Another answer, or none yet."""
        self.setVisible(face is not None)
        if face is None:
            return
        self._title.setText(face.title)
        self._ground.setText(face.ground)
        self._bound.put("explained", face.bound)
        self._bound.setVisible(bool(face.bound))
        self.paper.setVisible(bool(face.paper))
        self.paper.put(face.paper)
        self.files.put(files, writable=False)
        for piece in (self._files_title, self.files):
            piece.setVisible(bool(files))


class Kept(QWidget):
    """Opinions, delivery, reviews and suits, and the way to the written notices."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        down = column(self, (0, 0, 0, 0), 8)
        self._title = label(host.words("requests.registers"), "strong")
        self._facts = FactGrid()
        self.papers = ActionButton(
            host.look, host.words("requests.papers"), "plain", icon="file-document-outline", height=28
        )
        for piece in (self._title, self._facts):
            down.addWidget(piece)
        across = row()
        across.addWidget(self.papers)
        across.addStretch()
        down.addLayout(across)

    def put(self, facts: Facts, *, papers: bool) -> None:
        """What is kept of another request."""
        self._title.setVisible(bool(facts))
        self._facts.put(facts)
        self.papers.setVisible(papers)
