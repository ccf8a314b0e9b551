"""The screen of settings: pages at the left, lines at the right; what is changed acts at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from ui.host import Host, ScreenView
from ui.presenters.settings import Line, Page, pages_of, resettable
from ui.presenters.shell import Arrangement
from ui.session import Session
from ui.settings import DEFAULTS
from ui.views.settings.acting import Acting
from ui.widgets.buttons import ActionButton
from ui.widgets.fields import Choice, Tick
from ui.widgets.lists import WordList
from ui.widgets.overlay import put_scrolled, scrolled
from ui.widgets.panels import column, ground, label, row, rule
from ui.widgets.tabs import SegmentedTabs


class SettingsScreen(ScreenView):
    """Built from the table in `ui/presenters/settings.py`."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._look, self._words = host.look, session.words
        self._acting = Acting(session, host)
        self._pages = pages_of(session.actor)
        self._page = self._pages[0]
        ground(self, "surface")
        self._build()
        self._acting.changed.connect(self._show)
        self._list.setCurrentRow(0)

    def enter(self, **what: str) -> None:
        for at, page in enumerate(self._pages):
            if page.id == what.get("page"):
                self._list.setCurrentRow(at)
        self._show()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, how: Arrangement) -> None:
        self._left.setFixedWidth(self._look.px(220 if not how.single else 180))
        self._show()

    def stops(self) -> tuple[QWidget, ...]:
        return (self._list, self._right)

    def _build(self) -> None:
        words, look = self._words, self._look
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._left = QWidget()
        left = column(self._left)
        head = label(words("settings.title"), "heading")
        head.setContentsMargins(16, 14, 16, 12)
        left.addWidget(head)
        self._list = WordList(look, words("settings.title"), pages=True)
        self._list.currentRowChanged.connect(self._on_page)
        left.addWidget(self._list, 1)
        outer.addWidget(self._left)
        outer.addWidget(rule("v"))
        self._right = QWidget()
        right = column(self._right)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(20, 14, 20, 10)
        self._title = label("", "title")
        self._head.addWidget(self._title)
        self._hint = label("", "meta")
        self._head.addWidget(self._hint)
        right.addLayout(self._head)
        right.addWidget(rule())
        self._area = scrolled(QWidget())
        right.addWidget(self._area, 1)
        right.addWidget(rule())
        right.addWidget(self._build_foot())
        outer.addWidget(self._right, 1)
        look.follow(self._fill_pages)

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(self._look.px(56))
        line = row((20, 0, 20, 0), 8, foot)
        line.addWidget(label(self._words("settings.foot"), "meta"), 1)
        self._reset = ActionButton(self._look, self._words("settings.reset"))
        self._reset.clicked.connect(self._on_reset)
        line.addWidget(self._reset)
        return foot

    def _fill_pages(self) -> None:
        at = max(0, self._list.currentRow())
        blocked = self._list.blockSignals(True)
        self._list.clear()
        for page in self._pages:
            item = QListWidgetItem(self._look.icon(page.icon), self._words(f"settings.page_{page.id}"))
            self._list.addItem(item)
        self._list.setCurrentRow(at)
        self._list.blockSignals(blocked)

    def _on_page(self, at: int) -> None:
        if 0 <= at < len(self._pages):
            self._page = self._pages[at]
            self._show()

    def _show(self) -> None:
        self._title.setText(self._words(f"settings.page_{self._page.id}"))
        self._hint.setText(self._words(f"settings.{self._page.hint}"))
        self._reset.setVisible(bool(resettable(self._page)))
        inside, wide = QWidget(), QWidget()
        lines = column(inside, (20, 4, 20, 16))
        wide.setMaximumWidth(self._look.px(780))
        inner = column(wide)
        for line in self._page.lines:
            inner.addWidget(self._line(line))
            inner.addWidget(rule())
        lines.addWidget(wide)
        lines.addStretch()
        at = self._area.verticalScrollBar().value()
        put_scrolled(self._area, inside)
        self._area.verticalScrollBar().setValue(at)

    def _line(self, line: Line) -> QWidget:
        words, made = self._words, QWidget()
        made.setMinimumHeight(self._look.px(59))
        outer = row((0, 8, 0, 8), 16, made)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(label(words(f"settings.{line.name}")))
        text.addWidget(label(words(f"settings.{line.name}_hint"), "meta", wrap=True))
        outer.addLayout(text, 1)
        outer.addWidget(self._control(line), 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        return made

    def _control(self, line: Line) -> QWidget:
        makers: dict[str, Callable[[Line], QWidget]] = {
            "segments": self._segments,
            "choice": self._choice,
            "tick": self._tick,
            "text": self._text,
            "act": self._act,
        }
        return makers[line.how](line)

    def _segments(self, line: Line) -> QWidget:
        made = SegmentedTabs(self._look, self._words(f"settings.{line.name}"), solid=True)
        made.put(self._options(line), str(self._host.settings[line.name]))
        made.chosen.connect(lambda value: self._acting.put(line.name, value))
        return made

    def _choice(self, line: Line) -> QWidget:
        made = Choice(self._look, self._words(f"settings.{line.name}"))
        made.setFixedWidth(self._look.px(240))
        made.put(self._options(line), str(self._host.settings[line.name]))
        made.currentIndexChanged.connect(lambda _at: self._acting.put(line.name, made.value()))
        return made

    def _tick(self, line: Line) -> QWidget:
        made = Tick(self._look, "", hint=self._words(f"settings.{line.name}"))
        made.setChecked(bool(self._host.settings[line.name]))
        made.toggled.connect(lambda on: self._acting.put(line.name, on))
        return made

    def _text(self, line: Line) -> QWidget:
        made = label(self._acting.fact(line.name), "body2", wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setMaximumWidth(self._look.px(420))
        made.setMinimumWidth(self._look.px(240))
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return made

    def _act(self, line: Line) -> QWidget:
        made = ActionButton(self._look, self._words(f"settings.{line.name}"))
        made.clicked.connect(lambda: self._acting.act(line.name))
        return made

    def _options(self, line: Line) -> list[tuple[str, str]]:
        return [(value, self._words(f"settings.{line.name}_{value}")) for value in line.options]

    def _on_reset(self) -> None:
        page: Page = self._page
        for name in resettable(page):
            if self._host.settings[name] != DEFAULTS[name]:
                self._acting.put(name, DEFAULTS[name])
        self._show()
