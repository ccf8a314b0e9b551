"""What a case asks: its words, its guide, its attachments, and the list of materials with what was given of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.host import Host
from ui.presenters.services import Material, ServicePane
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.overlay import put_scrolled, scrolled
from ui.widgets.panels import column, label, row


class Asked(QWidget):
    """`file_wanted(sha)` and `guide_wanted(id)` ask to see what is named here. It scrolls by itself."""

    file_wanted = Signal(str)
    guide_wanted = Signal(str)

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._area = scrolled(QWidget())
        column(self).addWidget(self._area)

    def put(self, pane: ServicePane) -> None:
        """Shows another case."""
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(20, 12, 20, 12)
        across.setSpacing(24)
        words, materials = QWidget(), QWidget()
        self._words(column(words, spacing=6), pane)
        self._materials(column(materials, spacing=4), pane)
        across.addWidget(words, 3)
        across.addWidget(materials, 2)
        put_scrolled(self._area, inner)

    def _words(self, lines: QVBoxLayout, pane: ServicePane) -> None:
        host = self._host
        lines.addWidget(label(host.words("services.asked_heading"), "medium"))
        body = label(pane.body, wrap=True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(body)
        if pane.guide:
            line = row(spacing=8)
            line.addWidget(Picture(host.look, "book-open-outline", "text2", 16))
            line.addWidget(label(host.words.joined([host.words("services.guide"), pane.guide]), "meta", wrap=True), 1)
            if pane.guide_id:
                line.addWidget(self._link("services.open_guide", lambda: self.guide_wanted.emit(pane.guide_id)))
            lines.addLayout(line)
        for file in pane.files:
            line = row(spacing=8)
            line.addWidget(Picture(host.look, "paperclip", "text2", 16))
            line.addWidget(label(str(file.get("name", "")), "meta", wrap=True), 1)
            sha = str(file.get("sha256", ""))
            line.addWidget(self._link("services.show_file", lambda sha=sha: self.file_wanted.emit(sha)))
            lines.addLayout(line)
        lines.addStretch()

    def _link(self, key: str, do: object) -> ActionButton:
        made = ActionButton(self._host.look, self._host.words(key), "link")
        made.clicked.connect(do)
        return made

    def _materials(self, lines: QVBoxLayout, pane: ServicePane) -> None:
        words = self._host.words
        lines.addWidget(label(words("services.materials"), "medium"))
        if not pane.materials:
            lines.addWidget(label(words("services.no_materials"), "meta", wrap=True))
        self._rows(lines, pane.materials)
        if pane.asked:
            lines.addSpacing(4)
            lines.addWidget(label(pane.asked, "meta", wrap=True))
        lines.addStretch()

    def _rows(self, lines: QVBoxLayout, materials: Sequence[Material]) -> None:
        """Given or missing is said by shape, word and colour."""
        for one in materials:
            word = self._host.words("services.material_given" if one.given else "services.material_missing")
            icon, tone = ("check-circle-outline", "green") if one.given else ("alert-circle-outline", "amber")
            line = row(spacing=8)
            line.addWidget(Picture(self._host.look, icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(one.name, wrap=True), 1)
            line.addWidget(label(word, "meta", tone), 0, Qt.AlignmentFlag.AlignTop)
            lines.addLayout(line)
