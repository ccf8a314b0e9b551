"""Two texts side by side with what differs marked in both, scrolled together, walked by F7 and F8."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QScrollBar, QWidget

from models.content import blocks
from models.content.diff import Pair
from models.content.diff import Side as DiffSide
from ui.editor.marking import Mark, Marks
from ui.editor.pictures import Album
from ui.editor.places import Locator, Spot, spot_of
from ui.editor.text_edit import TextEdit
from ui.presenters.reviewing import Side
from ui.style.look import Look
from ui.text import Words
from ui.widgets.marks import Picture
from ui.widgets.panels import column, label, row
from ui.widgets.tabs import SegmentedTabs

_KINDS = {"added": "ins", "removed": "dele"}


class Reader(QWidget):
    """One text that can only be read, under a line that says which it is."""

    def __init__(self, look: Look, album: Album) -> None:
        super().__init__()
        outer = column(self)
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setProperty("ground", "sunken")
        head.setFixedHeight(look.px(36))
        line = row((16, 0, 16, 0), 8, head)
        self._icon = Picture(look, "draw-pen", "primary", 16)
        self._title, self._when = label("", "strong"), label("", "meta")
        for piece in (self._icon, self._title, self._when):
            line.addWidget(piece)
        line.addStretch()
        outer.addWidget(head)
        self.edit = TextEdit(look, album)
        self.edit.setReadOnly(True)
        self.marks = Marks(self.edit, look)
        outer.addWidget(self.edit, 1)

    def put(self, side: Side) -> None:
        """Shows a text."""
        self._title.setText(side.title)
        self._when.setText(side.when)
        self._icon.put(side.icon)
        self.edit.put(side.body)
        self.edit.setAccessibleName(f"{side.title} {side.when}")

    def mark(self, sides: Sequence[DiffSide | None]) -> list[QTextCursor | None]:
        """Marks what differs and gives for each line of the comparison where it begins here."""
        locator = self._locator()
        marks: list[Mark] = []
        firsts: list[QTextCursor | None] = []
        for side in sides:
            spans = [] if side is None else [span for span in side.spans if span.op in _KINDS and span.end > span.start]
            found = [(span, locator.cursor(Spot(side.block_index, span.start, span.end))) for span in spans if side]
            marks += [Mark(_KINDS[span.op], cursor) for span, cursor in found if cursor is not None]
            firsts.append(next((cursor for _span, cursor in found if cursor is not None), None))
        self.marks.put("differences", marks)
        return firsts

    def go_to(self, spot: Spot) -> None:
        """Selects a place and scrolls there."""
        cursor = self._locator().cursor(spot)
        if cursor is not None:
            self.edit.setFocus()
            self.edit.reveal(cursor)

    def _locator(self) -> Locator:
        snapshot = self.edit.ledger.snapshot()
        return Locator(self.edit.document(), snapshot, blocks(snapshot.html), self.edit.ledger.places())

    def chosen(self) -> Spot | None:
        """The selected place, None when nothing is selected."""
        cursor = self.edit.textCursor()
        if not cursor.hasSelection():
            return None
        snapshot = self.edit.ledger.snapshot()
        return spot_of(snapshot, blocks(snapshot.html), cursor)


class Sides(QWidget):
    """Old and new; `left` may hold another widget in place of the old text (the checks of a first edition)."""

    def __init__(self, look: Look, words: Words, album: Album, instead: QWidget) -> None:
        super().__init__()
        self._words, self._narrow, self._has_old = words, False, False
        self.old, self.new, self._instead = Reader(look, album), Reader(look, album), instead
        self._tabs = SegmentedTabs(look, words("review.sides"))
        self._tabs.chosen.connect(lambda _which: self._arrange())
        self._places: list[tuple[QTextCursor | None, QTextCursor | None]] = []
        self._at = -1
        outer = column(self)
        self._tab_row = QFrame()
        self._tab_row.setProperty("edge", "bottom")
        line = row((16, 4, 16, 4), 8, self._tab_row)
        line.addWidget(self._tabs)
        line.addStretch()
        outer.addWidget(self._tab_row)
        both = QWidget()
        across = row((0, 0, 0, 0), 0, both)
        left = QFrame()
        left.setProperty("edge", "right")
        inside = column(left)
        inside.addWidget(self.old)
        inside.addWidget(instead)
        self._left = left
        across.addWidget(left, 1)
        across.addWidget(self.new, 1)
        outer.addWidget(both, 1)
        self._follow(self.old.edit.verticalScrollBar(), self.new.edit.verticalScrollBar())
        self._follow(self.new.edit.verticalScrollBar(), self.old.edit.verticalScrollBar())

    def put(self, old: Side | None, new: Side, pairs: Sequence[Pair]) -> None:
        """Shows two texts and their differences."""
        self._has_old = old is not None
        first = "review.tab_old" if self._has_old else "editor.tabs.checks"
        self._tabs.put([("new", self._words("review.tab_new")), ("old", self._words(first))])
        self.new.put(new)
        self._places, self._at = [], -1
        if old is not None:
            self.old.put(old)
            olds = self.old.mark([pair.old for pair in pairs])
            news = self.new.mark([pair.new for pair in pairs])
            different = [index for index, pair in enumerate(pairs) if pair.kind != "same"]
            self._places = [(olds[index], news[index]) for index in different]
        else:
            self.new.marks.put("differences", ())
        self._arrange()

    def step(self, by: int) -> None:
        """F8 and F7: the next or previous difference, around the end."""
        if not self._places:
            return
        self._at = (self._at + by) % len(self._places) if self._at >= 0 else (0 if by > 0 else len(self._places) - 1)
        if self._narrow:
            self._tabs.choose("new" if self._places[self._at][1] else "old")
        for reader, cursor in zip((self.old, self.new), self._places[self._at], strict=True):
            if cursor is not None:
                reader.edit.reveal(QTextCursor(cursor))
        (self.new if self._places[self._at][1] else self.old).edit.setFocus()

    def narrow(self, is_narrow: bool) -> None:
        """One column with tabs where two have no room."""
        self._narrow = is_narrow
        self._arrange()

    def _arrange(self) -> None:
        self._tab_row.setVisible(self._narrow)
        show_old = self._tabs.value() == "old"
        self._left.setVisible(not self._narrow or show_old)
        self.new.setVisible(not self._narrow or not show_old)
        self.old.setVisible(self._has_old)
        self._instead.setVisible(not self._has_old)

    def _follow(self, mover: QScrollBar, follower: QScrollBar) -> None:
        def on_moved(value: int) -> None:
            share = value / mover.maximum() if mover.maximum() else 0
            wanted = round(share * follower.maximum())
            if follower.value() != wanted:
                blocked = follower.blockSignals(True)
                follower.setValue(wanted)
                follower.blockSignals(blocked)

        mover.actionTriggered.connect(lambda _action: on_moved(mover.sliderPosition()))
        mover.valueChanged.connect(on_moved)
