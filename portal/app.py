"""Puts the portal together: the only place that constructs; everything else is given what it needs."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.passwords import POLICY, rule_in
from models.policy import read_policy, shipped
from models.problems import Refused
from models.store.portal import PortalStore, open_portal
from models.suites import POLICY as SUITES
from models.suites import suite_in
from portal.accounts import Accounts
from portal.box import KeyBox
from portal.bundles import Bundles
from portal.directory import bring_in
from portal.escrow import Escrow
from portal.factors import Factors
from portal.leaving import Leaving
from portal.passwords import Hasher
from portal.publishing import Publishing
from portal.recounting import recount
from portal.sessions import Sessions
from portal.sms.config import line_in
from portal.sms.contacts import Contacts
from portal.sms.texting import Texting
from portal.tidying import Tidying
from portal.trail import Anchoring
from portal.vault import furnish
from sync.server.blobs import Allowed, Files
from sync.server.intake import Intake
from sync.server.parts import Parts
from sync.server.policies import Policies, now_here
from sync.server.service import House
from sync.server.snapshots import Snapshots
from sync.server.uploads import Bounds, Uploads
from sync.server.watch import Watch

DATABASE = "portal.db"


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal ready to answer."""

    house: House
    accounts: Accounts
    sessions: Sessions
    escrow: Escrow
    bundles: Bundles
    publishing: Publishing
    tidying: Tidying
    contacts: Contacts
    texting: Texting
    leaving: Leaving
    anchoring: Anchoring
    limits: Mapping[str, Any]

    @property
    def store(self) -> PortalStore:
        """Its database."""
        return self.house.store

    def close(self) -> None:
        """Lets go of the database."""
        self.house.snapshots.close()
        self.house.store.close()


def is_made(data: Path, database: str = "") -> bool:
    """Whether a portal was made in this folder; a database on a server is asked when it is opened."""
    return bool(database) or (data / DATABASE).exists()


def open_up(data: Path, database: str = "", now: Callable[[], datetime] = now_here) -> Portal:
    """The portal of a data folder, made if there is none. StoreFault, BrokenPolicy or Refused if not usable."""
    texts = shipped()
    limits, passwords = (read_policy(name, texts[name]).data for name in ("limits.toml", POLICY))
    rule_in(texts[POLICY])
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise Refused("folder_unusable", path=str(data)) from fault
    store = open_portal(database or data / DATABASE)
    furnish(store, data)
    box = KeyBox(data, suite_in(texts[SUITES]))
    brought = bring_in(store, texts, now())
    marks = tuple(mark.encode() for mark in limits["marks"])
    files = Files(data / "files", Allowed(int(limits["max_blob"]), limits["endings"], marks))
    uploads = Uploads(store, files, Parts(data / "uploads"), Bounds.of(limits["uploads"]), now)

    def today() -> date:
        return now().date()

    policies = Policies(store, today, files.read)
    intake, hasher = Intake(store, policies), Hasher(passwords["hash"])
    accounts = Accounts(store, now, hasher)
    sessions = Sessions(store, passwords, now, hasher, Factors(store, passwords, now, hasher, box))
    house = House(
        store, policies, intake, files, uploads, Watch(store), sessions, Snapshots(store, data / "snapshots", now), now,
        int(limits["max_body"]), int(limits["max_blob"]), int(limits["max_chunk"]), float(limits["wait_seconds"]),
    )  # fmt: skip
    if brought:  # a newer program may bring a notice that moves last days
        recount(house)
    contacts = Contacts(store, now)
    texting = Texting(house, contacts, line_in(data), f"{os.getpid()}")
    publishing = Publishing(house, float(limits["publish_every_seconds"]))
    tidying = Tidying(house, float(limits["tidy_every_seconds"]))
    anchoring = Anchoring(store, data, now, float(limits["tidy_every_seconds"]))
    bundles = Bundles(store, sessions, data, now)
    return Portal(
        house, accounts, sessions, Escrow(store, box), bundles, publishing, tidying, contacts, texting,
        Leaving(store, now), anchoring, limits,
    )  # fmt: skip
