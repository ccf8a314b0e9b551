"""What a rule is given besides the text it reads, and the shape that every rule has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.checks.finding import Finding, Subject
from models.checks.normal import Source
from models.checks.words import Lists


@dataclass(frozen=True, slots=True)
class Case:
    """The matter as a whole, the lists, and the day on which it is judged."""

    subject: Subject
    lists: Lists
    today: date


TextRule = Callable[[Source, Case], Iterable[Finding]]
WholeRule = Callable[[Source, Case], Iterable[Finding]]
