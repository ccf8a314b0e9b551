"""The screen of 提醒: the list at the left, at the right the matter, what comes next, and when one is reminded."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.problems import Refused
from ui import work
from ui.host import Command, Host, ScreenView
from ui.presenters import reminders as present
from ui.presenters.reminder_detail import Detail, detail
from ui.presenters.shell import Arrangement
from ui.session import Session
from ui.views.reminders.inbox import Inbox
from ui.views.reminders.side import Side
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import Banner, EmptyState, ground, label, row, rule


class RemindersScreen(ScreenView):
    """Shows what `host.reminding` has reckoned."""

    def __init__(self, session: Session, host: Host) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._look, self._words, self._reminding = host.look, session.words, host.reminding
        self._chosen, self._detail, self._asked = "", Detail(), 0
        self._pane = present.Pane((), 0, (), ("", ""))
        ground(self, "surface")
        self._build()
        self._reminding.told.connect(self._show)

    # What the window asks.

    def enter(self, **what: str) -> None:
        self._chosen = what.get("key", self._chosen)
        self._show()
        self._reminding.look()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, how: Arrangement) -> None:
        self._side.setVisible(not how.single)
        self._line.setVisible(not how.single)
        self._side.setFixedWidth(self._look.px(340 if how.inspector == "beside" else 280))

    def stops(self) -> tuple[QWidget, ...]:
        return (self.list, self._side) if self._side.isVisible() else (self.list,)

    def commands(self) -> tuple[Command, ...]:
        return (Command("primary", "matter", ("Ctrl+Return", "Ctrl+Enter"), lambda: self._open(self._chosen)),)

    # How it is made.

    def _build(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._head())
        left.addWidget(rule())
        self._banner = Banner(self._look, "known", edged=False)
        self._banner.hide()
        left.addWidget(self._banner)
        self.list = Inbox(self._look, self._words("reminders.list"))
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._open)
        left.addWidget(self.list, 1)
        words = self._words
        self._empty = EmptyState(
            self._look, "message-text-outline", words("reminders.empty"), words("reminders.empty_text")
        )
        self._empty.hide()
        left.addWidget(self._empty, 1)
        outer.addLayout(left, 1)
        self._line = rule("v")
        outer.addWidget(self._line)
        self._side = Side(self._look, words)
        self._side.opened.connect(lambda: self._open(self._chosen))
        self._side.later_asked.connect(self._ask_later)
        self._side.settings_asked.connect(lambda: self._host.go("settings", page="reminders"))
        outer.addWidget(self._side)

    def _head(self) -> QHBoxLayout:
        words, look = self._words, self._look
        head = row((20, 14, 20, 14), 12)
        head.addWidget(label(words("reminders.title"), "title"))
        self._count = label("", "meta")
        head.addWidget(self._count)
        self._back = ActionButton(look, "", "link")
        self._back.clicked.connect(self._bring_back)
        head.addWidget(self._back)
        head.addStretch()
        self._log = ActionButton(look, words("reminders.log"), "quiet", icon="history")
        self._log.clicked.connect(self._show_log)
        head.addWidget(self._log)
        self._all = ActionButton(look, words("reminders.all_read"), icon="check")
        self._all.clicked.connect(lambda: self._mark(present.keys_of(self._pane.lines)))
        head.addWidget(self._all)
        return head

    # What it shows.

    def _show(self) -> None:
        inbox, words = self._reminding.latest, self._words
        if inbox is None:
            self._side.put(Detail())
            return
        self._pane = shown = present.pane(inbox, self._session.actor, self._session.desk.rules.directory, words)
        count = words("reminders.unread", n=shown.unread) if shown.unread else words("reminders.none_unread")
        self._count.setText(count)
        put_off = words.joined([words("reminders.put_off", n=len(shown.put_off)), words("reminders.bring_back")])
        self._back.set_face(put_off)
        self._back.setVisible(bool(shown.put_off))
        self._all.setEnabled(bool(shown.unread))
        self._log.setVisible(bool(self._host.notices.log))
        self._banner.setVisible(bool(shown.warning[0]))
        self._banner.put("known", *shown.warning)
        self.list.setVisible(bool(shown.lines))
        self._empty.setVisible(not shown.lines)
        self.list.put(shown.lines, self._chosen)
        if not shown.lines:
            self._on_picked("", False)

    def _on_picked(self, key: str, by_hand: bool) -> None:
        self._chosen = key
        self._asked += 1
        number, inbox = self._asked, self._reminding.latest
        if inbox is None:
            return
        one = next((each for each in inbox.found if each.key == key), None)
        session, words = self._session, self._words

        def read() -> Detail:
            offers = ()
            if one is not None:
                try:
                    offers = session.desk.seen(one.id).offers
                except Refused:
                    offers = ()
            desk = session.desk
            return detail(one, offers, inbox, desk.reminding.ladder(), desk.rules, session.actor, words)

        work.run(read, lambda found: self._put_detail(found, number), owner=self)
        if by_hand:
            self._mark((key,))

    def _put_detail(self, found: Detail, number: int) -> None:
        if number == self._asked:
            self._detail = found
            self._side.put(found)

    # What happens here.

    def _open(self, key: str) -> None:
        line = next((each for each in self._pane.lines if each.key == key and each.link), None)
        if line is not None:
            self._mark((key,))
            self._host.go(line.screen, id=line.id, pane="")

    def _mark(self, keys: tuple[str, ...]) -> None:
        fresh = {line.key for line in self._pane.lines if line.unread}.intersection(keys)
        if fresh:
            reminding = self._session.desk.reminding
            work.run(lambda: reminding.mark_read(fresh), lambda _none: self._reminding.look(), owner=self)

    def _ask_later(self) -> None:
        inbox, desk = self._reminding.latest, self._session.desk
        if inbox is None:
            return
        menu = QMenu(self)
        for word, until in present.laters(inbox.now, desk.reminding.ladder(), desk.rules.directory, self._words):
            menu.addAction(word, partial(self._put_off, (self._chosen,), until))
        menu.popup(self._side.mapToGlobal(QPoint(self._look.px(16), self._look.px(160))))

    def _bring_back(self) -> None:
        inbox = self._reminding.latest
        if inbox is not None:
            self._put_off(self._pane.put_off, inbox.now)

    def _put_off(self, keys: tuple[str, ...], until: object) -> None:
        reminding = self._session.desk.reminding

        def keep() -> None:
            for key in keys:
                reminding.put_off(key, until)

        work.run(keep, lambda _none: self._reminding.look(), owner=self)

    def _show_log(self) -> None:
        menu, words = QMenu(self), self._words
        for notice in reversed(list(self._host.notices.log)[-12:]):
            menu.addAction(words.joined([words.clock(notice.at), notice.title]))
        menu.popup(self._log.mapToGlobal(QPoint(0, self._log.height() + 2)))
