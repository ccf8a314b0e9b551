"""Desks of the fleet whose people carry their rounds by hand, and the place at the portal where bundles come in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from models import seals
from models.people import Actor
from models.problems import Refused
from sync.bundle import Label, PortalKeys, keys_doc, new_sealing_pair
from sync.client.bundle import Carrying
from sync.client.engine import Round
from sync.protocol import SessionInfo
from sync.server.bundles import Admitted, Exchange, Exchanged, OwnKeys
from tests.sync.fleet import Fleet, Station

AGE = timedelta(days=30)


def own_keys() -> OwnKeys:
    """Fresh keys of a portal."""
    (opens, seal), (signs, sign) = new_sealing_pair(), seals.new_signer()
    return OwnKeys(PortalKeys(seal, sign), opens, signs)


@dataclass
class Desks:
    """Knows the desks of a fleet; `shut` are people who may not come in."""

    fleet: Fleet
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    claimed: dict[str, str] = field(default_factory=dict)
    shut: dict[str, str] = field(default_factory=dict)

    def admit(self, person: str, device: str) -> Admitted:
        key = self.keys.get((person, device))
        if key is None:
            raise Refused("bundle_unknown_desk", device=device)
        if person in self.shut:
            raise Refused(self.shut[person])
        with self.fleet.store.reading() as reading:
            actor = reading.actor(person, device)
        assert actor is not None
        return Admitted(SessionInfo("", person, actor.name, tuple(actor.posts), device), key)

    def claim(self, label: Label, digest: str) -> bool:
        known = self.claimed.setdefault(label.id, digest)
        if known != digest:
            raise Refused("bundle_reused", at="")
        return label.id in self.claimed and known == digest and not self._fresh(label.id)

    def _fresh(self, identity: str) -> bool:
        before, self._seen = getattr(self, "_seen", set()), getattr(self, "_seen", set()) | {identity}
        return identity not in before


@dataclass
class Door:
    """Where one desk makes itself known."""

    desks: Desks
    public: PortalKeys
    actor: Actor

    def introduce(self, key: str) -> Mapping[str, str]:
        self.desks.keys[self.actor.person, self.actor.device] = key
        return keys_doc(self.public)


class Post:
    """The way by hand between the desks of a fleet and its portal."""

    def __init__(self, fleet: Fleet, folder: Path) -> None:
        self.fleet, self.folder, self.keys = fleet, folder, own_keys()
        self.desks = Desks(fleet)
        folder.mkdir(exist_ok=True)

    def carrying(self, station: Station) -> Carrying:
        """What the person at a desk gives and takes; made known to the portal."""
        actor = station.desk.actor
        made = Carrying(station.desk, actor.device)
        made.introduce(Door(self.desks, self.keys.public, actor))
        return made

    def exchange(self, source: Path, target: Path | None = None) -> Path:
        """The receipt of a bundle."""
        target = target or source.with_suffix(".receipt")
        self.answer(source, target)
        return target

    def answer(self, source: Path, target: Path) -> Exchanged:
        return Exchange(self.fleet.house, self.keys, self.desks, AGE).answer(source, target)

    def round(self, carrying: Carrying) -> Round:
        """A whole round by hand."""
        return carrying.take_in(self.exchange(self.folder / carrying.export(self.folder).name))
