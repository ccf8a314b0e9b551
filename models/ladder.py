"""Reads the dated policy of reminders: its ladder to a last day, whom a state waits for, when a phone may ring."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from models.people import ROLES
from models.policy import Directory, PolicyFile, read_policy, records
from models.problems import BrokenPolicy

FILE = "reminders.toml"
CONSULTED = "third_party"
"""The duty that says how many working days a third party has to answer."""
_TO = frozenset({"handler", "waited", "reviewer"})
_AT = frozenset({"unit", "co", "district"})


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: so many working days before the last day (-1: after it), and who is told."""

    id: str
    before: int
    to: list[str]


@dataclass(frozen=True, slots=True)
class Wait:
    """Whom a matter of `kind` in `state` waits for."""

    kind: str
    state: str
    role: str
    why: str
    at: str = "unit"


@dataclass(frozen=True, slots=True)
class News:
    """Steps of others that the one who handles a matter is told of."""

    verbs: list[str]
    why: str
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """The states in which the last day of a kind runs."""

    kind: str
    states: list[str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who rules on an extension of a kind."""

    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """By when a unit should have come in on a working day (Art. 28)."""

    by: time
    role: str


@dataclass(frozen=True, slots=True)
class Texting:
    """When a phone may ring and how often, and how long a message is worth sending (Art. 37)."""

    quiet_from: time
    quiet_to: time
    rest_days_quiet: bool
    digest_over: int
    most_a_day: int
    fresh_days: int
    retry_minutes: list[int]
    report_hours: int
    stuck_minutes: int
    look_every_seconds: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """The whole policy, ready to be asked."""

    morning: time
    history_days: int
    provisional_earlier: int
    consult_days: int
    sign_in: SignIn
    texting: Texting
    rungs: tuple[Rung, ...]
    running: Mapping[str, frozenset[str]]
    waits: Mapping[tuple[str, str], Wait]
    rulings: Mapping[str, str]
    news: Mapping[str, News]


def ladder_in(texts: Mapping[str, str]) -> Ladder:
    """The policy of reminders among the policy files; BrokenPolicy with file and line when it cannot be used."""
    if FILE not in texts:
        raise BrokenPolicy(FILE, 1, "missing")
    file = read_policy(FILE, texts[FILE])
    waits = records(file, "wait", Wait, Wait.__slots__)
    rungs = records(file, "rung", Rung, Rung.__slots__)
    rulings = records(file, "extension", Ruling, Ruling.__slots__)
    running = records(file, "running", Running, Running.__slots__)
    _judge(file, waits, rungs, rulings)
    try:
        return Ladder(
            morning=time.fromisoformat(file.data["morning"]),
            history_days=int(file.data["history_days"]),
            provisional_earlier=int(file.data["provisional_earlier"]),
            consult_days=next(duty.number for duty in Directory(texts).duties if duty.id == CONSULTED),
            sign_in=SignIn(time.fromisoformat(file.data["sign_in"]["by"]), file.data["sign_in"]["role"]),
            texting=_texting(file.data["sms"]),
            rungs=rungs,
            running={each.kind: frozenset(each.states) for each in running},
            waits={(wait.kind, wait.state): wait for wait in waits},
            rulings={each.kind: each.role for each in rulings},
            news={verb: each for each in records(file, "news", News, News.__slots__) for verb in each.verbs},
        )
    except (KeyError, TypeError, ValueError, StopIteration) as fault:
        raise BrokenPolicy(FILE, 1, f"{type(fault).__name__} {fault}") from fault


def _texting(table: Mapping[str, Any]) -> Texting:
    hours = {name: time.fromisoformat(table[name]) for name in ("quiet_from", "quiet_to")}
    return Texting(**{**{name: table[name] for name in Texting.__slots__}, **hours})


def _judge(file: PolicyFile, waits: tuple[Wait, ...], rungs: tuple[Rung, ...], rulings: tuple[Ruling, ...]) -> None:
    for index, wait in enumerate(waits):
        if wait.role not in ROLES or wait.at not in _AT:
            raise file.broken("wait", index, f"{wait.role} at {wait.at}")
    for index, rung in enumerate(rungs):
        if not set(rung.to) <= _TO or rung.before < -1:
            raise file.broken("rung", index, f"{rung.id} to {', '.join(rung.to)}")
    for index, ruling in enumerate(rulings):
        if ruling.role not in ROLES:
            raise file.broken("extension", index, ruling.role)
