"""The guards, effects and targets of what citizens bring: letters, disclosure requests, service cases (Art. 15-29)."""

from collections.abc import Callable, Mapping

from models.handling import answering, asking, disputing, extending, merging, reckoning, routing, supervising
from models.matter import Matter
from models.people import Actor
from models.steps import Case, Child, Effect, Guard, Target

_ALL = (routing, reckoning, extending, answering, asking, disputing, merging, supervising)

GUARDS: Mapping[str, Guard] = {each.__name__: each for part in _ALL for each in part.GUARDS}
EFFECTS: Mapping[str, Effect] = {each.__name__: each for part in _ALL for each in part.EFFECTS}
OTHERS: Mapping[str, Callable[[Case, Matter], tuple[Matter, ...]]] = {each.__name__: each for each in merging.OTHERS}
TARGETS: Mapping[str, Target] = {each.__name__: each for each in (routing.mailbox, routing.origin, disputing.disputed)}
CHILDREN: Mapping[str, Callable[[Case, Matter], Child]] = {"keep_writer": routing.keep_writer}
RELATIONS: Mapping[str, Callable[[Matter, Actor], bool]] = routing.RELATIONS
ARGUMENTS: Mapping[str, Callable[[object], bool]] = {**routing.ARGUMENTS, **answering.ARGUMENTS, **asking.ARGUMENTS}
