"""Choosing several units: those that must countersign."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.presenters.editing import Option
from ui.style.look import Look
from ui.widgets.buttons import IconButton
from ui.widgets.fields import Choice
from ui.widgets.panels import column, label, row


class UnitPicker(QWidget):
    """A choice that adds, and a line for each unit chosen that can take it away again."""

    changed = Signal()

    def __init__(self, look: Look, name: str, add: str, remove: str) -> None:
        super().__init__()
        self._look, self._add_word, self._remove_word = look, add, remove
        self._options: dict[str, str] = {}
        self._chosen: list[str] = []
        self._list = column(self, (0, 0, 0, 0), 4)
        self._choice = Choice(look, name)
        self._choice.activated.connect(lambda _index: self._on_chosen())
        self._list.addWidget(self._choice)

    def put(self, options: Sequence[Option], chosen: Sequence[str]) -> None:
        """The units there are and those that are chosen."""
        self._options = dict(options)
        self._chosen = list(chosen)
        self._draw()

    def value(self) -> list[str]:
        """The ids chosen, in order."""
        return list(self._chosen)

    def _on_chosen(self) -> None:
        unit = self._choice.value()
        if unit and unit not in self._chosen:
            self._chosen.append(unit)
            self._draw()
            self.changed.emit()

    def _take_away(self, unit: str) -> None:
        self._chosen.remove(unit)
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        while self._list.count() > 1:
            taken = self._list.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for index, unit in enumerate(self._chosen):
            self._list.insertWidget(index, self._row(unit))
        rest = [(unit, name) for unit, name in self._options.items() if unit and unit not in self._chosen]
        self._choice.put([("", self._add_word), *rest], "")

    def _row(self, unit: str) -> QWidget:
        made = QWidget()
        line = row((10, 0, 0, 0), 4, made)
        line.addWidget(label(self._options.get(unit, unit), wrap=True), 1)
        away = IconButton(self._look, "close", f"{self._remove_word} {self._options.get(unit, unit)}")
        away.clicked.connect(lambda: self._take_away(unit))
        line.addWidget(away)
        return made
