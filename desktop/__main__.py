"""`python -m desktop`: the window, or one of the verbs of the command line."""

import sys

from models.late import load

VERBS = ("sign-in", "do", "sync", "show", "undelivered", "drafts", "backup", "bundle", "withheld")


def main(arguments: list[str]) -> int:
    """Hands over to the command line for its verbs, else opens the window."""
    if arguments[:1] and arguments[0] in VERBS:
        return int(load("desktop.cli").main(arguments))
    return int(load("desktop.start").main(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
