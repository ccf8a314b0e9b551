"""The beat to which the portal looks for what is due by itself, since no desk need be on at that hour."""

import logging
from threading import Event, Thread

from models.problems import Refused
from sync.protocol import Verdict

log = logging.getLogger(__name__)


class Rhythm:
    """Calls `due` again and again in a thread of its own. What fails is told in the log and tried at the next beat."""

    def __init__(self, every: float) -> None:
        self._every, self._stop = every, Event()
        self._thread = Thread(target=self._run, name=type(self).__name__.lower(), daemon=True)

    def due(self) -> tuple[Verdict, ...]:
        """Takes every act whose time has come. Two processes may look at once: an act's name makes it happen once."""
        return ()

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread, at the latest after the look in hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                for verdict in self.due():
                    if verdict.result != "ok":
                        log.warning("not done: %s %s %s", verdict.op, verdict.code, dict(verdict.facts))
            except Refused as no:
                log.warning("could not look: %s %s", no.code, dict(no.facts))
