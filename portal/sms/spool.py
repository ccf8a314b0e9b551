"""Writes each message into a folder in place of sending it: the trial's way to the phones."""

import json
from pathlib import Path

from portal.sms.line import DELIVERED, Message, NotSent, Report


class Spool:
    """One JSON file for each message; all of them arrive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._arrived: list[Report] = []

    def send(self, message: Message) -> tuple[str, ...]:
        """Writes the file whole or not at all; a second try writes the same file."""
        told = {"id": message.id, "phone": message.number, "text": message.text}
        half = self._folder / f".{message.id}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
            half.replace(self._folder / f"{message.id}.json")
        except OSError as fault:
            raise NotSent("spool_unwritable") from fault
        self._arrived.append(Report(message.id, DELIVERED))
        return (message.id,)

    def reports(self) -> tuple[Report, ...]:
        """All that was written has arrived."""
        arrived, self._arrived = tuple(self._arrived), []
        return arrived

    def close(self) -> None:
        """Nothing is held."""
