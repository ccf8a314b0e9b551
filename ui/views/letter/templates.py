"""插入模板: words for each part of an answer, filled in; several are put together and go in where the cursor is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QWidget

from ui.host import Host
from ui.presenters.letter_replies import Offer, combined, in_order
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import IconLine
from ui.widgets.lists import WordList
from ui.widgets.overlay import SlipDialog, scrolled
from ui.widgets.panels import column, ground, label, row

_PLACE = Qt.ItemDataRole.UserRole


class TemplateSheet(SlipDialog):
    """`insert(html)` puts the chosen words in. Space ticks a line; without a tick the current line goes in alone."""

    def __init__(self, host: Host, offers: Sequence[Offer], insert: Callable[[str], None]) -> None:
        words, look = host.words, host.look
        super().__init__(
            host.window_widget, look, words("letters.template_title"), "text-box-plus-outline", width=820, height=600,
            close=words("shell.close"),
        )  # fmt: skip
        self._words, self._offers, self._insert = words, tuple(offers), insert
        self._ticked: set[str] = set()
        self._find = IconLine(look, "magnify", words("letters.template_find"))
        self._list = WordList(look, words("letters.template_list"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setWordWrap(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._text = label("", wrap=True)
        self._gaps = label("", "meta", "amber", wrap=True)
        self.body.addWidget(label(words("letters.template_hint"), "meta", wrap=True))
        self.body.addWidget(self._find)
        sides = row(spacing=12)
        sides.addWidget(self._list, 1)
        sides.addWidget(self._preview(), 1)
        self.body.addLayout(sides, 1)
        back = ActionButton(look, words("shell.step_back"), "quiet", key="Esc")
        back.clicked.connect(self.step_back)
        self.add_button(back)
        go = self.add_button(ActionButton(look, words("letters.template_step"), "primary", key="Ctrl Enter"))
        go.clicked.connect(self._on_insert)
        self._find.textChanged.connect(lambda: self._fill())
        self._list.itemChanged.connect(self._on_ticked)
        self._list.currentItemChanged.connect(lambda _now, _before: self._show())
        self._list.itemDoubleClicked.connect(lambda _item: self._on_insert())
        self._fill()

    def first_focus(self) -> QWidget | None:
        return self._list

    def chosen(self) -> tuple[Offer, ...]:
        """What is ticked, in the order of an answer; else the line that the keyboard is on."""
        ticked = [offer for offer in self._offers if offer.id in self._ticked]
        if ticked:
            return in_order(ticked, self._words)
        here = self._list.currentItem()
        return tuple(offer for offer in self._offers if here is not None and offer.id == here.data(_PLACE))

    def _preview(self) -> QWidget:
        made = QWidget()
        ground(made, "sunken")
        lines = column(made, (14, 12, 14, 12), 8)
        lines.addWidget(label(self._words("letters.template_preview"), "meta"))
        lines.addWidget(self._text)
        lines.addWidget(self._gaps)
        lines.addStretch()
        return scrolled(made)

    def _fill(self) -> None:
        wanted = self._find.text().strip().casefold()
        blocked = self._list.blockSignals(True)
        self._list.clear()
        for offer in self._offers:
            line = f"{offer.part} · {offer.name}"
            if wanted in f"{line} {offer.text}".casefold():
                item = QListWidgetItem(line)
                item.setData(_PLACE, offer.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = offer.id in self._ticked
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.blockSignals(blocked)
        self._show()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        id = str(item.data(_PLACE))
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked.add(id)
        else:
            self._ticked.discard(id)
        self._show()

    def _show(self) -> None:
        words, chosen = self._words, self.chosen()
        self._text.setText("\n".join(offer.text for offer in chosen))
        gaps = list(dict.fromkeys(gap for offer in chosen for gap in offer.gaps))
        self._gaps.setText(words("letters.template_gaps", names=words.listed(gaps)) if gaps else "")
        none = "" if self._list.count() else words("letters.template_none")
        self.missing.setText(none or words("letters.template_chosen", n=len(chosen)))

    def _on_insert(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.dismiss(True)
            self._insert(combined(chosen))
