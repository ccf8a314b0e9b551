"""The portal's own machine: what its administrators do at the command line, and the process stopped and begun anew."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop.tour.hands import WentWrong
from desktop.tour.network import Cable
from desktop.trial import ROOT, Trial

TODAY = (sys.executable, "-m", "portal")
NEWER = (sys.executable, "-m", "desktop.tour.newer")


class Office:
    """Where the portal's process runs; every cable leads here."""

    def __init__(self, trial: Trial, cables: Sequence[Cable]) -> None:
        self._trial, self._cables = trial, cables
        self.data = trial.folder / "portal"

    def verb(self, *verb: str | Path) -> Any:
        """A verb of the portal's command line, and what it answers as JSON."""
        command = [sys.executable, "-m", "portal", *map(str, verb), "--data", str(self.data), "--json"]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        if ran.returncode:
            raise WentWrong(f"portal {' '.join(map(str, verb))}: {ran.stderr.strip()[-300:]}")
        return json.loads(ran.stdout.strip().splitlines()[-1])

    def stop(self) -> None:
        """The portal's process ends."""
        self._trial.stop()

    def begin(self, program: Sequence[str] = TODAY) -> str:
        """It runs again, or another program in its place; gives its address, to which the cables now lead."""
        self._trial = Trial(self._trial.folder, program)
        url = self._trial.prepare()
        for cable in self._cables:
            cable.lead(urlsplit(url).port or 0)
        return url
