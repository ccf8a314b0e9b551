"""From the start of the program to a window with list and badges, beside a bare window with the same packages."""

import json
from pathlib import Path

from bench import ring, stores
from bench.floors import bare_window
from bench.process import until
from bench.row import Row, median
from desktop.entrance import Pass
from desktop.paths import Profile
from desktop.secrets import Secrets

ENVIRON = {"PYTHON_KEYRING_BACKEND": "bench.ring.Ring"}
NOWHERE = "http://127.0.0.1:9"


def measure(quick: bool) -> list[Row]:
    count, runs = (500, 3) if quick else (20_000, 15)
    bare, painted, ready = [], [], []
    with stores.filled(count) as folder:
        _sign_in(Profile(folder))
        for run in range(runs + 1):
            floor = bare_window()
            found = until(["-m", "bench.desk_start", "--profile", str(folder)], "painted", "ready", environ=ENVIRON)
            if run:  # The first run reads the files into memory.
                bare.append(floor)
                painted.append(found["painted"])
                ready.append(found["ready"])
    return [
        Row(f"start with {count:,} items: list and badges shown", median(ready), "ms", 1.5, "times", median(bare)),
        Row("the same: first paint", median(painted), "ms", floor=median(bare)),
    ]


def _sign_in(place: Profile) -> None:
    """As after a sign-in with 记住我, and no network today."""
    given = Pass(
        "token", stores.PERSON, stores.NAME, tuple((post.unit, post.role) for post in stores.POSTS), stores.at(),
        stores.KEY.hex(),
    )  # fmt: skip
    Secrets(place.secrets, ring.Ring).keep("bench", ring.PASSWORD, given, remember=True)
    place.signed.write_text(json.dumps({"account": "bench", "at": stores.at(), "remember": True}), "utf-8")
    place.portal.write_text(NOWHERE, "utf-8")
    Path(place.folder, "settings.json").write_text(json.dumps({"start_screen": "today"}), "utf-8")
