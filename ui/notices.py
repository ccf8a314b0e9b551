"""The one way to tell the person something: a toast for one's own act, a banner for a problem, a question."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from models.problems import Refused
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told: `level` done, known (amber), act (red), explained (blue) or verified (green), while it `holds`."""

    level: str
    title: str
    text: str = ""
    action: str = ""
    act: Callable[[], None] | None = None
    details: str = ""
    holds: Callable[[], bool] = lambda: True
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before others are told or a law is touched; `step` is the verb on the button."""

    title: str
    text: str
    step: str
    do: Callable[[], None]
    danger: bool = False


class Notices(QObject):
    """Hands notices to whichever window shows them, and keeps the last two hundred."""

    toasted = Signal(object)
    bannered = Signal(object)
    asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.log: deque[Notice] = deque(maxlen=200)

    def toast(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """The result of one's own act, with at most one thing to do about it, mostly 撤销."""
        notice = Notice("done", text, action=action, act=act)
        self.log.append(notice)
        self.toasted.emit(notice)

    def banner(self, notice: Notice) -> None:
        """Something that stays on the page until it is closed."""
        self.log.append(notice)
        self.bannered.emit(notice)

    def problem(self, problem: Exception) -> None:
        """A fault of the world in its own sentence; anything else is ours, and goes to the crash handler."""
        if not isinstance(problem, Refused):
            raise problem
        first, rest = self.words.opening(self.words.refusal(problem))
        details = problem.code + "".join(f" {name}={value}" for name, value in problem.facts.items())
        self.banner(Notice("act", first, rest, details=details))

    def ask(self, question: Question) -> None:
        """Asks; `do` is called if the person takes the step."""
        self.asked.emit(question)
