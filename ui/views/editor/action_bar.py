"""The foot of a matter: what comes next at the left, the steps at the right, the one that moves it on last."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from ui.presenters.steps import StepFace
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import label, row

_ORDER = ("quiet", "plain", "danger", "primary")
_ROOM = 2


class ActionBar(QFrame):
    """`take` is called with the face of the step that was pressed; of the lesser steps the first `room` have a button
    of their own, what finds no room stands under 更多."""

    def __init__(self, look: Look, words: Words, take: Callable[[StepFace], None], *, room: int = _ROOM) -> None:
        super().__init__()
        self._room = room
        self._look, self._words, self._take = look, words, take
        self._buttons: list[ActionButton] = []
        self._shown: tuple[StepFace, ...] | None = None
        self._fold, self._widths = 0, {0: 0}
        self.setProperty("edge", "top")
        self.setProperty("ground", "surface")
        self._line = row((20, 0, 20, 0), 8, self)
        self._next = label("", "meta", wrap=True)
        self._line.addWidget(self._next, 1)
        look.follow(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(self._look.px(56))

    def say(self, text: str) -> None:
        """`下一步：…`."""
        self._next.setText(text)
        self._next.setToolTip(text)
        self._fit()

    def put(self, steps: Sequence[StepFace]) -> None:
        """Shows other steps."""
        if tuple(steps) == self._shown:
            return
        self._shown, self._widths = tuple(steps), {}
        self._build(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Folds as much as is needed to keep the sentence on two lines: key hints first, then the lesser steps."""
        words = self._next.fontMetrics().horizontalAdvance(self._next.text())
        for fold in (0, 1, 2):
            if fold not in self._widths and fold != self._fold:
                self._build(fold)
            if words <= 1.7 * (self.width() - self._look.px(40) - self._widths[fold]):
                break
        if fold != self._fold:
            self._build(fold)

    def _build(self, fold: int) -> None:
        self._fold = fold
        for button in self._buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        steps = self._shown or ()
        ordered = sorted(steps, key=lambda step: _ORDER.index(step.style) if step.style in _ORDER else 1)
        small = [step for step in ordered if step.style not in ("primary", "danger")]
        hidden = small[self._room :] if fold < 2 else small
        if hidden:
            self._add(self._more(hidden))
        for step in ordered:
            if step not in hidden:
                self._add(self._button(step, keyed=fold == 0))
        self._widths[fold] = sum(button.sizeHint().width() + self._line.spacing() for button in self._buttons)

    @property
    def primary(self) -> StepFace | None:
        """The step of Ctrl Enter."""
        return next((step for step in self._shown or () if step.style == "primary"), None)

    def busy(self, verb_label: str) -> None:
        """Shows that the step is under way, keeping the button's width."""
        for button in self._buttons:
            if button.kind == "primary":
                button.set_busy(verb_label)

    def _add(self, button: ActionButton) -> None:
        self._buttons.append(button)
        self._line.addWidget(button)

    def _button(self, step: StepFace, *, keyed: bool) -> ActionButton:
        icon = step.icon if step.style in ("primary", "danger") else ""
        button = ActionButton(self._look, step.label, step.style, icon=icon, key=step.key if keyed else "")
        button.clicked.connect(lambda: self._take(step))
        button.setToolTip("\n".join(step.missing))
        return button

    def _more(self, steps: Sequence[StepFace]) -> ActionButton:
        button = ActionButton(self._look, self._words("editor.more"), "plain", icon="dots-horizontal")

        def show() -> None:
            menu = QMenu(button)
            for step in steps:
                menu.addAction(step.label).triggered.connect(lambda _on=False, step=step: self._take(step))
            menu.popup(button.mapToGlobal(button.rect().topLeft()) - menu.rect().bottomLeft())

        button.clicked.connect(show)
        return button
