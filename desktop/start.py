"""Opens the window; apart from `__main__`, so that the command line runs without Qt."""

from desktop import ahead as ahead
from desktop import bootstrap as bootstrap

main = bootstrap.main
