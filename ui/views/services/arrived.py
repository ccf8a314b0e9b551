"""登记补来的材料: what was handed in is ticked; from then on the days count anew (Art. 20)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from models.problems import Refused
from ui.host import Host
from ui.presenters import services as present
from ui.presenters.services import Material
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Field, Tick
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label


class ArrivedSheet(SlipDialog):
    """`take(args)` takes the step; what it refuses is said here."""

    def __init__(self, host: Host, materials: Sequence[Material], take: Callable[[Mapping[str, Any]], None]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("services.arrived_title"), "file-check-outline", width=560,
            close=words("services.back"),
        )  # fmt: skip
        self._words, self._take = words, take
        self.body.addWidget(label(words("services.arrived_hint"), "meta", wrap=True))
        self.ticks = [Tick(look, one.name) for one in materials]
        for tick, one in zip(self.ticks, materials, strict=True):
            tick.setChecked(one.given)
            tick.toggled.connect(self._say)
            self.body.addWidget(tick)
        self.more = QPlainTextEdit()
        self.more.setFixedHeight(look.px(64))
        self.more.setTabChangesFocus(True)
        self.body.addWidget(Field(look, words("services.arrived_add"), self.more, words("services.arrived_add_hint")))
        self.body.addStretch()
        back = ActionButton(look, words("services.back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        self.go = ActionButton(look, words("services.arrived_step"), "primary", key="Ctrl Enter")
        self.go.clicked.connect(self._on_go)
        self.add_button(self.go)
        self._say()

    def _say(self) -> None:
        missing = sum(not tick.isChecked() for tick in self.ticks)
        self.missing.setText(self._words("services.arrived_still", n=missing) if missing else "")

    def _on_go(self) -> None:
        named = [(tick.text(), tick.isChecked()) for tick in self.ticks]
        named += [(line.strip(), True) for line in self.more.toPlainText().splitlines()]
        try:
            self._take(present.arrived(named))
        except Refused as problem:
            self.missing.setText(self._words.refusal(problem).replace("\n", ""))
            return
        self.dismiss(True)
