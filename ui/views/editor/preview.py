"""The pages as they will be printed, before anything is printed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel

from models.matter import Matter
from models.problems import Refused
from ui.editor.pictures import Album
from ui.host import Host
from ui.presenters import letter_printing, printing
from ui.printing import approval, measures, official, paging
from ui.printing.paging import Page
from ui.session import Session
from ui.widgets.buttons import ActionButton
from ui.widgets.overlay import SlipDialog
from ui.widgets.tabs import SegmentedTabs

_WIDTH = 620


class Preview(SlipDialog):
    """`makers` gives the pages of each kind of paper when it is first looked at."""

    def __init__(self, host: Host, title: str, makers: Mapping[str, Callable[[], list[Page]]]) -> None:
        words = host.words
        super().__init__(
            host.window_widget,
            host.look,
            words("printing.preview"),
            "printer-outline",
            width=700,
            height=640,
            close=words("printing.close"),
        )
        self._host, self._name, self._makers = host, title, makers
        self._pages: list[Page] = []
        self._tabs = SegmentedTabs(host.look, words("printing.preview"))
        self._tabs.put([(kind, words(f"printing.{kind}")) for kind in makers])
        self._tabs.chosen.connect(lambda _kind: self._show())
        self.head.insertWidget(self.head.count() - 1, self._tabs)
        for label_, kind, icon, act in (
            ("pdf", "plain", "export-variant", self.save),
            ("print", "primary", "printer-outline", self.print_out),
        ):
            button = ActionButton(
                host.look, words(f"printing.{label_}"), kind, icon=icon, key="Ctrl Enter" if kind == "primary" else ""
            )
            button.clicked.connect(act)
            self.add_button(button)
        self._show()

    def _show(self) -> None:
        self._pages = self._makers[self._tabs.value()]()
        while self.body.count():
            taken = self.body.takeAt(0)
            gone = taken.widget() if taken else None
            if gone is not None:
                gone.deleteLater()
        for number, page in enumerate(self._pages, 1):
            picture = QLabel()
            picture.setPixmap(drawn(page, number, len(self._pages), self._host.look.px(_WIDTH)))
            picture.setAccessibleName(self._host.words("printing.page", n=number))
            self.body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.missing.setText(self._host.words("printing.pages", n=len(self._pages)))

    def save(self) -> None:
        """Asks where, and writes a PDF."""
        words = self._host.words
        file, _kind = QFileDialog.getSaveFileName(
            self, words("printing.pdf"), f"{_safe(self._name)}.pdf", f"{words('printing.file')} (*.pdf)"
        )
        if not file:
            return
        try:
            paging.write_pdf(self._pages, Path(file), self._name)
        except Refused as problem:
            self._host.notices.problem(problem)
            return
        self._host.notices.toast(words("printing.saved", name=Path(file).name))

    def print_out(self) -> None:
        """Asks which printer, and prints."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paging.set_page(printer)
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec():
            paging.render(self._pages, printer)
            self.dismiss(True)


def drawn(page: Page, number: int, of: int, width: int) -> QPixmap:
    """One page as a picture of the given width in pixels."""
    scale = width / measures.PAGE_WIDTH
    image = QImage(width, round(measures.PAGE_HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    for below, box in page.boxes:
        box.draw(painter, measures.LEFT, measures.TOP + below)
    paging.page_number(painter, number, of)
    painter.end()
    return QPixmap.fromImage(image)


def open_preview(session: Session, host: Host, matter: Matter, fields: Mapping[str, Any]) -> Preview:
    """Shows an item as it will be printed, and its approval sheet."""
    album = Album(session.desk.blob)
    rules, words = session.desk.rules, host.words
    makers: dict[str, Callable[[], list[Page]]] = {
        "document": lambda: official.pages(
            printing.official(matter, fields, rules, words), lambda address: album.image(address, 2000)
        ),
        "sheet": lambda: approval.pages(printing.approval(matter, rules, words, session.now())),
    }
    dialog = Preview(host, str(fields.get("title", "")), makers)
    dialog.open()
    return dialog


def open_letter(session: Session, host: Host, matter: Matter, fields: Mapping[str, Any]) -> Preview:
    """Shows a letter and its reply as they will be printed, masked."""
    album, rules = Album(session.desk.blob), session.desk.rules
    contact = session.desk.writer(matter.id).get("contact") or {}
    printed = letter_printing.letter(matter, fields, contact, rules, host.words)
    makers: dict[str, Callable[[], list[Page]]] = {
        "letter": lambda: official.pages(printed, lambda address: album.image(address, 2000))
    }
    dialog = Preview(host, printed.title, makers)
    dialog.open()
    return dialog


def _safe(name: str) -> str:
    return "".join("_" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in name)[:80] or "document"
