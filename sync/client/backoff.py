"""How long to wait after a failure: longer each time, never in step with other desks, and as the portal asks."""

from collections.abc import Callable

SHORTEST = 2.0
LONGEST = 300.0


def pause(failures: int, chance: float, asked: float = 0.0) -> float:
    """Seconds until the next try after `failures` in a row; `chance` lies in 0 to 1, `asked` is Retry-After."""
    if failures <= 0:
        return max(asked, 0.0)
    ceiling = min(LONGEST, SHORTEST * 2.0 ** min(failures - 1, 20))
    return max(asked, SHORTEST, ceiling * (0.5 + chance / 2))


def pacer(chance: Callable[[], float]) -> Callable[[int], float]:
    """The pause as a window asks for it: by the number of failures alone."""
    return lambda failures: pause(failures, chance())
