"""再不做会怎样: what would be missed, and which draft would mend it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.presenters.today import Consequence
from ui.style.look import Look
from ui.text import Words
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Lamp
from ui.widgets.panels import Card, label, row

LAMP_WORDS = {
    "red": "today.lamp_red",
    "amber": "today.lamp_amber",
    "green": "today.lamp_green",
    "done": "today.lamp_green",
}


def fill(
    card: Card, found: tuple[Consequence, ...], look: Look, words: Words, open_item: Callable[[str], None]
) -> None:
    """One block for each consequence."""
    for at, one in enumerate(found):
        card.add(_block(one, look, words, open_item), divided=at > 0)


def _block(one: Consequence, look: Look, words: Words, open_item: Callable[[str], None]) -> QWidget:
    block = QWidget()
    outer = row((16, 9, 14, 9), 10, block)
    word = words(LAMP_WORDS.get(one.lamp, "today.lamp_none"))
    outer.addWidget(Lamp(look, one.lamp, word), 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(1)
    lines.addWidget(label(one.title, wrap=True))
    if one.detail:
        lines.addWidget(label(one.detail, "meta", wrap=True))
    if one.mend_id:
        lines.addWidget(_link(one, look, words, open_item), 0, Qt.AlignmentFlag.AlignLeft)
    outer.addLayout(lines, 1)
    return block


def _link(one: Consequence, look: Look, words: Words, open_item: Callable[[str], None]) -> QWidget:
    title = one.mend if len(one.mend) <= 16 else f"{one.mend[:15]}…"
    button = ActionButton(look, words("today.mend", title=title), "link")
    button.setToolTip(one.mend)
    button.clicked.connect(lambda: open_item(one.mend_id))
    return button
