"""What can be done to several ticked items at once: export, another column, discard with undo."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from models.late import load
from models.problems import Refused
from ui import work
from ui.host import Host
from ui.notices import Notice
from ui.presenters import kinds
from ui.session import Session
from ui.views.items.list_panel import ListPanel
from ui.views.items.new import ColumnSlip
from ui.widgets.buttons import ActionButton
from ui.widgets.panels import label, row

MOST = 20_000


class TickedBar(QWidget):
    """Stands under the list while something is ticked."""

    def __init__(self, session: Session, host: Host, panel: ListPanel) -> None:
        super().__init__()
        self._session, self._host, self._panel = session, host, panel
        look, words = host.look, session.words
        line = row((16, 6, 12, 6), 4, self)
        self._count = label("", "medium")
        line.addWidget(self._count)
        line.addStretch()
        self._add(line, words("items.untick"), panel.list.untick)
        acts = {"export": self._show_export, "move": self.move_column, "discard": self.discard}
        for name in panel.kind.acts:
            self._add(line, words(f"items.{name}"), acts[name], "danger" if name == "discard" else "quiet")
        self._look = look
        panel.ticks_changed.connect(self._on_ticks)
        panel.list.discard_asked.connect(self.discard_here)
        self.hide()

    def _add(self, line: Any, word: str, do: Callable[[], None], kind: str = "quiet") -> None:
        button = ActionButton(self._host.look, word, kind, height=28)
        button.clicked.connect(lambda: do())
        line.addWidget(button)

    def _on_ticks(self, count: int) -> None:
        self.setVisible(count > 0)
        self._count.setText(self._session.words("items.ticked", n=count))

    def discard(self) -> None:
        """Discards what is ticked; the toast offers 撤销."""
        done = self._each("item.discard", {})
        if done:
            words = self._session.words
            self._host.notices.toast(
                words("items.discarded", n=len(done)), words("shell.undo"), lambda: self._restore(done)
            )

    def discard_here(self) -> None:
        """Delete in the list: what is ticked, else the row the keyboard is on."""
        rows = self._panel.list
        if "discard" not in self._panel.kind.acts:
            return
        if not rows.rows.ticked:
            rows.rows.tick(rows.currentIndex().row())
        self.discard()

    def move_column(self) -> None:
        """Asks for a column and moves what is ticked there."""
        words = self._session.words
        slip = ColumnSlip(
            self._host.window_widget, self._session, self._look, words("items.move_title"), words("items.move_step")
        )
        slip.column_chosen.connect(self._move_to)
        slip.open()

    def export(self, file: Path) -> None:
        """Writes what is ticked to a .csv or .xlsx file, off the main thread."""
        desk, words, kind, query = self._session.desk, self._session.words, self._panel.kind, self._panel.query
        wanted = set(self._panel.list.rows.ticked)

        def write() -> int:
            rows = [one for one in desk.page(query, 0, MOST) if one.id in wanted]
            table = kinds.exported(kind, rows, desk.rules, words)
            load("ui.views.items.spreadsheet").write(file, table)
            return len(rows)

        work.run(write, lambda n: self._on_exported(n, file), self._on_export_failed, owner=self)

    def _show_export(self) -> None:
        menu, words = QMenu(self), self._session.words
        for suffix in ("xlsx", "csv"):
            entry = menu.addAction(words(f"items.export_{suffix}"))
            entry.triggered.connect(lambda _=False, kind=suffix: self._ask_file(kind))
        menu.popup(self.mapToGlobal(self.rect().topRight()))

    def _ask_file(self, suffix: str) -> None:
        name = f"{kinds.export_name(self._panel.kind, self._session.words, self._session.now().date())}.{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, "", str(Path.home() / name), f"*.{suffix}")
        if chosen:
            self.export(Path(chosen))

    def _on_exported(self, rows: int, file: Path) -> None:
        self._host.notices.toast(self._session.words("items.export_done", n=rows, file=file.name))

    def _on_export_failed(self, problem: Exception) -> None:
        if not isinstance(problem, OSError):
            raise problem
        self._host.notices.banner(Notice("act", self._session.words("items.export_failed"), details=str(problem)))

    def _move_to(self, code: str) -> None:
        done = self._each("item.edit", {"set": {"column": code}})
        if done:
            self._host.notices.toast(self._session.words("items.moved", n=len(done)))

    def _restore(self, ids: list[str]) -> None:
        for id in ids:
            self._session.do("item.restore", id)
        self._host.notices.toast(self._session.words("items.restored", n=len(ids)))

    def _each(self, kind: str, args: Mapping[str, Any]) -> list[str]:
        done, refused = [], []
        for id in list(self._panel.list.rows.ticked):
            try:
                self._session.do(kind, id, args)
                done.append(id)
            except Refused as problem:
                refused.append(problem)
        self._panel.list.untick()
        if refused:
            words = self._session.words
            why, _ = words.opening(words.refusal(refused[0]))
            self._host.notices.banner(Notice("known", words("items.some_refused", n=len(refused), why=why)))
        return done
