"""One model for every list: it counts behind the window and fetches only the rows that are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui import work

PAGE = 30
KEPT_PAGES = 60
FACE = Qt.ItemDataRole.UserRole + 1
TICKED = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class Face(Protocol):
    """What the model must know of a row; the delegate knows more."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def spoken(self) -> str: ...


F = TypeVar("F", bound=Face)


class RowsModel(QAbstractListModel, Generic[F]):
    """`count()` and `fetch(offset, limit)` answer for the query in force; faces are kept by page, the oldest go first.

    A list that is longer than a page is counted behind the window: over 100,000 matters that takes longer than a
    frame. `counted` when the number of rows is known. Ticks are kept by id, so that they outlive a refresh."""

    counted = Signal()

    def __init__(self, count: Callable[[], int], fetch: Callable[[int, int], Sequence[F]]) -> None:
        super().__init__()
        self._count_now, self._fetch = count, fetch
        self._count = 0
        self._pages: OrderedDict[int, Sequence[F]] = OrderedDict()
        self.ticked: dict[str, str] = {}
        self._asked = 0
        self.exact = False
        """Whether the number of rows is the list's, and not only what is known of it so far."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        face = self.face(index.row())
        if face is None:
            return None
        if role == FACE:
            return face
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return face.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return face.spoken
        if role == TICKED:
            return face.id in self.ticked
        return None

    def face(self, row: int) -> F | None:
        """The face of a row, fetched with its page if need be."""
        if not 0 <= row < self._count:
            return None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(number * PAGE, PAGE)
            self._pages[number] = page
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        at = row - number * PAGE
        return page[at] if at < len(page) else None

    def renew(self) -> None:
        """Another query: everything is asked again, ticks are dropped."""
        self.beginResetModel()
        self._pages.clear()
        self.ticked.clear()
        self._count = self._first_page()
        self.endResetModel()

    def refresh(self) -> None:
        """The same query after a change: the rows on view are asked again, the place in the list stays."""
        self._pages.clear()
        known = self._first_page()
        self._grow(known if known < PAGE else max(known, self._count))
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def _first_page(self) -> int:
        """How many rows there are at least; exactly, where the first page is not full."""
        self._asked += 1
        page = self._fetch(0, PAGE)
        self._pages[0] = page
        self.exact = len(page) < PAGE
        if not self.exact:
            number = self._asked
            work.run(self._count_now, lambda count: self._on_counted(count, number), owner=self)
        return len(page)

    def _on_counted(self, count: int, number: int) -> None:
        if number == self._asked:
            self._grow(count)
            self.exact = True
            self.counted.emit()

    def _grow(self, count: int) -> None:
        last = self._count
        if count > last:
            self.beginInsertRows(QModelIndex(), last, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < last:
            self.beginRemoveRows(QModelIndex(), count, last - 1)
            self._count = count
            self.endRemoveRows()

    def row_of(self, id: str) -> int:
        """The row of a matter among the pages at hand, else -1."""
        for number, page in self._pages.items():
            for at, face in enumerate(page):
                if face.id == id:
                    return number * PAGE + at
        return -1

    def tick(self, row: int) -> None:
        """Ticks a row, or takes the tick away."""
        face = self.face(row)
        if face is None:
            return
        if face.id in self.ticked:
            del self.ticked[face.id]
        else:
            self.ticked[face.id] = face.title
        self.dataChanged.emit(self.index(0), self.index(self._count - 1), [TICKED])

    def untick(self) -> None:
        """Takes every tick away."""
        self.ticked.clear()
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1), [TICKED])
