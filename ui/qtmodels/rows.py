"""One model for every list: it asks and counts behind the window, and only for the rows that are looked at."""

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
    """`count()` and `fetch(offset, limit)` answer for the query in force, on a thread behind the window; faces are
    kept by page, the oldest go first.

    The rows on view stay until those that replace them are here, and an answer to what is no longer asked is passed
    over. `came` when rows came or their number is known. Ticks are kept by id, so that they outlive a refresh."""

    came = Signal()

    def __init__(self, count: Callable[[], int], fetch: Callable[[int, int], Sequence[F]]) -> None:
        super().__init__()
        self._count_now, self._fetch = count, fetch
        self._count = 0
        self._pages: OrderedDict[int, Sequence[F]] = OrderedDict()
        self._fresh: set[int] = set()
        """The pages that were asked since the last change; the others are shown until they are asked again."""
        self._coming: set[int] = set()
        self._renewing = False
        self._turn, self._query = 0, 0
        self.ticked: dict[str, str] = {}
        self.known = False
        """Whether any rows were asked for and came, or turned out not to be there."""
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

    @property
    def coming(self) -> bool:
        """Whether rows that were asked for are still on their way."""
        return bool(self._coming)

    def face(self, row: int) -> F | None:
        """The face of a row as far as it is at hand; what is not, or has changed, is asked for."""
        if not 0 <= row < self._count:
            return None
        number, at = divmod(row, PAGE)
        if number not in self._fresh:
            self._ask(number)
        page = self._pages.get(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[at] if at < len(page) else None

    def renew(self) -> None:
        """Another query: everything is asked again, ticks are dropped."""
        self._query += 1
        self.ticked.clear()
        self._renewing = True
        self._begin()

    def refresh(self) -> None:
        """The same query after a change: the rows on view are asked again, the place in the list stays."""
        self._begin()

    def _begin(self) -> None:
        self._turn += 1
        self._fresh.clear()
        self._coming.clear()
        self._ask(0)

    def _ask(self, number: int) -> None:
        """Asks for a page; of another query the first page comes before all others."""
        if number in self._coming or (self._renewing and number):
            return
        self._coming.add(number)
        turn = self._turn
        arrived = self._on_page if number else self._on_first_page

        def job() -> Sequence[F] | None:
            return self._fetch(number * PAGE, PAGE) if turn == self._turn else None

        def deliver(page: Sequence[F] | None) -> None:
            if page is not None and turn == self._turn:
                self._coming.discard(number)
                arrived(number, page)
                self.came.emit()

        work.run(job, deliver, owner=self)

    def _on_page(self, number: int, page: Sequence[F]) -> None:
        self._keep(number, page)
        first = number * PAGE
        if first < self._count:
            self.dataChanged.emit(self.index(first), self.index(min(first + PAGE, self._count) - 1))

    def _on_first_page(self, number: int, page: Sequence[F]) -> None:
        """Says how many rows there are at least; exactly, where it is not full."""
        self.known, self.exact = True, len(page) < PAGE
        if self._renewing:
            self._renewing = False
            self.beginResetModel()
            self._pages.clear()
            self._keep(number, page)
            self._count = len(page)
            self.endResetModel()
        else:
            self._keep(number, page)
            self._grow(len(page) if self.exact else max(len(page), self._count))
            if self._count:
                self.dataChanged.emit(self.index(0), self.index(self._count - 1))
        if not self.exact:
            self._count_behind()

    def _keep(self, number: int, page: Sequence[F]) -> None:
        self._pages[number] = page
        self._pages.move_to_end(number)
        self._fresh.add(number)
        while len(self._pages) > KEPT_PAGES:
            oldest, _ = self._pages.popitem(last=False)
            self._fresh.discard(oldest)

    def _count_behind(self) -> None:
        turn = self._turn

        def deliver(count: int | None) -> None:
            if count is not None and turn == self._turn:
                self._grow(count)
                self.exact = True
                self.came.emit()

        work.run(lambda: self._count_now() if turn == self._turn else None, deliver, owner=self)

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
        """The row of a matter among the pages at hand, else -1. One that moved is where it was seen last."""
        for number in sorted(self._pages, key=lambda each: each not in self._fresh):
            for at, face in enumerate(self._pages[number]):
                if face.id == id and number * PAGE + at < self._count:
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
        self._show_ticks()

    def tick_first(self, most: int, done: Callable[[], None]) -> None:
        """Ticks every row, at most `most`, however many of them were looked at; `done()` when they are ticked."""
        query = self._query

        def deliver(faces: Sequence[F]) -> None:
            if query == self._query:
                self.ticked |= {face.id: face.title for face in faces}
                self._show_ticks()
                done()

        work.run(lambda: self._fetch(0, most), deliver, owner=self)

    def untick(self) -> None:
        """Takes every tick away."""
        self.ticked.clear()
        self._show_ticks()

    def _show_ticks(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1), [TICKED])
