"""The sheet that F1 opens: searchable, printable on one page."""

from collections.abc import Iterable

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from ui.host import Command, Host
from ui.presenters import shortcuts as present
from ui.views.shortcuts.keys import key_words
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import IconLine
from ui.widgets.marks import KeyFrame
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label, row


class ShortcutSheet(SlipDialog):
    """Two columns of groups; what does not work here is not shown."""

    def __init__(self, host: Host, commands: Iterable[Command]) -> None:
        words = host.words
        super().__init__(
            host.window_widget, host.look, words("shortcuts.title"), "keyboard-outline", width=980, height=640,
            close=words("shell.close"),
        )  # fmt: skip
        self._host, self._words, self._commands = host, words, tuple(commands)
        self._line = IconLine(host.look, "magnify", words("shortcuts.find"))
        self._line.setFixedWidth(host.look.px(220))
        self._line.textChanged.connect(self._fill)
        self.head.insertWidget(self.head.count() - 1, self._line)
        self._columns = QWidget()
        self.body.addWidget(self._columns)
        self.body.addStretch()
        self.missing.setText(words("shortcuts.foot"))
        printed = ActionButton(host.look, words("shortcuts.print"), icon="printer-outline")
        printed.clicked.connect(self._on_print)
        self.add_button(printed)
        known = ActionButton(host.look, words("shell.got_it"), "primary", key="Esc")
        known.clicked.connect(self.step_back)
        self.add_button(known)
        self._fill()

    def first_focus(self) -> QWidget | None:
        return self.primary

    def groups(self) -> tuple[present.KeyGroup, ...]:
        """What is shown now."""
        return present.groups(self._commands, self._words, key_words, self._line.text())

    def _fill(self) -> None:
        fresh = QWidget()
        across = row((4, 0, 4, 0), 24, fresh)
        for blocks in present.columns(self.groups()):
            lines = QVBoxLayout()
            lines.setSpacing(16)
            for group in blocks:
                lines.addWidget(self._block(group))
            lines.addStretch()
            across.addLayout(lines, 1)
        self.body.replaceWidget(self._columns, fresh)
        self._columns.deleteLater()
        self._columns = fresh

    def _block(self, group: present.KeyGroup) -> QWidget:
        block = QWidget()
        outer = QVBoxLayout(block)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(label(group.title, "strong"))
        lines = QGridLayout()
        lines.setVerticalSpacing(3)
        lines.setHorizontalSpacing(12)
        lines.setColumnMinimumWidth(0, self._host.look.px(148))
        lines.setColumnStretch(1, 1)
        for at, line in enumerate(group.lines):
            lines.addWidget(KeyFrame(self._host.look, line.keys), at, 0, Qt.AlignmentFlag.AlignVCenter)
            lines.addWidget(label(line.words, wrap=True), at, 1)
        outer.addLayout(lines)
        return block

    def _on_print(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "", self._words("shortcuts.file"), "*.pdf")
        if chosen:
            self.print_to(chosen)

    def print_to(self, file: str) -> None:
        """Writes the sheet as one A4 page."""
        writer = QPdfWriter(file)
        size = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(18, 15, 18, 15)))
        document = QTextDocument()
        document.setDefaultFont(self._host.look.font("caption"))
        document.setHtml(self._as_html())
        document.print_(writer)

    def _as_html(self) -> str:
        parts = [f"<h2>{self._words('shortcuts.title')}</h2>"]
        for group in present.groups(self._commands, self._words, key_words):
            lines = "".join(
                f"<tr><td width='34%'><b>{one.keys}</b></td><td>{one.words}</td></tr>" for one in group.lines
            )
            parts.append(f"<h4>{group.title}</h4><table width='100%'>{lines}</table>")
        return "".join(parts)
