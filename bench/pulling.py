"""A desk in a process of its own that pulls everything once, and tells how long it took and what it held."""

import json
import sys
import time
from pathlib import Path

from bench import served
from bench.memory import peak


def main() -> None:
    """`python -m bench.pulling FOLDER URL PASSWORD COUNT`: milliseconds until listed and searchable, megabytes."""
    folder, url, password, count = sys.argv[1:]
    client = served.client(Path(folder), served.Served(url, password, 0))
    start = time.perf_counter()
    client.engine.round()
    here = client.seat.desk.count(served.EVERYTHING)
    listed = time.perf_counter()
    held = peak()
    while client.seat.desk.index():
        continue
    found = time.perf_counter()
    client.close()
    if here != int(count):
        sys.exit(f"{here} of {count} items came")
    print(json.dumps({"listed": (listed - start) * 1000, "found": (found - start) * 1000, "held": held}))


if __name__ == "__main__":
    main()
