"""Runs the kills in a process that has nothing else in it, since it forks."""

import os
import subprocess
import sys


def told(what: str, kills: int) -> str:
    """What the command says; a failed assertion with its words when anything was lost."""
    command = [sys.executable, "-m", "fleet", "--real", what, "--kills", str(kills), "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."}, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
