"""The sign-in: what the person last used here, who may be tried out, and what went wrong in words that help."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.items import parse_moment
from models.problems import Refused
from ui.text import Words

TRIED = ("clerk", "reviewer", "leader", "dispatcher", "operator", "supervisor", "inspector", "office")

SECOND = {
    "password_must_change": "change",
    "password_expired": "change",
    "code_needed": "asked",
    "factor_must_enrol": "asked",
    "code_wrong": "code",
    "first_code_wrong": "code",
}
"""What belongs to the step after name and password."""


@dataclass(frozen=True, slots=True)
class TrialPerson:
    """A sample person for one click; `tries` says, by language, what to try first, of those whom the sample offers."""

    account: str
    name: str
    role: str
    unit: str
    tries: Mapping[str, str] = field(default_factory=dict)
    unit_en: str = ""


@dataclass(frozen=True, slots=True)
class TrialFace:
    """The same as a card shows it."""

    account: str
    name: str
    role: str
    about: str


@dataclass(frozen=True, slots=True)
class SignInPane:
    """The whole screen; `portal` is the address signed in to, `offline` the sentence about the last sign-in here."""

    account: str
    remember: bool
    offline: str
    portal: str
    version: str
    trial: tuple[TrialFace, ...]
    asks_portal: bool = False
    about_trial: str = ""


def pane(
    account: str,
    last: str,
    portal: str,
    version: str,
    trial: Iterable[TrialPerson],
    words: Words,
    now: datetime,
    *,
    remember: bool = False,
    trying: bool = False,
) -> SignInPane:
    """`last` is the ISO moment of the last sign-in over the network on this computer; `trying` says that this is the
    trial, whose portal needs no address."""
    moment = parse_moment(last) if last else None
    offline = words("sign_in.offline_first")
    if moment is not None:
        when = f"{words.day(moment.date(), now.date(), week=False)} {words.clock(moment)}"
        offline = words("sign_in.offline", when=when)
    shown = faces(trial, words)
    about = words("sign_in.trial_text" if shown else "sign_in.starting") if trying else ""
    return SignInPane(account, remember, offline, portal, version, shown, not trying, about)


def faces(people: Iterable[TrialPerson], words: Words) -> tuple[TrialFace, ...]:
    """Those whom the sample offers, in its order, then one person for each role that is left."""
    known = list(people)
    shown = [one for one in known if one.tries]
    first: dict[str, TrialPerson] = {}
    for person in known:
        first.setdefault(person.role, person)
    there = {one.role for one in shown}
    shown += [first[role] for role in TRIED if role in first and role not in there]
    return tuple(
        TrialFace(
            one.account,
            one.name,
            words(f"shell.role.{one.role}"),
            one.tries.get(words.language)
            or words("sign_in.about", unit=_unit(one, words), what=words(f"sign_in.does_{one.role}")),
        )
        for one in shown
    )


def _unit(one: TrialPerson, words: Words) -> str:
    return one.unit_en or one.unit if words.language == "en" else one.unit


def error(problem: Refused, words: Words) -> tuple[str, str]:
    """Which field a refusal belongs to (account, password, new, change, asked, code or nothing), and its sentence.

    `change` asks for another password, `new` says what is wrong with the one that was given; so `asked` and `code`
    of the telephone's code."""
    left = problem.facts.get("left", problem.facts.get("tries_left"))
    if problem.code in ("wrong_password", "password_wrong", "sign_in_refused", "wrong_account"):
        if isinstance(left, int):
            return "password", words("sign_in.wrong_left", n=left)
        return "password", words("sign_in.wrong")
    if problem.code in ("account_locked", "locked_out", "too_many_tries", "too_many"):
        minutes = problem.facts.get("minutes", 15)
        return "account", words("sign_in.locked", n=minutes)
    if problem.code in ("password_weak", "password_used"):
        return "new", weak(problem, words)
    if problem.code == "offline_first":
        return "", words("sign_in.offline_unknown")
    return SECOND.get(problem.code, ""), words.refusal(problem)


def weak(problem: Refused, words: Words) -> str:
    """What is wrong with a new password, in the one sentence that helps most."""
    wanting = problem.facts.get("wanting", ())
    first = wanting[0] if isinstance(wanting, (tuple, list)) and wanting else ""
    return words(f"settings.weak_{first}", **problem.facts) if first else words.refusal(problem)
