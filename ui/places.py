"""What stands in the rail, as data."""

from dataclasses import dataclass

from models.people import Actor
from ui.presenters.docket_list import WATCHERS


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the rail: its word is `shell.rail_<id>`; `foot` stands at the rail's lower end. Where `roles` are
    named, only who holds one of them is shown it."""

    id: str
    icon: str
    foot: bool = False
    roles: tuple[str, ...] = ()


PLACES = (
    Place("today", "calendar-today-outline"),
    Place("items", "file-document-outline", roles=("clerk", "reviewer", "operator", "inspector")),
    Place("letters", "email-outline", roles=("clerk", "reviewer", "leader", "dispatcher", "operator")),
    Place("requests", "file-question-outline", roles=("clerk", "reviewer")),
    Place("services", "briefcase-check-outline", roles=("clerk", "reviewer")),
    Place("docket", "clipboard-text-clock-outline", roles=WATCHERS),
    Place("catalogue", "file-tree-outline", roles=("clerk", "reviewer")),
    Place("reminders", "message-text-outline"),
    Place("undelivered", "tray-alert", foot=True),
    Place("settings", "cog-outline", foot=True),
)


def places_of(actor: Actor) -> tuple[Place, ...]:
    """What stands in this person's rail."""
    return tuple(place for place in PLACES if not place.roles or any(map(actor.holds, place.roles)))


def home_of(kind: str, actor: Actor) -> str:
    """The place in which this person sees a matter of a kind: its own, or the docket for who only watches."""
    own, shown = f"{kind}s", {place.id for place in places_of(actor)}
    return own if own in shown or "docket" not in shown else "docket"
