"""PDFium knows one thread at a time, and two of ours may want a page at once: whoever calls it waits for this turn."""

from threading import RLock

TURN = RLock()
