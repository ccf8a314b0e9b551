"""The last page before a notice goes for review: what is still open, what goes along, who signs next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.host import Host
from ui.presenters.outcome import OutcomePane
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import Banner, column, label, row


class LastLook(QWidget):
    """`word_asked` and `print_asked` want the notice outside."""

    word_asked = Signal()
    print_asked = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        words, look = host.words, host.look
        self._words = words
        down = column(self, (0, 4, 4, 0), 12)
        self._banner = Banner(look, "verified")
        self._ground, self._files = label("", "body2", wrap=True), label("", "body2", wrap=True)
        down.addWidget(self._banner)
        down.addWidget(self._ground)
        down.addWidget(self._files)
        down.addWidget(label(words("requests.outcome.as_reviewed"), "body2", wrap=True))
        down.addWidget(label(words("requests.outcome.next"), "body2", wrap=True))
        across = row(spacing=8)
        for word, icon, told in (
            ("export_word", "export-variant", self.word_asked),
            ("print", "printer-outline", self.print_asked),
        ):
            button = ActionButton(look, words(f"requests.outcome.{word}"), "plain", icon=icon, height=28)
            button.clicked.connect(told)
            across.addWidget(button)
        across.addStretch()
        down.addLayout(across)
        down.addStretch()

    def put(self, pane: OutcomePane) -> None:
        """Another answer."""
        gaps = 'class="gap"' in pane.paper
        word = "gap_here" if gaps else "all_said"
        self._banner.put("known" if gaps else "verified", self._words(f"requests.outcome.{word}"))
        self._ground.setText(pane.ground)
        self._files.setText(self._words("requests.outcome.files_here", n=len(pane.files)))
        self._files.setVisible(bool(pane.files))
