"""The notice as it is read while it is written: a white sheet, gaps in amber."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QTextBrowser

from ui.style.look import Look


class PaperView(QTextBrowser):
    """Shows HTML from a presenter; leads nowhere and fetches nothing."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._html = look, ""
        self.setOpenLinks(False)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(look.px(20))
        look.follow(self._draw)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing: the base class would open `file://` and, on Windows, another machine's folder."""
        return None

    def put(self, html: str) -> None:
        """Another text; where it is read stays as far as it is as long."""
        if html == self._html:
            return
        self._html = html
        bar = self.verticalScrollBar()
        at = bar.value()
        self._draw()
        bar.setValue(at)

    def _draw(self) -> None:
        look = self._look
        gap = f"background-color:{look.colour('amber_soft').name()};color:{look.colour('amber').name()}"
        meta = f"color:{look.colour('text2').name()}"
        body = f"color:{look.colour('text').name()};font-size:{look.px(15)}px"
        self.document().setDefaultStyleSheet(f".gap{{{gap}}} .meta{{{meta}}} p{{{body}}}")
        self.setHtml(self._html)


class WholePaper(PaperView):
    """As high as its text, for a page that scrolls as one."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def put(self, html: str) -> None:
        super().put(html)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 2 * self.frameWidth() + 2)
