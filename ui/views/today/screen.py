"""The screen of 今日: greeting and calendar, what is to be done, what waits, and what happens otherwise."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import work
from ui.host import Command, Host, ScreenView
from ui.places import places_of
from ui.presenters.reading import today_pane, unit_of
from ui.presenters.reminders import todays
from ui.presenters.shell import Arrangement
from ui.presenters.steps import may_create
from ui.presenters.today import TodayPane, Waiting, calendar_line, greeting
from ui.session import Session
from ui.views.today.consequences import fill
from ui.views.today.told import reminder_line
from ui.views.today.work_list import WorkList
from ui.widgets.buttons import ActionButton
from ui.widgets.marks import KeyFrame, Lamp, Picture
from ui.widgets.overlay import scrolled
from ui.widgets.panels import Card, EmptyState, column, ground, label, row


class TodayScreen(ScreenView):
    """The first row's step is the primary one of this screen."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._look, self._words = host.look, session.words
        ground(self, "canvas")
        self._build()
        now = session.now()
        self._greeting.setText(greeting(session.actor.name, now, self._words))
        self._line.setText(calendar_line(now.date(), session.desk.rules.directory.calendar, self._words))
        for piece in (self._empty, self._waits, self._otherwise):
            piece.hide()
        self._show_reminders()
        host.reminding.told.connect(self._show_reminders)
        session.changed.connect(self._stale)
        self._wanted, self._pane = 0, False
        self._idle: QWidget | None = None

    # What the window asks.

    def enter(self, **what: str) -> None:
        self.refresh()
        if self.list.lines:
            self.list.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, how: Arrangement) -> None:
        self._side.setVisible(how.inspector == "beside" or not how.single)
        self._side.setFixedWidth(self._look.px(332 if how.inspector == "beside" else 280))
        self._foot.setVisible(not how.brief and how.inspector == "beside")

    def stops(self) -> tuple[QWidget, ...]:
        first = self.list.lines[0] if self.list.lines else self._new
        return (first, self._side) if self._side.isVisible() else (first,)

    def commands(self) -> tuple[Command, ...]:
        return (Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), self._first_step),)

    # What it shows.

    def refresh(self) -> None:
        """Reads the desk and shows what is so now."""
        session, unit = self._session, unit_of(self._session.actor, self._host.settings["unit"])
        self._wanted += 1
        number = self._wanted

        def read() -> TodayPane:
            return today_pane(session.desk, session.actor, unit, self._words, session.now())

        work.run(read, lambda pane: self._on_read(pane, number), owner=self)

    def _on_read(self, pane: TodayPane, number: int) -> None:
        if number == self._wanted:
            fresh, had = not self._pane, bool(self.list.lines)
            self.put(pane)
            if fresh or not had:
                self._lead_in(fresh=fresh)

    def _lead_in(self, *, fresh: bool) -> None:
        """The keyboard goes to the first row as soon as there is one, unless somebody took it elsewhere meanwhile."""
        focused = self.window().focusWidget()
        if self.list.lines and self.isVisible() and (fresh or self._rests(focused)):
            self.list.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._idle = focused

    def _rests(self, focused: QWidget | None) -> bool:
        return focused in (None, self._idle, _first_stop(self.window()))

    def put(self, pane: TodayPane) -> None:
        """Shows the data of the screen."""
        words = self._words
        self._pane = True
        self._greeting.setText(pane.greeting)
        self._line.setText(pane.line)
        self._count.setText(words("today.to_do_count", n=len(pane.rows) + pane.more))
        self._all.set_face(words("today.unit_all", n=pane.unit_total))
        self._all.setVisible(pane.unit_total > 0)
        self.list.put(pane.rows)
        self.list.setVisible(bool(pane.rows))
        self._empty.setVisible(not pane.rows)
        self._show_waiting(pane)
        self._otherwise.clear()
        fill(self._otherwise, pane.consequences, self._look, words, self._open_item)
        self._otherwise.setVisible(bool(pane.consequences))

    def _show_reminders(self) -> None:
        """What was told today, newest first; the card is away on a quiet day."""
        inbox = self._host.reminding.latest
        told = (
            todays(inbox, self._session.actor, self._session.desk.rules.directory, self._words)
            if inbox is not None
            else ()
        )
        self._told.clear()
        for at, line in enumerate(told):
            self._told.add(
                reminder_line(line, self._look, self._words("reminders.look"), self._open_reminder), divided=at > 0
            )
        self._told.setVisible(bool(told))

    def _open_reminder(self, key: str) -> None:
        self._host.go("reminders", key=key)

    # How it is made.

    def _build(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 12)
        outer.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._head())
        inside = QWidget()
        self._body = column(inside, (0, 0, 0, 0), 12)
        self._body.addWidget(self._work_card())
        self._waits = Card(self._look)
        self._body.addWidget(self._waits)
        self._body.addStretch()
        left.addWidget(scrolled(inside), 1)
        self._foot = self._legend()
        left.addWidget(self._foot)
        outer.addLayout(left, 1)
        self._side = QWidget()
        side = column(self._side)
        self._otherwise = Card(self._look, self._words("today.otherwise"))
        columns = ActionButton(self._look, self._words("today.catalogue"), "link")
        columns.clicked.connect(lambda: self._host.go("catalogue"))
        self._otherwise.head.addWidget(columns)
        room = QWidget()
        lines = column(room)
        lines.addWidget(self._otherwise)
        lines.addSpacing(12)
        self._told = Card(self._look, self._words("today.reminders"))
        every = ActionButton(self._look, self._words("today.reminders_all"), "link")
        every.clicked.connect(lambda: self._host.go("reminders"))
        self._told.head.addWidget(every)
        lines.addWidget(self._told)
        lines.addStretch()
        side.addWidget(scrolled(room))
        outer.addWidget(self._side)

    def _head(self) -> QHBoxLayout:
        head, words = row(spacing=12), QVBoxLayout()
        words.setSpacing(2)
        self._greeting, self._line = label("", "title"), label("", "body2", wrap=True)
        words.addWidget(self._greeting)
        words.addWidget(self._line)
        head.addLayout(words, 1)
        self._new = ActionButton(self._look, self._words("today.new"), icon="plus", key="Ctrl N")
        self._new.clicked.connect(lambda: self._host.go("items", new="1"))
        self._new.setVisible(may_create(self._session.actor, self._session.desk.rules))
        head.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _work_card(self) -> Card:
        words = self._words
        card = Card(self._look, words("today.to_do"))
        self._count = label("", "meta")
        card.head.insertWidget(1, self._count)
        self._all = ActionButton(self._look, "", "link")
        self._all.clicked.connect(lambda: self._host.go("items", tab="unit"))
        card.head.addWidget(self._all)
        watched = ActionButton(self._look, words("docket.title"), "link")
        watched.clicked.connect(lambda: self._host.go("docket"))
        watched.setVisible("docket" in {place.id for place in places_of(self._session.actor)})
        card.head.addWidget(watched)
        self.list = WorkList(self._look, words("today.to_do"))
        self.list.opened.connect(self._open)
        self.list.stepped.connect(self._open)
        card.add(self.list)
        icon = "check-circle-outline"
        self._empty = EmptyState(self._look, icon, words("today.nothing"), words("today.nothing_text"))
        card.add(self._empty)
        return card

    def _legend(self) -> QWidget:
        foot, words = QWidget(), self._words
        line = row((0, 0, 0, 0), 6, foot)
        for keys, word in ((("↑", "↓"), "choose"), (("Enter",), "open"), (("F1",), "all")):
            for key in keys:
                line.addWidget(KeyFrame(self._look, key))
            line.addWidget(label(words(f"today.key_{word}"), "meta"))
            line.addSpacing(4)
        line.addStretch()
        for lamp in ("green", "amber", "red", "none"):
            word = words(f"today.lamp_{lamp}")
            line.addWidget(Lamp(self._look, lamp, word))
            line.addWidget(label(word, "meta"))
            line.addSpacing(4)
        return foot

    def _show_waiting(self, pane: TodayPane) -> None:
        words = self._words
        self._waits.clear()
        for at, one in enumerate(pane.waiting):
            self._waits.add(self._waiting_line(one), divided=at > 0)
        if pane.unsent:
            line = QWidget()
            inside = row((16, 10, 16, 10), 12, line)
            inside.addWidget(Picture(self._look, "cloud-upload-outline"))
            inside.addWidget(label(words("today.unsent", n=pane.unsent), wrap=True), 1)
            look = ActionButton(self._look, words("today.unsent_look"), "link")
            look.clicked.connect(lambda: self._host.go("undelivered"))
            inside.addWidget(look)
            self._waits.add(line, divided=bool(pane.waiting))
        self._waits.setVisible(bool(pane.waiting or pane.unsent))

    def _waiting_line(self, one: Waiting) -> QWidget:
        line = QWidget()
        inside = row((16, 10, 16, 10), 12, line)
        inside.addWidget(label(self._words("today.waiting"), "meta"))
        inside.addWidget(Picture(self._look, "account-group-outline"))
        inside.addWidget(label(one.text, wrap=True), 1)
        look = ActionButton(self._look, self._words("today.progress"), "link")
        look.clicked.connect(lambda: self._open(one.kind, one.id))
        inside.addWidget(look)
        return line

    # What happens here.

    def _open(self, kind: str, id: str) -> None:
        self._host.open_matter(kind, id)

    def _open_item(self, id: str) -> None:
        self._host.open_matter("item", id)

    def _first_step(self) -> None:
        if self.list.lines:
            face = self.list.lines[0].face
            self._open(face.kind, face.id)

    def _stale(self) -> None:
        if self.isVisible():
            self.refresh()


def _first_stop(window: QWidget) -> QWidget | None:
    """Where Qt puts the keyboard of a window when nobody said where."""
    found = window.nextInFocusChain()
    while found is not None and found is not window:
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus and found.isVisible():
            return found
        found = found.nextInFocusChain()
    return None
