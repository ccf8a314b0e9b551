"""The one door for background work: no other thread is ever started under the window."""

import logging
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
THREADS = 6
"""A round may wait for the line, a count for the disk: a list that is looked at waits for neither."""
log = logging.getLogger(__name__)


class _Delivery(QObject):
    """Lives on the main thread and hands a result over there."""

    arrived = Signal(object, object)

    def __init__(
        self,
        done: Callable[[object], None] | None,
        failed: Callable[[Exception], None] | None,
        owner: QObject | None,
    ) -> None:
        super().__init__()
        self._done, self._failed, self._owner = done, failed, owner
        self.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        _waiting.add(self)

    @Slot(object, object)
    def _on_arrived(self, result: object, problem: Exception | None) -> None:
        _waiting.discard(self)
        if not self._receiver_lives():
            return
        if problem is None:
            if self._done:
                self._done(result)
        elif self._failed:
            self._failed(problem)
        else:
            raise problem

    def _receiver_lives(self) -> bool:
        receivers = [self._owner, getattr(self._done, "__self__", None), getattr(self._failed, "__self__", None)]
        return all(isValid(one) for one in receivers if isinstance(one, QObject))


_waiting: set[_Delivery] = set()


class _Job(QRunnable):
    def __init__(self, job: Callable[[], object], delivery: _Delivery) -> None:
        super().__init__()
        self._job, self._delivery = job, delivery

    def run(self) -> None:
        try:
            result, problem = self._job(), None
        except Exception as caught:  # noqa: BLE001 - the door itself: whatever happens is told on the main thread
            log.info("background work failed: %s", type(caught).__name__)
            result, problem = None, caught
        if isValid(self._delivery):
            self._delivery.arrived.emit(result, problem)


def run(
    job: Callable[[], T],
    done: Callable[[T], None] | None = None,
    failed: Callable[[Exception], None] | None = None,
    *,
    owner: QObject | None = None,
    slow: bool = False,
) -> None:
    """Runs `job` off the main thread, then `done(result)` or `failed(problem)` on the main thread. Where threads are
    wanting, what a person waits for goes ahead of what is `slow`.

    Nothing is delivered to a receiver (`owner`, or the object of a bound method) that Qt has deleted meanwhile.
    Without `failed` a problem is raised on the main thread, where the crash handler meets it."""
    delivery = _Delivery(done, failed, owner)  # type: ignore[arg-type]  # the door is typed by T, its inside by object
    _pool().start(_Job(job, delivery), 0 if slow else 1)


def listen(job: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
    """The same for what only waits to hear something, however long: it keeps nobody else from working, and at the end
    nobody waits for it. It must not touch the store, which may be closed meanwhile."""
    delivery = _Delivery(done, failed, None)  # type: ignore[arg-type]  # as above
    Thread(target=_Job(job, delivery).run, name="listening", daemon=True).start()


def _pool() -> QThreadPool:
    pool = QThreadPool.globalInstance()
    pool.setMaxThreadCount(max(THREADS, pool.maxThreadCount()))
    return pool


def finish(milliseconds: int = 5000) -> bool:
    """Waits until all work is done and delivered, what its delivery asks for as well; False when the time was not
    enough."""
    pool, end = _pool(), monotonic() + milliseconds / 1000
    while True:
        while pool.activeThreadCount() and monotonic() < end:
            # Waiting inside Qt would hold the interpreter, and with it the very work that is waited for.
            sleep(0.001)
        QCoreApplication.sendPostedEvents()
        if not pool.activeThreadCount() or monotonic() >= end:
            return not pool.activeThreadCount()
