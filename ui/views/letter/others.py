"""The other letters of this desk, read behind the window: those like an open one, and the answers that were given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from PySide6.QtCore import QObject, Signal

from models.matter import Matter
from models.similar import Near, Nearby, told
from sync.client.desk import Query
from ui import work
from ui.session import Session

MOST, STRETCH = 2000, 200
"""So many letters, those that changed last; a letter of years ago is found by searching."""


@dataclass
class _Read:
    known: dict[str, Matter] = field(default_factory=dict)
    nearby: Nearby = field(default_factory=Nearby)


class Others(QObject):
    """`came` when they were read. Kept in memory only: nothing of it is written down."""

    came = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._read, self._door = _Read(), Lock()
        self._busy, self._stale = False, True
        session.changed.connect(self._on_changed)

    @property
    def known(self) -> Mapping[str, Matter]:
        """The letters by their ids."""
        return self._read.known

    def near(self, matter: Matter) -> tuple[Near, ...]:
        """The letters that say most nearly the same."""
        with self._door:
            return self._read.nearby.near(told(matter.fields), most=8, without=[matter.id])

    def want(self) -> None:
        """Reads them, or what changed of them, unless that was done."""
        if self._stale and not self._busy:
            self._busy, self._stale = True, False
            work.run(self._fetch, self._on_read, self._on_failed, owner=self, slow=True)

    def _fetch(self) -> _Read:
        desk, before = self._session.desk, self._read
        ids = [one.id for one in desk.page(Query("letter", "all"), 0, MOST)]
        made = _Read({}, before.nearby)
        for at in range(0, len(ids), STRETCH):
            made.known.update(desk.matters(ids[at : at + STRETCH]))
        for id, matter in made.known.items():
            there = before.known.get(id)
            if there is None or told(there.fields) != told(matter.fields):
                with self._door:
                    made.nearby.put(id, told(matter.fields))
        with self._door:
            for id in before.known.keys() - made.known.keys():
                made.nearby.drop(id)
        return made

    def _on_read(self, read: _Read) -> None:
        self._read, self._busy = read, False
        self.came.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._busy = False
        raise problem

    def _on_changed(self, _ids: list[str]) -> None:
        self._stale = True
