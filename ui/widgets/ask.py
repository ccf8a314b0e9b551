"""A question before a grave step: its effect in words, and the verb on the button."""

from PySide6.QtWidgets import QWidget

from ui.notices import Question
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog
from ui.widgets.panels import label


class AskSlip(SlipDialog):
    """Takes the step on Ctrl Enter or its button; Esc leaves all as it is."""

    def __init__(self, window: QWidget, look: Look, words: Words, question: Question) -> None:
        super().__init__(window, look, question.title, "help-circle-outline", width=520, close=words("shell.close"))
        self._question = question
        self.body.addWidget(label(question.text, wrap=True))
        self.body.addStretch()
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        kind = "danger" if question.danger else "primary"
        step = ActionButton(look, question.step, kind, key=words("shell.confirm_key"))
        step.clicked.connect(self._on_step)
        self.add_button(step)
        self.primary = step

    def _on_step(self) -> None:
        self.dismiss(True)
        self._question.do()
