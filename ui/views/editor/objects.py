"""Tables and pictures that stand in the text: what can be done to the one at the cursor, by mouse or by key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from ui.editor import tables
from ui.editor.shape import ALT
from ui.editor.text_edit import TextEdit
from ui.host import Host
from ui.views.editor.dialogs import ask_alt, ask_table
from ui.views.editor.incoming import set_alt
from ui.views.editor.picture_sheet import open_picture

Act = Callable[[], None]


class Objects(QObject):
    """Everything here acts on the editor's own cursor and leaves the keyboard in the text."""

    def __init__(self, host: Host, edit: TextEdit, fetch: Callable[[str], bytes | None]) -> None:
        super().__init__(edit)
        self._host, self._edit, self._fetch = host, edit, fetch
        edit.menu_wanted.connect(self._on_menu)
        edit.double_clicked.connect(self._on_double_click)

    def table(self) -> None:
        """Inserts a table; in a table, where none can stand, offers what can be done to it."""
        if self._edit.isReadOnly():
            return
        if self._edit.textCursor().currentTable() is None:
            ask_table(self._host, self._insert_table)
            return
        menu = QMenu(self._edit)
        self._fill_table(menu)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._at_cursor())

    def describe(self) -> None:
        """Asks what the picture at the cursor shows; where there is none, says how to come to one."""
        picture = picture_at(self._edit.textCursor())
        if picture is None:
            self._host.notices.toast(self._host.words("editor.picture.none_here"))
        elif not self._edit.isReadOnly():
            self._ask_alt(picture)

    def look(self) -> None:
        """Shows the picture at the cursor in full."""
        picture = picture_at(self._edit.textCursor())
        if picture is None:
            self._host.notices.toast(self._host.words("editor.picture.none_here"))
        else:
            self._open(picture)

    def fill(self, menu: QMenu, cursor: QTextCursor) -> None:
        """Puts into a menu what can be done to the table or picture at a cursor."""
        words, writable = self._host.words, not self._edit.isReadOnly()
        if cursor.currentTable() is not None and writable:
            menu.addSeparator()
            self._fill_table(menu)
        picture = picture_at(cursor)
        if picture is not None:
            menu.addSeparator()
            menu.addAction(words("editor.tools.look")).triggered.connect(lambda: self._open(picture))
            if writable:
                menu.addAction(words("editor.dialogs.alt")).triggered.connect(lambda: self._ask_alt(picture))

    def _fill_table(self, menu: QMenu) -> None:
        here = tables.Here(self._edit.textCursor(), self._edit.measure)
        acts: tuple[tuple[str, Act], ...] = (
            ("row_above", lambda: here.add_row(below=False)),
            ("row_below", lambda: here.add_row(below=True)),
            ("column_left", lambda: here.add_column(right=False)),
            ("column_right", lambda: here.add_column(right=True)),
            ("remove_rows", here.remove_rows),
            ("remove_columns", here.remove_columns),
            ("merge_cells", here.merge),
            ("split_cell", here.split),
            ("remove_table", here.remove),
        )
        for name, act in acts:
            menu.addAction(self._host.words(f"editor.tools.{name}")).triggered.connect(lambda _on=False, act=act: act())

    def _insert_table(self, rows: int, columns: int) -> None:
        cursor = self._edit.textCursor()
        tables.insert(cursor, rows, columns, self._edit.measure)
        self._edit.setTextCursor(cursor)

    def _ask_alt(self, place: QTextCursor) -> None:
        known = place.charFormat().stringProperty(ALT)
        ask_alt(self._host, "", known, lambda alt: set_alt(self._edit, place, alt))

    def _open(self, place: QTextCursor) -> None:
        form = place.charFormat().toImageFormat()
        sha = form.name().removeprefix("blob:")
        open_picture(self._host, form.stringProperty(ALT), self._fetch(sha))

    def _at_cursor(self) -> QPoint:
        return self._edit.viewport().mapToGlobal(self._edit.cursorRect().bottomLeft())

    def _on_menu(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self._edit.textCursor() if by_key else self._edit.cursorForPosition(event.pos())
        menu = self._edit.createStandardContextMenu()
        self.fill(menu, cursor)
        menu.exec(self._at_cursor() if by_key else event.globalPos())

    def _on_double_click(self, event: QMouseEvent) -> None:
        picture = picture_at(self._edit.cursorForPosition(event.position().toPoint()))
        if picture is not None:
            self._open(picture)


def picture_at(cursor: QTextCursor) -> QTextCursor | None:
    """A cursor that selects the image at or behind the given one."""
    for back in (False, True):
        one = QTextCursor(cursor)
        one.setPosition(cursor.selectionStart())
        if back:
            one.movePosition(QTextCursor.MoveOperation.Left)
        one.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
        if one.charFormat().isImageFormat():
            return one
    return None
