"""Three texts beside each other: mine, the result that can be written in, the portal's."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.content import blocks
from models.content.diff import compare
from models.merge import Choice
from ui.editor.marking import Mark, Marks
from ui.editor.pictures import Album
from ui.editor.places import Locator, Spot
from ui.editor.text_edit import TextEdit
from ui.presenters.merging import ConflictPane
from ui.style.look import Look
from ui.text import Words
from ui.views.conflict.bars import Bars
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import Picture
from ui.widgets.panels import column, label, row


class _Pane(QFrame):
    """One text under its head, with a foot for its button."""

    def __init__(self, look: Look, album: Album, icon: str, title: str, *, middle: bool) -> None:
        super().__init__()
        self._look, self._middle = look, middle
        self.setObjectName("middle" if middle else "side")
        outer = column(self, (2, 2, 2, 2))
        head = QFrame()
        head.setObjectName("head")
        head.setProperty("edge", "bottom")
        head.setFixedHeight(look.px(36))
        line = row((14, 0, 14, 0), 8, head)
        line.addWidget(Picture(look, icon, "primary" if middle else "text2", 16))
        line.addWidget(label(title, "strong"))
        self.meta = label("", "meta")
        line.addWidget(self.meta)
        line.addStretch()
        self.edit = TextEdit(look, album)
        self.edit.setReadOnly(not middle)
        self.edit.setAccessibleName(title)
        self.marks, self.bars = Marks(self.edit, look), Bars(self.edit, look)
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setFixedHeight(look.px(44))
        self.foot: QHBoxLayout = row((14, 0, 14, 0), 8, foot)
        for piece in (head, self.edit, foot):
            outer.addWidget(piece, 1 if piece is self.edit else 0)
        look.follow(self._dress)

    def _dress(self) -> None:
        edge = (
            f"2px solid {self._look.hex('primary')}" if self._middle else f"1px solid {self._look.hex('line_strong')}"
        )
        ground, head = self._look.hex("surface"), self._look.hex("primary_soft" if self._middle else "sunken")
        line = self._look.hex("line")
        self.setStyleSheet(
            f"QFrame#{self.objectName()} {{ border: {edge}; background: {ground}; }}"
            f"QFrame#head {{ background: {head}; border: 0; border-bottom: 1px solid {line}; }}"
        )


class Panes(QWidget):
    """`chosen` carries the number of a stretch and mine, theirs or both."""

    chosen = Signal(int, str)

    def __init__(self, look: Look, words: Words, album: Album) -> None:
        super().__init__()
        self._words = words
        self._pane: ConflictPane | None = None
        self._pieces: list[str] = []
        self._at = 0
        across = row((0, 0, 0, 0), 0, self)
        self.mine = _Pane(look, album, "account-outline", words("conflict.mine"), middle=False)
        self.middle = _Pane(look, album, "call-merge", words("conflict.result"), middle=True)
        self.theirs = _Pane(look, album, "cloud-check-outline", words("conflict.theirs"), middle=False)
        for pane in (self.mine, self.middle, self.theirs):
            across.addWidget(pane, 1)
        self.middle.meta.setText(words("conflict.editable"))
        self._now = label("", "meta")
        self._buttons: dict[str, ActionButton] = {}
        for pane, choice, key in (
            (self.mine, "mine", "Alt 1"),
            (self.middle, "both", "Alt 3"),
            (self.theirs, "theirs", "Alt 2"),
        ):
            button = ActionButton(look, words(f"conflict.take_{choice}"), "plain", key=key, height=28)
            button.clicked.connect(lambda _on=False, choice=choice: self.choose(choice))
            self._buttons[choice] = button
            pane.foot.addWidget(button)
            if pane is self.middle:
                pane.foot.addWidget(self._now, 1)
            pane.foot.addStretch()

    def alone(self, which: str) -> None:
        """Where there is no room for three, only `mine`, `middle` or `theirs`; all of them for ``''``."""
        for name, pane in (("mine", self.mine), ("middle", self.middle), ("theirs", self.theirs)):
            pane.setVisible(which in ("", name))

    def put(self, pane: ConflictPane) -> None:
        """Shows three texts."""
        self._pane, self._at = pane, 0
        self._pieces = [segment.chosen(pane.choices.get(number)) for number, segment in enumerate(pane.segments)]
        base = assemble_side(pane, "base")
        mine, theirs = assemble_side(pane, "mine"), assemble_side(pane, "theirs")
        for one, body in ((self.mine, mine), (self.middle, self._joined()), (self.theirs, theirs)):
            one.edit.put(body)
        _mark(self.mine, base, mine)
        _mark(self.theirs, base, theirs)
        _mark(self.middle, base, self._joined())
        self.mine.meta.setText(self._words.joined([pane.mine.name, pane.mine.when]))
        self.theirs.meta.setText(self._words.joined([pane.theirs.name, pane.theirs.when]))
        self._go()

    def say(self, pane: ConflictPane) -> None:
        """Says what is chosen for the stretch where one is."""
        self._pane = pane
        for button in self._buttons.values():
            button.setVisible(bool(pane.clashes))
        if not pane.clashes:
            self._now.setText("")
            return
        choice = pane.choices.get(pane.clashes[self._at])
        for each, button in self._buttons.items():
            button.set_face(button.text(), icon="check" if each == choice else "")
        self._now.setText(self._words(f"conflict.now_{choice or 'none'}"))

    def choose(self, choice: Choice) -> None:
        """Chooses for the stretch where one is."""
        if self._pane is not None and self._pane.clashes:
            self.chosen.emit(self._pane.clashes[self._at], choice)

    def step(self, by: int) -> None:
        """F8 and F7: the next or previous clash, around the end."""
        if self._pane is not None and self._pane.clashes:
            self._at = (self._at + by) % len(self._pane.clashes)
            self._go()
            self.say(self._pane)

    def refill(self, pane: ConflictPane, number: int) -> bool:
        """Puts a choice into the result, keeping what was written elsewhere; False where it was changed by hand."""
        old, new = self._pieces[number], pane.segments[number].chosen(pane.choices.get(number))
        body = self.result()
        if old and body.count(old) != 1:
            return False
        fresh = body.replace(old, new, 1) if old else self._joined_with(number, new)
        self._pane, self._pieces[number] = pane, new
        fresh = "\n".join(line for line in fresh.split("\n") if line)
        self.middle.edit.put(fresh)
        _mark(self.middle, assemble_side(pane, "base"), fresh)
        self._go()
        return True

    def result(self) -> str:
        """The text in the middle as canonical HTML."""
        return self.middle.edit.ledger.snapshot().html

    def _joined(self) -> str:
        return "\n".join(piece for piece in self._pieces if piece)

    def _joined_with(self, number: int, new: str) -> str:
        pieces = [*self._pieces[:number], new, *self._pieces[number + 1 :]]
        return "\n".join(piece for piece in pieces if piece)

    def _go(self) -> None:
        """Scrolls all three to the stretch in question."""
        pane = self._pane
        if pane is None or not pane.clashes:
            return
        number = pane.clashes[self._at]
        for one, side in ((self.mine, "mine"), (self.theirs, "theirs")):
            before = "\n".join(getattr(segment, side) for segment in pane.segments[:number] if getattr(segment, side))
            _paint(one, len(blocks(before)), len(blocks(getattr(pane.segments[number], side))), "open")
            _reveal(one, len(blocks(before)))
        before = "\n".join(piece for piece in self._pieces[:number] if piece)
        kind = "chosen" if number in pane.choices else "open"
        _paint(self.middle, len(blocks(before)), len(blocks(self._pieces[number])), kind)
        _reveal(self.middle, len(blocks(before)))


def assemble_side(pane: ConflictPane, side: str) -> str:
    """The whole body of base, mine or theirs."""
    return "\n".join(text for segment in pane.segments if (text := getattr(segment, side)))


def _locator(pane: _Pane) -> Locator:
    snapshot = pane.edit.ledger.snapshot()
    return Locator(pane.edit.document(), snapshot, blocks(snapshot.html), pane.edit.ledger.places())


def _mark(pane: _Pane, base: str, body: str) -> None:
    """Underlines what this text has that the common start had not."""
    locator = _locator(pane)
    sides = [pair.new for pair in compare(base, body) if pair.new is not None]
    spots = [
        Spot(side.block_index, span.start, span.end) for side in sides for span in side.spans if span.op == "added"
    ]
    found = [locator.cursor(spot) for spot in spots]
    pane.marks.put("differences", [Mark("ins", cursor) for cursor in found if cursor is not None])


def _paint(pane: _Pane, first: int, count: int, kind: str) -> None:
    """A bar beside the paragraphs of a stretch; what is not in question steps back."""
    locator = _locator(pane)
    inside = [locator.cursor(Spot(number, 0, 0)) for number in range(first, first + count)]
    there = [cursor for cursor in inside if cursor is not None]
    pane.bars.put(there, "primary" if kind == "chosen" else "amber_lamp")
    numbers = {cursor.blockNumber() for cursor in there}
    quiet, block = list[Mark](), pane.edit.document().begin()
    while block.isValid():
        if block.blockNumber() not in numbers:
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            quiet.append(Mark("quiet", cursor))
        block = block.next()
    pane.marks.put("blocks", quiet)


def _reveal(pane: _Pane, block: int) -> None:
    cursor = _locator(pane).cursor(Spot(block, 0, 0))
    if cursor is not None:
        cursor.clearSelection()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        pane.edit.reveal(cursor)
