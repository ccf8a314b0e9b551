"""Hears from the portal that something changed: what a colleague did is here within a second, and not at the next
round."""

import random
from collections.abc import Callable
from time import monotonic, sleep

from ui import work

HELD_S = 10.0
"""A line that was held so long before it broke is worth a round at once: it tells whether the portal is still there.
Something on the way that holds none costs no round."""
APART_S = 1.0
"""Seconds over which desks that one step has woken come with their rounds, lest they all come at once; and between two
waits that brought nothing, lest something that answers at once be asked without end."""


class Listening:
    """`wait` comes back when the portal has something new (true), or nothing for a while; then it is asked again.

    `heard` is called when there is something, `holds` whether a line is held since the last answer."""

    def __init__(self, wait: Callable[[], bool], heard: Callable[[], None]) -> None:
        self._wait, self._heard = wait, heard
        self._waiting, self._stopped, self._since = False, False, 0.0
        self.holds = False

    def begin(self) -> None:
        """A round went well: from here on news are listened for, until there are some or the line breaks."""
        if not self._waiting and not self._stopped:
            self._waiting, self._since = True, monotonic()
            work.listen(self._hear, self._on_answer, self._on_failed)

    def stop(self) -> None:
        """Nothing is heard any more; a line that is held ends by itself."""
        self._stopped = True

    def _hear(self) -> bool:
        new = self._wait()
        sleep(random.uniform(0, APART_S) if new else APART_S)
        return new

    def _on_answer(self, new: bool) -> None:
        self._waiting, self.holds = False, True
        if self._stopped:
            return
        if new:
            self._heard()
        else:
            self.begin()

    def _on_failed(self, _problem: Exception) -> None:
        """Whatever it was, a round meets it as well, and says it."""
        self._waiting, self.holds = False, False
        if not self._stopped and monotonic() - self._since >= HELD_S:
            self._heard()
