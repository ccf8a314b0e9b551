"""What is imported with the window is not read as text besides."""

import subprocess
import sys

ASKED = """
import linecache, sys
from desktop import start
assert start.ahead.SPARED, "this PySide has another way of looking"
ours = [name for name in ("desktop.program", "ui.host") if sys.modules[name].__file__ in linecache.cache]
sys.exit(f"read as text: {ours}" if ours else 0)
"""


def test_no_source_is_read_for_what_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
