"""What every way to the phones must be able to do, and how it tells what became of a message."""

from dataclasses import dataclass
from typing import Protocol

DELIVERED, FAILED = "delivered", "failed"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to hand over. `id` is the same at every try: a gateway that knows it can drop a second copy."""

    id: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a gateway tells of the part it called `ref`: `delivered` or `failed`, with its own word for why."""

    ref: str
    fate: str
    code: str = ""


class NotSent(Exception):
    """The message was not taken, as far as is known. `again`: a later try may pass."""

    def __init__(self, code: str, again: bool = True) -> None:
        super().__init__(code)
        self.code, self.again = code, again


class Line(Protocol):
    """A way to the phones. It is used by one thread."""

    def send(self, message: Message) -> tuple[str, ...]:
        """Hands a message over; the gateway's names for its parts. NotSent when it was not taken."""
        ...

    def reports(self) -> tuple[Report, ...]:
        """What became known since the last look; never waits long, and a line that is down has nothing to say."""
        ...

    def close(self) -> None:
        """Lets go of the line."""
        ...
