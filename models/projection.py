"""What a person sees: the portal's row with everything laid over it that still waits on this desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.intents import Intent
from models.items import parse_moment
from models.matter import Matter
from models.people import Actor
from models.problems import Refused
from models.rules import perform
from models.workflow import Rules, Version


@dataclass(frozen=True, slots=True)
class Projected:
    """Matters as they will stand once the waiting acts are confirmed, the texts kept on the way, and the acts that
    the rules refuse now, each with its reason."""

    matters: Mapping[str, Matter]
    versions: tuple[Version, ...] = ()
    refused: tuple[tuple[str, Refused], ...] = ()


def project(
    rows: Mapping[str, Matter], waiting: Sequence[Intent], actor: Actor, rules: Rules, now: datetime
) -> Projected:
    """Lay the `waiting` acts, in order, over `rows`; an act that is refused changes nothing.

    Each act is judged at the moment it was made, so that a limit which passes while a desk is offline does not
    unmake what the person saw."""
    matters = dict(rows)
    versions: list[Version] = []
    refused: list[tuple[str, Refused]] = []
    for intent in waiting:
        try:
            outcome = perform(intent, matters, actor, rules, parse_moment(intent.made_at) or now)
        except Refused as refusal:
            refused.append((intent.op, refusal))
            continue
        matters.update({matter.id: matter for matter in outcome.changed})
        versions.extend(outcome.versions)
    return Projected(matters, tuple(versions), tuple(refused))
