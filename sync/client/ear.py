"""What this desk has heard of the portal's news, so that none of it is told twice."""

from collections.abc import Callable


class Ear:
    """Knows up to which sequence all is here (`reached`, after each round), and what was told since."""

    def __init__(self) -> None:
        self.reached, self._told = 0, 0

    def hears(self, wait: Callable[[int], int]) -> bool:
        """Whether the portal, asked to wait (`Portal.wait`), has something that is not here. What was told and yet not
        brought by a round is not told again at once: it would be asked for without end."""
        self._told = wait(max(self.reached, self._told))
        return self._told > self.reached
