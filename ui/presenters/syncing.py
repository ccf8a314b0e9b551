"""What went, what waits and why, and what the portal did not take: in words."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from models.intents import Intent
from models.items import parse_moment
from models.problems import Refused
from models.workflow import Rules
from ui.courier import SyncState
from ui.presenters.withheld import TakenCard, Withheld, cards
from ui.text import Words

PLAIN = ("unreachable", "no_network", "signed_out")
"""What the general sentences on being offline and signing in again say well enough."""


class Undelivered(Protocol):
    """An act that the portal refused, as the desk keeps it."""

    @property
    def intent(self) -> Intent: ...
    @property
    def problem(self) -> Refused: ...
    @property
    def at(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True, slots=True)
class StateLine:
    """The banner of the panel; `command` is what its one link runs, and `step` what the link says."""

    level: str
    title: str
    text: str
    icon: str = ""
    step: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An act that waits to be sent."""

    op: str
    id: str
    title: str
    detail: str
    icon: str
    why: str


@dataclass(frozen=True, slots=True)
class RefusedCard:
    """An act that was not taken: what happened, what is safe, what to do, and whether its matter is on this desk."""

    op: str
    kind: str
    id: str
    title: str
    happened: str
    safe: str
    todo: str
    comparable: bool
    there: bool = True


@dataclass(frozen=True, slots=True)
class SyncPane:
    """The panel and the full page alike."""

    state: StateLine
    refused: tuple[RefusedCard, ...]
    waiting: tuple[WaitingLine, ...]
    next_try: str
    taken: tuple[TakenCard, ...] = ()
    compared: str = ""


def state_line(state: SyncState, words: Words) -> StateLine:
    """Where sync stands, said so that nobody worries about what was typed."""
    last = words.clock(state.last) if state.last else ""
    since = words("sync.last", at=last) if last else words("sync.no_last")
    if state.problem is not None and state.problem.code not in PLAIN:
        return _hindered(state, state.problem, since, words)
    if state.phase == "offline":
        told = f"{since}{words('sync.offline_text')}" if last else words("sync.offline_text")
        return StateLine("known", words("sync.offline"), told, "cloud-off-outline")
    if state.phase == "sign_in":
        return _to_door(words("sync.sign_in"), words("sync.sign_in_text"), words)
    if state.phase == "syncing":
        return StateLine("explained", words("sync.syncing"), words("sync.syncing_text"), "cloud-sync-outline")
    if state.phase == "synced" and state.undelivered:
        return StateLine("known", words("shell.sync_undelivered", n=state.undelivered), since, "cloud-alert-outline")
    if state.phase == "synced" and not state.waiting:
        return StateLine("verified", words("sync.synced"), since, "cloud-check-outline")
    return StateLine("explained", words("sync.underway"), since, "cloud-upload-outline")


def _hindered(state: SyncState, problem: Refused, since: str, words: Words) -> StateLine:
    """Something else than a missing line: what answered in the portal's place, or what the portal says no to."""
    happened, rest = words.opening(words.refusal(problem))
    if state.phase == "sign_in":
        return _to_door(happened, rest, words)
    return StateLine("known", happened, words.sentences(rest, since), "cloud-alert-outline")


def _to_door(title: str, text: str, words: Words) -> StateLine:
    return StateLine("known", title, text, "cloud-alert-outline", words("sync.sign_in_step"), "sign_out")


def pane(
    state: SyncState,
    outbox: Iterable[Intent],
    refused: Iterable[Undelivered],
    title_of: Callable[[str], str],
    rules: Rules,
    words: Words,
    now: datetime,
    taken: Iterable[Withheld] = (),
    going: Collection[str] = (),
) -> SyncPane:
    """The whole panel; `title_of(id)` gives a matter's title as seen here, nothing where it is not. `going` are the
    files that are not at the portal yet, for which the acts of a matter wait."""
    waiting = tuple(outbox)
    held = {one.id for one in waiting if not set(one.blobs).isdisjoint(going)}

    def why(one: Intent) -> str:
        offline = state.phase == "offline"
        return words("sync.waits_network" if offline else "sync.waits_file" if one.id in held else "sync.waits_turn")

    asked = cards(taken, rules.directory, words)
    return SyncPane(
        _asking(state_line(state, words), words) if asked else state_line(state, words),
        tuple(_card(one, title_of, rules, words) for one in refused),
        tuple(_waiting(one, title_of, rules, words, now, why(one)) for one in waiting),
        words("sync.next", at=words.clock(state.next_try)) if state.next_try else "",
        asked,
        words("sync.compare_asked") if asked else compared(state, words),
    )


def _asking(line: StateLine, words: Words) -> StateLine:
    """All is not well while the person is asked what the portal meant."""
    if line.level != "verified":
        return line
    return replace(line, level="known", title=words("sync.asked"), icon="cloud-alert-outline")


def compared(state: SyncState, words: Words) -> str:
    """What the last comparison with the portal found and put right."""
    last = state.compared
    if last is None:
        return words("sync.compare_never")
    at = words.clock(last.at)
    if not last.fetched and not last.let_go:
        return words("sync.compare_same", at=at)
    return words("sync.compare_mended", at=at, fetched=last.fetched, let_go=last.let_go)


def _verb(intent: Intent, rules: Rules, words: Words) -> tuple[str, str]:
    table = rules.workflows.get(intent.type)
    step = table.steps.get(intent.verb) if table else None
    if step is None:
        return intent.verb, "send-outline"
    return (step.zh if words.language == "zh" else step.en), step.icon or "send-outline"


def _waiting(
    intent: Intent, title_of: Callable[[str], str], rules: Rules, words: Words, now: datetime, why: str
) -> WaitingLine:
    verb, icon = _verb(intent, rules, words)
    moment = parse_moment(intent.made_at)
    parts = [words.moment(moment, now) if moment else "", words(f"today.kind_{intent.type}")]
    if intent.blobs:
        parts.append(words("sync.attachments", n=len(intent.blobs)))
    title = words("sync.act", verb=verb, title=title_of(intent.id))
    return WaitingLine(intent.op, intent.id, title, words.joined(parts), icon, why)


def _card(one: Any, title_of: Callable[[str], str], rules: Rules, words: Words) -> RefusedCard:
    verb, _ = _verb(one.intent, rules, words)
    happened, rest = words.opening(words.refusal(one.problem))
    conflict, title = one.problem.code == "conflict", title_of(one.intent.id)
    return RefusedCard(
        op=one.intent.op,
        kind=one.intent.type,
        id=one.intent.id,
        title=words("sync.act", verb=verb, title=title or one.title or words("items.untitled")),
        happened=happened,
        safe=words("sync.safe"),
        todo=rest or words("sync.todo_compare" if conflict else "sync.todo_copy"),
        comparable=conflict,
        there=bool(title),
    )
