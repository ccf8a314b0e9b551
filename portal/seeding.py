"""Walks the sample's stories through the portal's own intake, each act at its own moment: nothing is made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from models.intents import Intent
from models.matter import Matter
from models.problems import Refused
from models.store.portal_blobs import Filed, file
from portal.accounts import Accounts, Newcomer
from portal.sample import Sample, Step, acts, build
from sync.server.kinds import kind_of
from sync.server.service import House

BATCH = 250


@dataclass(frozen=True, slots=True)
class Entered:
    """An account of the sample with its password as it was drawn."""

    account: str
    password: str
    name: str
    unit: str
    roles: tuple[str, ...]


def seed(house: House, accounts: Accounts, today: date) -> tuple[Entered, ...]:
    """Fills an empty portal with the sample as of the morning of `today`; gives its accounts.

    Refused sample_broken when a story breaks a rule: then either is wrong, and neither may be passed over."""
    sample = build(today)
    entered = _people(accounts, sample)
    steps = iter(sample.steps)
    while batch := list(islice(steps, BATCH)):
        _bring_files(house, sample, batch)
        _walk(house, sample, batch)
    return entered


def _walk(house: House, sample: Sample, steps: Sequence[Step]) -> None:
    asked = [(acts.intent(step, None), acts.actor(sample, step), step.at) for step in steps]
    told = {intent.op: step for (intent, _, _), step in zip(asked, steps, strict=True)}

    def bind(intent: Intent, matter: Matter | None) -> Intent:
        return acts.intent(told[intent.op], matter)

    for verdict in house.intake.take_all(asked, bind):
        if verdict.result != "ok":
            step = told[verdict.op]
            raise Refused("sample_broken", reason=f"{step.kind} {step.item} {step.at}: {verdict.code} {verdict.facts}")


def _bring_files(house: House, sample: Sample, steps: Sequence[Step]) -> None:
    for step in steps:
        for sha256 in step.blobs:
            data = sample.blobs[sha256]
            house.files.keep(sha256, data)
            file(
                house.store, Filed(sha256, len(data), kind_of(data), step.actor, step.at.isoformat(timespec="seconds"))
            )


def _people(accounts: Accounts, sample: Sample) -> tuple[Entered, ...]:
    """Their passwords need no change at the first sign-in: the trial enters by one click with the drawn ones."""
    drawn = accounts.add(
        [Newcomer(one.account, one.id, one.name, one.posts) for one in sample.people], must_change=False
    )
    first = {one.person: place for place, one in enumerate(sample.trial)}
    return tuple(
        Entered(
            one.account, drawn[one.account], one.name, min(one.posts).unit, tuple(sorted({p.role for p in one.posts}))
        )
        for one in sorted(sample.people, key=lambda one: first.get(one.id, len(first)))
    )
