"""What the tour did, step by step, with its pictures: each says who acted, what came of it and how long it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.tour.hands import WentWrong, settle
from ui import work

SIZE = (1366, 698)


@dataclass(slots=True)
class Step:
    """One step; `outcome` is what was seen afterwards, and was asserted."""

    n: int
    chapter: str
    actor: str
    action: str
    outcome: str = ""
    milliseconds: int = 0
    pictures: list[str] = field(default_factory=list)


class Record:
    """Numbers steps and pictures. A step without an outcome, or one that went wrong, ends the tour."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self._language = folder, language
        self._pictures, self._chapter = 0, ""
        self.steps: list[Step] = []

    def chapter(self, name: str) -> None:
        """What follows belongs together."""
        self._chapter = name

    @contextmanager
    def step(self, actor: str, action: str) -> Iterator[Step]:
        """Times what happens inside; pictures taken there cost no time."""
        made = Step(len(self.steps) + 1, self._chapter, actor, action)
        self.steps.append(made)
        began, looking = perf_counter(), self._looked
        yield made
        made.milliseconds = round((perf_counter() - began - (self._looked - looking)) * 1000)
        if not made.outcome:
            raise WentWrong("the step has no outcome")

    _looked = 0.0

    def picture(self, window: QWidget, name: str) -> None:
        """Leaves `NN-name-zh.png`, of the size that an office screen has for a window."""
        began = perf_counter()
        work.finish()
        settle(6)
        self._pictures += 1
        file = f"{self._pictures:02}-{name}-{self._language}.png"
        picture = window.grab()
        if (picture.width(), picture.height()) != SIZE:
            raise WentWrong(f"{file} is {picture.width()}×{picture.height()}: the window grew past the screen")
        picture.save(str(self.folder / file))
        self.steps[-1].pictures.append(file)
        self._looked += perf_counter() - began

    def told(self) -> list[dict[str, Any]]:
        """The steps for tour.json."""
        return [asdict(step) for step in self.steps]
