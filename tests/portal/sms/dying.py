"""A portal process that dies while it hands over a message: before the gateway took it, or after."""

import os
import sys
from datetime import datetime
from pathlib import Path

from portal.app import open_up
from portal.sms.line import Message
from portal.sms.spool import Spool
from portal.sms.texting import Texting


class Dying(Spool):
    """Takes the whole process with it."""

    def send(self, message: Message) -> tuple[str, ...]:
        if sys.argv[3] == "after":
            super().send(message)
        os._exit(9)


if __name__ == "__main__":
    data, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    portal = open_up(data, now=lambda: now)
    Texting(portal.house, portal.contacts, Dying(data / "sms"), "dying").look()
