"""Opens the window; apart from `__main__`, so that the command line runs without Qt."""

from desktop.bootstrap import main as main
