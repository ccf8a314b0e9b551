"""The main story, played by two real windows against a real portal process: nobody in it is a stand-in."""

import json
import subprocess
import sys
from pathlib import Path

from desktop.trial import ROOT

PATIENCE_S = 180


def test_an_item_travels_from_an_offline_desk_to_the_published_catalogue(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "desktop.tour", "--out", str(out), "--language", "zh", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads((out / "tour.json").read_text(encoding="utf-8"))
    steps = told["steps"]
    assert all(step["outcome"] and step["milliseconds"] >= 0 for step in steps)
    assert "published" in steps[-1]["outcome"]
    assert {picture for step in steps for picture in step["pictures"]} == {file.name for file in out.glob("*.png")}
